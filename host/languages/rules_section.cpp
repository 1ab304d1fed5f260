#include "host/languages/rules_section.hpp"

#include "base/nearest.hpp"
#include "host/languages/rules/grammar.hpp"
#include "host/languages/rules/query.hpp"
#include "host/languages/text.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <set>

namespace cordon::languages {
namespace {

using rules::Profile;
using rules::Rules;
using yaml::Node;

constexpr std::size_t longest_name = 64;
constexpr std::size_t most_profiles = 16;
constexpr std::size_t longest_entry = 256;
constexpr std::size_t longest_query = 8192;
constexpr std::uint32_t usual_nesting = 256;
constexpr Range any_length{1, 16'777'216};
constexpr Range any_node_count{1, 2'000'000};
constexpr Range any_nesting{1, 100'000};

// These name findings by themselves.
constexpr std::string_view own_rules[] = {"deny_imports", "deny_calls", "allow_members", "deny_files",
                                          "max_length",   "max_nodes",  "max_nesting",   "not-text"};

class Section {
 public:
  explicit Section(Problems& problems) : problems_{problems} {}

  Rules read(Fields& manifest) {
    if (const Node* node = manifest.optional("grammar")) read_grammar(*node);
    if (const Node* node = manifest.optional("profiles")) read_profiles(*node);
    if (rules_.profiles.empty()) rules_.profiles.push_back(usual_open());
    return std::move(rules_);
  }

 private:
  void problem(yaml::Place place, std::string message) { problems_.push_back({place, std::move(message)}); }

  void read_grammar(const Node& node) {
    const std::string name = read_name(node, longest_name, problems_);
    if (name.empty()) return;
    grammar_ = rules::find_grammar(name);
    const std::vector<std::string_view> known = rules::grammar_names();
    if (grammar_ != nullptr) {
      rules_.grammar = name;
      return;
    }
    std::string list;
    for (const std::string_view each : known) list += (list.empty() ? "" : ", ") + std::string{each};
    const std::string meant = base::did_you_mean(name, known);
    problem(node.place,
            "there is no grammar \"" + printable(name, 64) + "\"" + (meant.empty() ? "; there are " + list : meant));
  }

  [[nodiscard]] Profile usual_open() const {
    Profile open{.name = std::string{rules::open_profile}};
    if (grammar_ != nullptr) open.max_nesting = usual_nesting;
    return open;
  }

  void read_profiles(const Node& node) {
    if (node.kind != Node::Kind::mapping) {
      problem(node.place, "expected a mapping of names to rules for `profiles`, found " + yaml::describe(node));
      return;
    }
    if (node.children.size() > most_profiles) {
      problem(node.place, "a manifest has at most " + std::to_string(most_profiles) + " profiles");
      return;
    }
    for (const Node& child : node.children) {
      static const RE2 form{"[a-z][a-z0-9_-]*"};
      if (child.key.size() > longest_name || !RE2::FullMatch(child.key, form))
        problem(child.key_place, "a profile's name has lower-case letters, digits, _ or -, a letter first");
      if (rules_.profiles.empty() && child.key != rules::open_profile)
        rules_.profiles.push_back(usual_open());
      else if (!rules_.profiles.empty() && child.key == rules::open_profile)
        problem(child.key_place, "`open` comes first: each profile has all the rules of those before it");
      read_profile(child);
    }
  }

  // It begins with the rules of the one before it.
  void read_profile(const Node& node) {
    Profile profile = rules_.profiles.empty() ? Profile{} : rules_.profiles.back();
    profile.name = node.key;
    if (node.kind == Node::Kind::null) {
      rules_.profiles.push_back(std::move(profile));
      return;
    }
    Fields fields{node, "`profiles." + printable(node.key, longest_name) + "`", problems_};
    read_most(fields, "max_length", any_length, profile.max_length);
    read_most(needing_grammar(fields, "max_nodes"), "max_nodes", any_node_count, profile.max_nodes);
    read_most(needing_grammar(fields, "max_nesting"), "max_nesting", any_nesting, profile.max_nesting);
    if (const Node* list = needing_grammar(fields, "deny_imports")) read_list(*list, profile.deny_imports);
    if (const Node* list = needing_grammar(fields, "deny_calls")) read_list(*list, profile.deny_calls);
    if (const Node* map = needing_grammar(fields, "allow_members")) read_members(*map, profile.allow_members);
    if (const Node* list = fields.optional("deny_files")) read_file_ends(*list, profile.deny_files);
    if (const Node* list = needing_grammar(fields, "queries"))
      each_item(*list, problems_, [&](const Node& item) { read_query(item, profile); });
    if (const Node* list = fields.optional("patterns"))
      each_item(*list, problems_, [&](const Node& item) { read_pattern(item, profile); });
    fields.refuse_unknown_keys();
    rules_.profiles.push_back(std::move(profile));
  }

  const Node* needing_grammar(Fields& fields, std::string_view key) {
    const Node* node = fields.optional(key);
    if (node != nullptr && grammar_ == nullptr)
      problem(node->key_place, "`" + std::string{key} + "` looks at syntax, and this manifest names no `grammar`");
    return node;
  }

  void read_most(Fields& fields, std::string_view key, Range allowed, std::optional<std::uint32_t>& value) {
    read_most(fields.optional(key), key, allowed, value);
  }

  void read_most(const Node* node, std::string_view key, Range allowed, std::optional<std::uint32_t>& value) {
    if (node == nullptr) return;
    const std::uint32_t most = read_count(*node, allowed, problems_);
    if (value && most > *value)
      problem(node->place, "the profile before it has a lower `" + std::string{key} + "`, " + std::to_string(*value) +
                               ": a later profile only tightens");
    value = most;
  }

  void read_list(const Node& node, std::vector<std::string>& list) {
    each_item(node, problems_, [&](const Node& item) {
      std::string text = read_name(item, longest_entry, problems_);
      if (!text.empty() && std::ranges::find(list, text) == list.end()) list.push_back(std::move(text));
    });
  }

  void read_file_ends(const Node& node, std::vector<std::string>& list) {
    each_item(node, problems_, [&](const Node& item) {
      std::string text = read_name(item, longest_name, problems_);
      if (!text.empty() && !text.starts_with('.'))
        problem(item.place, "expected how file names end, such as .so, found " + yaml::describe(item));
      if (std::ranges::find(list, text) == list.end()) list.push_back(std::move(text));
    });
  }

  void read_members(const Node& node, std::map<std::string, std::vector<std::string>>& all) {
    if (node.kind != Node::Kind::mapping)
      problem(node.place, "expected a mapping of modules to lists of members, found " + yaml::describe(node));
    for (const Node& child : node.children) {
      std::vector<std::string> members;
      read_list(child, members);
      const auto before = all.find(child.key);
      if (before != all.end())
        for (const std::string& member : members)
          if (std::ranges::find(before->second, member) == before->second.end())
            problem(child.key_place, "the profile before it does not allow " + printable(child.key, 64) + "'s " +
                                         printable(member, 64) + ": a later profile only tightens");
      all[child.key] = std::move(members);
    }
  }

  // The id and the message of a query or a pattern.
  void read_own_rule(Fields& fields, std::string& id, std::string& message) {
    static const RE2 form{"[a-z][a-z0-9._-]*"};
    if (const Node* node = fields.required("id", "a word that findings are known by, such as no-goto")) {
      id = read_name(*node, longest_name, problems_);
      if (!id.empty() && !RE2::FullMatch(id, form))
        problem(node->place,
                "expected lower-case letters, digits, . _ or -, a letter first, found " + yaml::describe(*node));
      if (std::ranges::find(own_rules, id) != std::end(own_rules) || !ids_.insert(id).second)
        problem(node->place, "there is another rule that is called \"" + printable(id, longest_name) + "\"");
    }
    if (const Node* node =
            fields.required("message", "the sentence that a person is told, such as goto is not taught here"))
      message = read_name(*node, 1024, problems_);
  }

  void read_query(const Node& node, Profile& profile) {
    rules::Query query;
    Fields fields{node, "a query", problems_};
    read_own_rule(fields, query.id, query.message);
    if (const Node* text = fields.required("query", "a tree-sitter query, such as (goto_statement) @finding")) {
      query.query = read_text(*text, problems_);
      if (query.query.size() > longest_query)
        problem(text->place, "the query is longer than " + std::to_string(longest_query) + " bytes");
      else if (grammar_ != nullptr && !query.query.empty())
        try_query(*text, query.query);
    }
    fields.refuse_unknown_keys();
    profile.queries.push_back(std::move(query));
  }

  void try_query(const Node& node, const std::string& query) {
    const auto compiled = rules::CompiledQuery::compile(*grammar_, query);
    if (compiled) return;
    const std::size_t offset = std::min<std::size_t>(compiled.error().offset, query.size());
    const std::string rest = query.substr(offset, 40);
    problem(node.place, "the query is refused: " + compiled.error().message +
                            (rest.empty() ? "" : ", at \"" + printable(rest, 40) + "\""));
  }

  void read_pattern(const Node& node, Profile& profile) {
    rules::Pattern pattern;
    Fields fields{node, "a pattern", problems_};
    read_own_rule(fields, pattern.id, pattern.message);
    if (const Node* text = fields.required("pattern", "an RE2 pattern")) {
      pattern.pattern = read_name(*text, 1024, problems_);
      RE2::Options quiet;
      quiet.set_log_errors(false);
      if (const RE2 expression{pattern.pattern, quiet}; !expression.ok())
        problem(text->place, "this is no RE2 pattern: " + expression.error());
    }
    fields.refuse_unknown_keys();
    profile.patterns.push_back(std::move(pattern));
  }

  Problems& problems_;
  const rules::Grammar* grammar_ = nullptr;
  std::set<std::string> ids_;
  Rules rules_;
};

}  // namespace

Rules read_rules(Fields& manifest, Problems& problems) { return Section{problems}.read(manifest); }

}  // namespace cordon::languages
