#include "host/languages/manifest.hpp"

#include "host/languages/options_section.hpp"
#include "host/languages/rules_section.hpp"
#include "host/languages/text.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <span>

namespace cordon::languages {
namespace {

using yaml::Node;

constexpr std::size_t longest_name = 64;
constexpr Range any_memory{std::uint64_t{1} << 20, std::uint64_t{1} << 40};
constexpr Range any_size{1024, std::uint64_t{1} << 40};
constexpr Range any_process_count{1, 65'536};
constexpr Range any_extra_processes{0, 4096};
constexpr std::string_view known_zygotes[] = {"python", "javascript", "typescript"};
constexpr std::string_view known_parked[] = {"jvm"};

// One manifest on its way to a Language. Each function reads one part.
class Reading {
 public:
  explicit Reading(Problems& problems) : problems_{problems} {}

  Manifest read(const Node& root) {
    Fields fields{root, "the manifest", problems_};
    read_names(fields);
    read_files(fields);
    read_image(fields);
    if (const Node* node = fields.optional("version")) language_.version = read_version_question(*node, problems_);
    read_plugin(fields);
    read_options(fields, language_, problems_);
    if (const Node* node = fields.optional("environment")) language_.environment = read_environment(*node);
    read_compile(fields);
    read_run(fields);
    read_limits(fields);
    language_.rules = read_rules(fields, problems_);
    read_samples(fields);
    fields.refuse_unknown_keys();
    return std::move(manifest_);
  }

 private:
  void problem(yaml::Place place, std::string message) { problems_.push_back({place, std::move(message)}); }

  // Ids, aliases and images are file names, JSON values and log words, so they are plain.
  std::string read_identifier(const Node& node, const RE2& form, std::string_view description) {
    std::string name = read_name(node, longest_name, problems_);
    if (!name.empty() && !RE2::FullMatch(name, form))
      problem(node.place, "expected " + std::string{description} + ", found " + yaml::describe(node));
    return name;
  }

  void read_names(Fields& fields) {
    static const RE2 id_form{"[a-z][a-z0-9_+-]*"};
    static const RE2 alias_form{"[A-Za-z0-9][A-Za-z0-9_+#. -]*"};
    static const RE2 extension_form{R"(\.[A-Za-z0-9_+.-]+)"};
    if (const Node* node = fields.required("id", "the language's own short name, such as lua")) {
      language_.id = read_identifier(*node, id_form, "lower-case letters, digits, _ + or -, a letter first");
      manifest_.names.push_back({language_.id, node->place});
    }
    if (const Node* node = fields.required("name", "what people call it, such as Lua"))
      language_.name = read_name(*node, longest_name, problems_);
    if (const Node* node = fields.optional("aliases"))
      each_item(*node, problems_, [&](const Node& item) {
        std::string alias = read_identifier(item, alias_form, "letters, digits, and _ + # . - or a space");
        language_.aliases.push_back(alias);
        manifest_.names.push_back({std::move(alias), item.place});
      });
    if (const Node* node = fields.optional("extensions"))
      each_item(*node, problems_, [&](const Node& item) {
        language_.extensions.push_back(
            read_identifier(item, extension_form, "an extension with its dot, such as .lua"));
      });
  }

  void read_files(Fields& fields) {
    const Node* node = fields.required("files", "{ main: main.lua }");
    if (node == nullptr) return;
    Fields files{*node, "`files`", problems_};
    if (const Node* main = files.required("main", "the name of the main file, such as main.lua"))
      language_.main_file = read_path(*main);
    files.refuse_unknown_keys();
  }

  std::string read_path(const Node& node) {
    std::string path = read_name(node, 4096, problems_);
    if (!path.empty() && !is_work_path(path))
      problem(node.place, "expected a path below the work folder, without . and .., found " + yaml::describe(node));
    return path;
  }

  void read_image(Fields& fields) {
    static const RE2 form{"[a-z0-9][a-z0-9._-]*"};
    if (const Node* node = fields.required("image", "the name of the image it runs in, images/<image>.yaml")) {
      language_.image = read_identifier(*node, form, "an image's name: lower-case letters, digits, . _ or -");
      manifest_.image = node->place;
    }
  }

  void read_plugin(Fields& fields) {
    static const RE2 file_form{R"([A-Za-z0-9_][A-Za-z0-9_.+-]*\.so)"};
    static const RE2 variable_form{"[a-z][a-z0-9_]*"};
    if (const Node* node = fields.optional("plugin")) {
      language_.plugin = read_identifier(*node, file_form, "a file name in the plugin folder, such as lua.so");
      manifest_.plugin = node->place;
    }
    language_.config = "{}";
    if (const Node* node = fields.optional("config")) {
      language_.config = read_json(*node, problems_);
      if (language_.plugin.empty())
        problem(node->key_place, "`config` is for a plugin, but the manifest names no `plugin`");
    }
    if (const Node* node = fields.optional("variables")) {
      language_.variables = read_text_map(*node, problems_);
      for (const Node& child : node->children)
        if (!RE2::FullMatch(child.key, variable_form))
          problem(child.key_place, "a variable's name is lower-case letters, digits and _, a letter first");
    }
  }

  std::map<std::string, std::string> read_environment(const Node& node) {
    static const RE2 form{"[A-Za-z_][A-Za-z0-9_]*"};
    for (const Node& child : node.children)
      if (node.kind == Node::Kind::mapping && !RE2::FullMatch(child.key, form))
        problem(child.key_place, "\"" + printable(child.key, 64) + "\" cannot be an environment variable's name");
    return read_text_map(node, problems_);
  }

  ArgumentTemplate read_command(const Node& node, std::string_view forbidden_placeholder) {
    ArgumentTemplate command = read_texts(node, problems_);
    if (node.kind == Node::Kind::sequence && node.children.empty())
      problem(node.place, "expected a command, found an empty list");
    for (const Node& element : node.children) check_element(element, forbidden_placeholder, language_, problems_);
    check_program(node, language_, problems_);
    return command;
  }

  std::string read_word_of(const Node& node, std::span<const std::string_view> known, std::string_view what) {
    std::string word = read_name(node, longest_name, problems_);
    if (std::ranges::find(known, word) != known.end()) return word;
    std::string names;
    for (const std::string_view name : known) names += (names.empty() ? "" : ", ") + std::string{name};
    problem(node.place, "there is no " + std::string{what} + " \"" + printable(word, 64) + "\"; there are: " + names);
    return word;
  }

  void read_step(Fields& fields, Step& step) {
    if (const Node* node = fields.optional("environment")) step.environment = read_environment(*node);
    if (const Node* node = fields.optional("extra_processes"))
      step.extra_processes = read_count(*node, any_extra_processes, problems_);
    if (const Node* node = fields.optional("park")) {
      step.park = read_word_of(*node, known_parked, "runtime that can be parked");
      if (step.commands.size() > 1)
        problem(node->key_place, "`park` is for a step of one command: there is one program that waits");
    }
  }

  void read_compile(Fields& fields) {
    const Node* node = fields.optional("compile");
    if (node == nullptr) return;
    Fields parts{*node, "`compile`", problems_};
    Compile& compile = language_.compile.emplace_back();
    const Node* argv = parts.optional("argv");
    const Node* steps = parts.optional("steps");
    if ((argv != nullptr) == (steps != nullptr))
      problem(node->place, "`compile` takes either `argv`, one command, or `steps`, a list of commands");
    if (argv != nullptr) compile.commands.push_back(read_command(*argv, "args"));
    if (steps != nullptr)
      each_item(*steps, problems_, [&](const Node& item) { compile.commands.push_back(read_command(item, "args")); });
    if (steps != nullptr && steps->kind == Node::Kind::sequence && steps->children.empty())
      problem(steps->place, "expected at least one command, found an empty list");
    if (const Node* artefacts =
            parts.required("artefacts",
                           "the files that the run step needs, such as [main]; without any, nothing "
                           "that was compiled would reach it")) {
      each_item(*artefacts, problems_, [&](const Node& item) { compile.artefacts.push_back(read_path(item)); });
      if (artefacts->kind == Node::Kind::sequence && artefacts->children.empty())
        problem(artefacts->place,
                "expected at least one artefact, found an empty list; without any, nothing that was "
                "compiled would reach the run step");
    }
    if (const Node* limits = parts.optional("limits")) {
      Fields values{*limits, "`compile.limits`", problems_};
      compile.limits = read_limit_values(values);
      values.refuse_unknown_keys();
    }
    read_step(parts, compile);
    parts.refuse_unknown_keys();
  }

  void read_run(Fields& fields) {
    const Node* node = fields.required("run", R"({ argv: [/usr/bin/lua, "{main}", "{args}"] })");
    if (node == nullptr) return;
    Fields parts{*node, "`run`", problems_};
    if (const Node* argv = parts.required("argv", "the command, as a list of arguments"))
      language_.run.commands.push_back(read_command(*argv, ""));
    read_step(parts, language_.run);
    if (const Node* zygote = parts.optional("zygote")) {
      language_.run.zygote = read_word_of(*zygote, known_zygotes, "zygote");
      if (!language_.run.park.empty())
        problem(zygote->key_place, "a runtime is either forked (`zygote`) or started ahead (`park`)");
    }
    parts.refuse_unknown_keys();
  }

  sandbox::LimitsOverride read_limit_values(Fields& fields) {
    sandbox::LimitsOverride limits;
    if (const Node* node = fields.optional("wall")) limits.wall = read_duration(*node, problems_);
    if (const Node* node = fields.optional("cpu_time")) limits.cpu_time = read_duration(*node, problems_);
    if (const Node* node = fields.optional("memory")) limits.memory = read_size(*node, any_memory, problems_);
    if (const Node* node = fields.optional("processes"))
      limits.processes = read_count(*node, any_process_count, problems_);
    if (const Node* node = fields.optional("output")) limits.output = read_size(*node, any_size, problems_);
    if (const Node* node = fields.optional("file_size")) limits.file_size = read_size(*node, any_size, problems_);
    if (const Node* node = fields.optional("work_folder")) limits.work_folder = read_size(*node, any_size, problems_);
    return limits;
  }

  void read_limits(Fields& fields) {
    const Node* node = fields.optional("limits");
    if (node == nullptr) return;
    Fields parts{*node, "`limits`", problems_};
    language_.default_limits = read_limit_values(parts);
    if (const Node* max = parts.optional("max")) {
      Fields ceilings{*max, "`limits.max`", problems_};
      language_.max_limits = read_limit_values(ceilings);
      ceilings.refuse_unknown_keys();
      check_within_ceilings(*max);
    }
    parts.refuse_unknown_keys();
  }

  void check_within_ceilings(const Node& max) {
    const auto& usual = language_.default_limits;
    const auto& most = language_.max_limits;
    const auto check = [&](std::string_view name, const auto& value, const auto& ceiling) {
      if (value && ceiling && *value > *ceiling)
        problem(max.place, "the default `" + std::string{name} + "` is above its own maximum");
    };
    check("wall", usual.wall, most.wall);
    check("cpu_time", usual.cpu_time, most.cpu_time);
    check("memory", usual.memory, most.memory);
    check("processes", usual.processes, most.processes);
    check("output", usual.output, most.output);
    check("file_size", usual.file_size, most.file_size);
    check("work_folder", usual.work_folder, most.work_folder);
  }

  void read_samples(Fields& fields) {
    const Node* node = fields.required("samples", R"(at least one program and what it prints, such as )"
                                                  R"([{ name: hello, source: 'print("hello")', stdout: "hello\n" }])");
    if (node == nullptr) return;
    each_item(*node, problems_, [this](const Node& item) { read_sample(item); });
    if (node->kind == Node::Kind::sequence && node->children.empty())
      problem(node->place, "expected at least one sample, found an empty list; it is the language's self-test");
  }

  void read_sample(const Node& node) {
    Sample sample;
    Fields parts{node, "a sample", problems_};
    if (const Node* name = parts.required("name", "a word that says what it shows, such as hello")) {
      sample.name = read_name(*name, longest_name, problems_);
      for (const Sample& earlier : language_.samples)
        if (earlier.name == sample.name) problem(name->place, "two samples are called \"" + sample.name + "\"");
    }
    if (const Node* source = parts.required("source", "the program")) sample.source = read_text(*source, problems_);
    if (const Node* text = parts.optional("stdin")) sample.stdin_text = read_text(*text, problems_);
    if (const Node* args = parts.optional("args")) sample.args = read_texts(*args, problems_);
    if (const Node* options = parts.optional("options")) {
      sample.options = read_text_map(*options, problems_);
      if (const auto chosen = choose("the language", language_.options, sample.options); !chosen)
        problem(options->place, chosen.error().message);
    }
    const Node* text = parts.optional("stdout");
    const Node* error = parts.optional("error");
    if (text != nullptr) sample.stdout_text = read_text(*text, problems_);
    if (error != nullptr) sample.error = read_name(*error, 1024, problems_);
    if (text == nullptr && error == nullptr && node.kind == Node::Kind::mapping)
      problem(node.place, "a sample says what must come out: `stdout`, or `error` for one that must fail");
    parts.refuse_unknown_keys();
    language_.samples.push_back(std::move(sample));
  }

  Problems& problems_;
  Manifest manifest_;
  Language& language_ = manifest_.language;
};

}  // namespace

tl::expected<Manifest, Problems> parse_manifest(std::string_view text) {
  auto root = yaml::parse(text);
  if (!root) return tl::unexpected{Problems{std::move(root).error()}};
  Problems problems;
  Manifest manifest = Reading{problems}.read(*root);
  if (problems.empty()) return manifest;
  std::stable_sort(problems.begin(), problems.end(), [](const auto& a, const auto& b) { return a.place < b.place; });
  return tl::unexpected{std::move(problems)};
}

tl::expected<Manifest, Problems> read_manifest(const std::filesystem::path& path, const Trust& trust) {
  auto text = read_trusted(path, trust, yaml::max_bytes + 1);
  if (!text) return tl::unexpected{Problems{{yaml::Place{}, std::move(text).error()}}};
  auto manifest = parse_manifest(*text);
  if (manifest) manifest->language.manifest_path = path.string();
  return manifest;
}

std::string located(const std::filesystem::path& path, const yaml::Problem& problem) {
  return path.string() + ":" + std::to_string(problem.place.line) + ":" + std::to_string(problem.place.column) + ": " +
         problem.message;
}

}  // namespace cordon::languages
