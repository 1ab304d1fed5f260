#include "host/cordonctl/request.hpp"

#include "base/nearest.hpp"
#include "base/syscall.hpp"
#include "host/api/text.hpp"
#include "host/cordonctl/interrupt.hpp"

#include <sys/stat.h>
#include <algorithm>
#include <cctype>
#include <charconv>

namespace cordon::cordonctl {
namespace fs = std::filesystem;
namespace {

using nlohmann::json;

bool is_plain_text(std::string_view content) {
  return api::valid_utf8(content) && content.find('\0') == std::string_view::npos;
}

json file_json(const SourceFile& file) {
  json entry = json::object();
  if (!file.path.empty()) entry["path"] = file.path;
  const bool plain = is_plain_text(file.content);
  entry["content"] = plain ? file.content : api::to_base64(file.content);
  if (!plain) entry["encoding"] = "base64";
  return entry;
}

Result<json> environment_json(const std::vector<std::string>& environment) {
  json object = json::object();
  for (const std::string& entry : environment) {
    const std::size_t equals = entry.find('=');
    if (equals == std::string::npos || equals == 0)
      return fail(Errc::malformed_request, "--env takes NAME=VALUE, not \"" + entry + "\"");
    object[entry.substr(0, equals)] = entry.substr(equals + 1);
  }
  return object;
}

bool lists(const json& entry, const char* key, const std::string& text) {
  return entry.contains(key) && std::find(entry[key].begin(), entry[key].end(), text) != entry[key].end();
}

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

}  // namespace

Result<std::string> to_json(const Request& request) {
  json body{{"language", request.language}, {"files", json::array()}};
  for (const SourceFile& file : request.files) body["files"].push_back(file_json(file));
  if (!api::valid_utf8(request.standard_input))
    return fail(Errc::malformed_request,
                "standard input is not UTF-8, and a request cannot carry other bytes; send them as a file (--file)");
  for (const std::string& argument : request.args)
    if (!api::valid_utf8(argument))
      return fail(Errc::malformed_request, "an argument of the program is not UTF-8, which a request cannot carry");
  if (!request.standard_input.empty()) body["stdin"] = request.standard_input;
  if (!request.args.empty()) body["args"] = request.args;
  if (!request.environment.empty()) {
    TRY(body["env"], environment_json(request.environment));
  }
  if (!request.options.empty()) body["options"] = request.options;
  if (request.timeout) body["timeout"] = *request.timeout;
  if (request.memory) body["limits"] = {{"memory", *request.memory}};
  if (request.encoding == Encoding::base64) body["encoding"] = "base64";
  std::string text;
  try {
    text = body.dump();
  } catch (const json::exception&) {
    return fail(Errc::malformed_request, "a file name or a variable is not UTF-8, which a request cannot carry");
  }
  if (text.size() > largest_body)
    return fail(Errc::too_large, "files and standard input are " + std::to_string(text.size()) +
                                     " bytes as a request, and a server takes at most " + std::to_string(largest_body) +
                                     "; send less");
  return text;
}

Result<std::uint64_t> parse_size(const std::string& text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string unit = lower(std::string{end, text.data() + text.size()});
  double factor = 0;
  if (unit.empty() || unit == "b") factor = 1;
  if (unit == "k" || unit == "kib" || unit == "kb") factor = 1 << 10;
  if (unit == "m" || unit == "mib" || unit == "mb") factor = 1 << 20;
  if (unit == "g" || unit == "gib" || unit == "gb") factor = 1 << 30;
  const double bytes = number * factor;
  if (error != std::errc{} || factor == 0 || !(bytes >= 1) || bytes > 1e15)
    return fail(Errc::malformed_request, "\"" + text + "\" is no amount of memory; write 256MiB, 1GiB or bytes");
  return static_cast<std::uint64_t>(bytes);
}

Result<json> language_of(const fs::path& file, const json& languages) {
  const std::string extension = lower(file.extension().string());
  std::string known;
  for (const json& language : languages) {
    if (!extension.empty() && lists(language, "extensions", extension)) return language;
    for (const json& other : language.value("extensions", json::array()))
      known += (known.empty() ? "" : ", ") + other.get<std::string>();
  }
  return fail(Errc::unknown_language, "no language here has files like \"" + file.filename().string() +
                                          "\"; name one with --language (known extensions: " + known + ")");
}

Result<json> language_named(const std::string& name, const json& languages) {
  std::vector<std::string> names;
  std::string known;
  for (const json& language : languages) {
    const auto id = language.value("id", "");
    if (lower(name) == id || lists(language, "aliases", lower(name))) return language;
    names.push_back(id);
    for (const json& alias : language.value("aliases", json::array())) names.push_back(alias.get<std::string>());
    known += (known.empty() ? "" : ", ") + id;
  }
  const std::vector<std::string_view> candidates{names.begin(), names.end()};
  return fail(Errc::unknown_language, "there is no language \"" + name + "\"" + base::did_you_mean(name, candidates) +
                                          " (known: " + known + ")");
}

std::string path_in_work_folder(const fs::path& file, const fs::path& main_file) {
  std::error_code error;
  const fs::path folder = fs::weakly_canonical(main_file, error).parent_path();
  const fs::path below = fs::weakly_canonical(file, error).lexically_relative(folder);
  const bool inside = !below.empty() && *below.begin() != ".." && *below.begin() != ".";
  return inside ? below.generic_string() : file.filename().string();
}

Result<std::string> read_source(const fs::path& file) {
  const UniqueFd descriptor{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
  struct stat status{};
  if (!descriptor || ::fstat(descriptor.get(), &status) != 0)
    return fail(Errc::malformed_request, file.string() + " cannot be read: " + std::generic_category().message(errno));
  if (S_ISDIR(status.st_mode)) return fail(Errc::malformed_request, file.string() + " is a folder, not a file");
  return read_to_end(descriptor.get(), file.string());
}

Result<std::string> read_to_end(int descriptor, const std::string& name) {
  std::string text;
  std::string chunk(1 << 16, '\0');
  for (;;) {
    const ssize_t n = ::read(descriptor, chunk.data(), chunk.size());
    if (n < 0 && errno == EINTR && interrupted() == 0) continue;
    if (n < 0)
      return fail(Errc::malformed_request, name + " cannot be read: " + std::generic_category().message(errno));
    if (n == 0) return text;
    text.append(chunk.data(), static_cast<std::size_t>(n));
    if (text.size() > largest_body)
      return fail(Errc::too_large,
                  name + " is larger than " + std::to_string(largest_body) + " bytes, the most that a server takes");
  }
}

}  // namespace cordon::cordonctl
