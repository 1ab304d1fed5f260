#include "host/api/submission.hpp"

#include "host/api/fields.hpp"
#include "host/api/text.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <set>

namespace cordon::api {
namespace {

using execution::SourceFile;
using execution::Submission;

constexpr std::size_t most_files = 100;
constexpr std::size_t longest_component = 255, longest_path = 1024;
constexpr std::size_t most_args = 256, most_variables = 64;
constexpr std::size_t most_argument_bytes = 131'072;
constexpr std::size_t longest_name = 64;
constexpr std::uint64_t most_bytes = std::uint64_t{1} << 50;

std::optional<Encoding> read_encoding(Fields& fields) {
  const std::optional<std::string> value = fields.text("encoding");
  if (!value) return std::nullopt;
  if (*value == "utf8") return Encoding::utf8;
  if (*value == "base64") return Encoding::base64;
  fields.errors().add(fields.full_name("encoding") + " must be \"utf8\" or \"base64\", not " + in_quotes(*value) + ".");
  return std::nullopt;
}

void check_content(const std::string& name, const std::string& content, Encoding encoding, const RequestLimits& limits,
                   FirstError& errors) {
  if (encoding == Encoding::utf8 && content.find('\0') != std::string::npos)
    errors.add(name + " contains a NUL character; for binary data use files with \"encoding\":\"base64\".");
  if (const std::size_t length = code_points(content); length > limits.code_points)
    errors.add(name + " has " + std::to_string(length) + " characters; at most " + std::to_string(limits.code_points) +
               " are allowed.");
}

SourceFile read_file(Json& value, std::size_t index, const RequestLimits& limits, FirstError& errors) {
  Fields fields{value, "files[" + std::to_string(index) + "]", errors};
  SourceFile file;
  if (const auto path = fields.text("path")) {
    file.path = *path;
    if (const auto checked = check_path(file.path); !checked)
      errors.add(fields.full_name("path") + " " + checked.error().message);
  } else if (index > 0) {
    errors.add_missing(fields.full_name("path") + " is missing; only the first file may be without a name.");
  }
  const std::optional<std::string> content = fields.text("content");
  const Encoding encoding = read_encoding(fields).value_or(Encoding::utf8);
  if (!content) {
    errors.add_missing(fields.full_name("content") + " is missing.");
  } else if (encoding == Encoding::utf8) {
    file.content = *content;
  } else if (auto decoded = from_base64(*content)) {
    file.content = std::move(*decoded);
  } else {
    errors.add(fields.full_name("content") +
               " is not base64 (the standard alphabet, with padding, without line breaks).");
  }
  check_content(fields.full_name("content"), file.content, encoding, limits, errors);
  fields.done();
  return file;
}

// One path twice, or one that is a file and a folder at once, cannot be put down.
void check_tree(const std::vector<SourceFile>& files, FirstError& errors) {
  std::set<std::string_view> paths;
  for (const SourceFile& file : files)
    if (!file.path.empty() && !paths.insert(file.path).second)
      errors.add("files has the path " + in_quotes(file.path) + " twice.");
  for (const SourceFile& file : files)
    for (std::size_t slash = file.path.find('/'); slash != std::string::npos; slash = file.path.find('/', slash + 1))
      if (const std::string_view folder = std::string_view{file.path}.substr(0, slash); paths.contains(folder))
        errors.add("files has " + in_quotes(folder) + " as a file and as a folder.");
}

std::vector<SourceFile> read_files(Fields& fields, const RequestLimits& limits) {
  std::vector<SourceFile> files;
  FirstError& errors = fields.errors();
  std::optional<std::string> code = fields.text("code");
  Json* list = fields.array("files");
  if (code && list != nullptr) errors.add("Send code or files, not both; code is short for one file.");
  if (code) {
    check_code("code", *code, limits, errors);
    files.push_back({.path = "", .content = std::move(*code)});
  } else if (list != nullptr) {
    if (list->empty() || list->size() > most_files)
      errors.add("files must have 1 to " + std::to_string(most_files) + " files, not " + std::to_string(list->size()) +
                 ".");
    else
      for (Json& value : *list) files.push_back(read_file(value, files.size(), limits, errors));
    check_tree(files, errors);
  } else {
    errors.add_missing("code is missing: the program as a string (or files, for a program of several).");
  }
  return files;
}

std::vector<std::string> read_args(Fields& fields) {
  std::vector<std::string> args = fields.texts("args").value_or(std::vector<std::string>{});
  std::size_t size = 0;
  for (std::size_t i = 0; i < args.size(); ++i) {
    size += args[i].size() + 1;
    if (args[i].find('\0') != std::string::npos)
      fields.errors().add("args[" + std::to_string(i) + "] must not contain NUL characters.");
  }
  if (args.size() > most_args)
    fields.errors().add("args must have at most " + std::to_string(most_args) + " elements, not " +
                        std::to_string(args.size()) + ".");
  if (size > most_argument_bytes)
    fields.errors().add("args must not be larger than " + std::to_string(most_argument_bytes) + " bytes together.");
  return args;
}

bool is_variable_name(std::string_view name) {
  const auto letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_'; };
  return !name.empty() && letter(name.front()) &&
         std::ranges::all_of(name, [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

std::map<std::string, std::string> read_environment(Fields& fields) {
  std::map<std::string, std::string> environment;
  FirstError& errors = fields.errors();
  Json* object = fields.object("env");
  if (object == nullptr) return environment;
  if (object->size() > most_variables)
    errors.add("env must have at most " + std::to_string(most_variables) + " variables, not " +
               std::to_string(object->size()) + ".");
  std::size_t size = 0;
  for (auto& [name, value] : object->items()) {
    if (!is_variable_name(name))
      errors.add("env has the name " + in_quotes(name) +
                 "; a name is letters, digits and _, and begins with no digit.");
    if (!value.is_string()) {
      errors.add("env." + name + " must be a string, not " + std::string{type_name(value)} + ".");
      continue;
    }
    const std::string& text = value.get_ref<const std::string&>();
    if (text.find('\0') != std::string::npos) errors.add("env." + name + " must not contain NUL characters.");
    size += name.size() + text.size() + 2;
    environment.emplace(name, text);
  }
  if (size > most_argument_bytes)
    errors.add("env must not be larger than " + std::to_string(most_argument_bytes) + " bytes together.");
  return environment;
}

constexpr std::size_t most_options = 16;

// Which there are is the language's to say. true and false are values like others.
std::map<std::string, std::string> read_options(Fields& fields) {
  std::map<std::string, std::string> options;
  FirstError& errors = fields.errors();
  if (Json* object = fields.object("options"); object != nullptr) {
    if (object->size() > most_options)
      errors.add("options must have at most " + std::to_string(most_options) + " of them, not " +
                 std::to_string(object->size()) + ".");
    for (const auto& [name, value] : object->items()) {
      if (value.is_boolean())
        options.emplace(name, value.get<bool>() ? "true" : "false");
      else if (value.is_string() && value.get_ref<const std::string&>().size() <= longest_name)
        options.emplace(name, value.get_ref<const std::string&>());
      else
        errors.add("The option " + in_quotes(name) + " must be true, false or a string of at most " +
                   std::to_string(longest_name) + " bytes, not " + std::string{type_name(value)} + ".");
    }
  }
  const std::optional<bool> typecheck = fields.boolean("typecheck");
  if (typecheck && options.contains("typecheck"))
    errors.add("Send typecheck or options.typecheck, not both; they mean the same.");
  if (typecheck.value_or(false)) options.emplace("typecheck", "true");
  return options;
}

std::optional<Bytes> bytes(std::optional<std::uint64_t> count) {
  return count ? std::optional{Bytes{*count}} : std::nullopt;
}

void read_limits(Fields& fields, Submission& submission) {
  sandbox::LimitsOverride& limits = submission.limits;
  limits.wall = fields.duration("timeout");
  Json* object = fields.object("limits");
  if (object == nullptr) return;

  Fields asked{*object, "limits", fields.errors()};
  const std::optional<milliseconds> wall = asked.duration("wall_time");
  if (wall && limits.wall) fields.errors().add("Send timeout or limits.wall_time, not both; they mean the same.");
  if (wall) limits.wall = wall;
  limits.cpu_time = asked.duration("cpu_time");
  limits.memory = bytes(asked.whole("memory", "bytes", 1, most_bytes));
  if (const auto processes = asked.whole("processes", "", 1, std::numeric_limits<std::uint32_t>::max()))
    limits.processes = static_cast<std::uint32_t>(*processes);
  limits.output = bytes(asked.whole("output", "bytes", 1, most_bytes));
  limits.file_size = bytes(asked.whole("files", "bytes", 1, most_bytes));
  submission.output_limit_kills = limits.output.has_value();
  asked.done();
}

}  // namespace

void check_code(const std::string& name, const std::string& code, const RequestLimits& limits, FirstError& errors) {
  check_content(name, code, Encoding::utf8, limits, errors);
}

Result<> check_path(std::string_view path) {
  const auto refused = [](std::string sentence) { return fail(Errc::malformed_request, std::move(sentence)); };
  if (path.empty()) return refused("must not be empty.");
  if (path.size() > longest_path) return refused("must not be longer than " + std::to_string(longest_path) + " bytes.");
  if (std::ranges::any_of(path, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }))
    return refused("must not contain control characters.");
  if (path.front() == '/') return refused("must be relative: it begins in the work folder.");
  // Compilers take such names for options and for lists of options.
  if (path.front() == '-' || path.front() == '@') return refused("must not begin with - or @.");
  for (std::string_view rest = path;;) {
    const std::size_t end = std::min(rest.find('/'), rest.size());
    const std::string_view component = rest.substr(0, end);
    if (component.empty() || component == "." || component == "..")
      return refused("must have names between its slashes, and neither . nor .. among them.");
    if (component.size() > longest_component)
      return refused("must not have a name longer than " + std::to_string(longest_component) + " bytes in it.");
    if (end == rest.size()) return {};
    rest.remove_prefix(end + 1);
  }
}

Result<ExecuteRequest> read_execute_request(std::string_view body, const RequestLimits& limits) {
  TRY(Json document, parse_json(body));
  FirstError errors;
  Fields fields{document, "", errors};
  TRY_VOID(errors.result());

  ExecuteRequest request;
  Submission& submission = request.submission;
  if (auto language = fields.name("language", longest_name))
    submission.language = std::move(*language);
  else
    errors.add_missing("language is missing; GET /languages lists those that there are.");
  submission.version = fields.name("version", longest_name).value_or("");
  submission.profile = fields.name("profile", longest_name).value_or("");
  submission.options = read_options(fields);
  submission.files = read_files(fields, limits);
  submission.standard_input = fields.text("stdin").value_or("");
  submission.args = read_args(fields);
  submission.environment = read_environment(fields);
  read_limits(fields, submission);
  request.encoding = read_encoding(fields).value_or(Encoding::utf8);

  static constexpr std::array<std::string_view, 3> later{"tests", "collect", "stream"};
  fields.not_yet(later);
  fields.done();
  TRY_VOID(errors.result());
  return request;
}

}  // namespace cordon::api
