#include "host/languages/options_section.hpp"

#include "host/languages/placeholders.hpp"
#include "host/languages/text.hpp"

#include <re2/re2.h>

#include <algorithm>

namespace cordon::languages {
namespace {

using yaml::Node;

constexpr std::size_t longest_name = 64;
constexpr std::size_t longest_description = 256;
constexpr std::size_t most_options = 16, most_values = 64;

class Section {
 public:
  Section(Language& language, Problems& problems) : language_{language}, problems_{problems} {}

  void read(const Node& node) {
    if (node.kind != Node::Kind::mapping) return wrong_kind(node, "options by their names");
    if (node.children.size() > most_options) problem(node.place, "a language has at most 16 options");
    for (const Node& child : node.children) read_option(child);
  }

 private:
  void problem(yaml::Place place, std::string message) { problems_.push_back({place, std::move(message)}); }
  void wrong_kind(const Node& node, std::string_view expected) {
    problem(node.place, "expected " + std::string{expected} + ", found " + yaml::describe(node));
  }

  void read_option(const Node& node) {
    static const RE2 form{"[a-z][a-z0-9_]{0,63}"};
    Option option{.name = node.key, .description = {}, .usual = {}, .values = {}};
    if (!RE2::FullMatch(node.key, form))
      problem(node.key_place, "an option's name is lower-case letters, digits and _, a letter first");
    Fields parts{node, "an option", problems_};
    if (const Node* text = parts.optional("description"))
      option.description = read_name(*text, longest_description, problems_);
    const Node* usual = parts.required("default", "the value of requests that do not say one");
    if (usual != nullptr) option.usual = read_value_name(usual->text, usual->place);
    if (const Node* values = parts.required("values", "what it can be, such as { fast: { arguments: [-O2] } }"))
      read_values(*values, option);
    const bool known = std::ranges::find(option.values, option.usual, &OptionValue::value) != option.values.end();
    if (usual != nullptr && !option.values.empty() && !known)
      problem(usual->place, "\"" + printable(option.usual, 64) + "\" is none of the values");
    parts.refuse_unknown_keys();
    language_.options.push_back(std::move(option));
  }

  std::string read_value_name(const std::string& text, yaml::Place place) {
    static const RE2 form{"[A-Za-z0-9][A-Za-z0-9_.+-]{0,63}"};
    if (!RE2::FullMatch(text, form))
      problem(place, "a value is letters, digits and _ . + or -, no sign first, found \"" + printable(text, 64) + '"');
    return text;
  }

  void read_values(const Node& node, Option& option) {
    if (node.kind != Node::Kind::mapping || node.children.empty()) return wrong_kind(node, "values by their names");
    if (node.children.size() > most_values) problem(node.place, "an option has at most 64 values");
    for (const Node& child : node.children) {
      OptionValue value{
          .value = read_value_name(child.key, child.key_place), .name = {}, .version = {}, .arguments = {}};
      Fields parts{child, "a value", problems_};
      if (const Node* name = parts.optional("name")) value.name = read_name(*name, longest_name, problems_);
      if (const Node* version = parts.optional("version")) {
        value.version = read_version_question(*version, problems_);
        if (!version_option_.empty() && version_option_ != option.name)
          problem(version->place, "values of the option " + version_option_ + " say the version already");
        version_option_ = option.name;
      }
      if (const Node* arguments =
              parts.required("arguments", "what {option." + option.name + "} stands for, such as []"))
        value.arguments = read_arguments(*arguments);
      parts.refuse_unknown_keys();
      option.values.push_back(std::move(value));
    }
  }

  ArgumentTemplate read_arguments(const Node& node) {
    ArgumentTemplate arguments = read_texts(node, problems_);
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      if (arguments[i].find("{option.") != std::string::npos)
        problem(node.children[i].place, "arguments of an option cannot stand for those of another");
      else
        check_element(node.children[i], "args", language_, problems_);
    }
    return arguments;
  }

  Language& language_;
  Problems& problems_;
  std::string version_option_;
};

const Option* option_of(const Node& element, const Language& language) {
  for (const Option& option : language.options)
    if (is_placeholder(element.text, "option." + option.name)) return &option;
  return nullptr;
}

}  // namespace

VersionQuestion read_version_question(const Node& node, Problems& problems) {
  VersionQuestion question;
  Fields version{node, "`version`", problems};
  if (const Node* run = version.required("run", "a command that prints the version, such as [/usr/bin/lua, -v]")) {
    question.command = read_texts(*run, problems);
    if (run->children.empty()) problems.push_back({run->place, "expected a command, found " + yaml::describe(*run)});
  }
  question.pattern = R"((\d+(?:\.\d+)+))";
  if (const Node* pattern = version.optional("pattern")) {
    question.pattern = read_name(*pattern, 1024, problems);
    RE2::Options quiet;
    quiet.set_log_errors(false);
    if (const RE2 expression{question.pattern, quiet}; !expression.ok())
      problems.push_back({pattern->place, "this is no RE2 pattern: " + expression.error()});
    else if (expression.NumberOfCapturingGroups() != 1)
      problems.push_back({pattern->place, "expected a pattern with one group (…), which is the version; this one has " +
                                              std::to_string(expression.NumberOfCapturingGroups())});
  }
  version.refuse_unknown_keys();
  return question;
}

void read_options(Fields& manifest, Language& language, Problems& problems) {
  if (const Node* node = manifest.optional("options")) Section{language, problems}.read(*node);
}

void check_element(const Node& item, std::string_view forbidden, const Language& language, Problems& problems) {
  const KnownNames known{
      .variable = [&](std::string_view name) { return language.variables.contains(std::string{name}); },
      .option =
          [&](std::string_view name) {
            return std::ranges::find(language.options, name, &Option::name) != language.options.end();
          }};
  if (auto wrong = check_placeholders(item.text, known)) {
    yaml::Place place = item.place;
    if (item.text_column > 0) place.column = item.text_column + static_cast<int>(wrong->offset);
    problems.push_back({place, std::move(wrong->message)});
  } else if (is_placeholder(item.text, forbidden)) {
    problems.push_back({item.place, "{" + std::string{forbidden} + "} has no meaning in this step"});
  }
}

void check_program(const Node& command, const Language& language, Problems& problems) {
  for (const Node& element : command.children) {
    if (is_placeholder(element.text, "args") || is_placeholder(element.text, "sources"))
      problems.push_back({element.place, "a command begins with the program, not with " + element.text});
    const Option* option = option_of(element, language);
    if (option == nullptr) return;
    const auto is_nothing = [](const OptionValue& value) { return value.arguments.empty(); };
    if (std::ranges::none_of(option->values, is_nothing)) return;
  }
  if (!command.children.empty()) problems.push_back({command.place, "this command may have no program"});
}

}  // namespace cordon::languages
