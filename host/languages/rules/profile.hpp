// What a manifest says about sources, as values: made by the manifest parser, then only read; any thread.
//
// Rules are policy, not the wall: what a program may do is decided by the sandbox. They say what a
// program may look like, for teaching and for house rules.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cordon::languages::rules {

// A tree-sitter query: every match is a finding, at its capture @finding or its first one.
struct Query {
  std::string id, query, message;
  bool operator==(const Query&) const = default;
};

// RE2 on the text itself, also in comments and strings: every match is a finding.
struct Pattern {
  std::string id, pattern, message;
  bool operator==(const Pattern&) const = default;
};

struct Profile {
  std::string name;
  std::optional<std::uint32_t> max_length;   // code points of a file
  std::optional<std::uint32_t> max_nodes;    // of a file's syntax tree
  std::optional<std::uint32_t> max_nesting;  // of brackets and blocks
  std::vector<std::string> deny_imports;
  std::vector<std::string> deny_calls;
  std::map<std::string, std::vector<std::string>> allow_members;  // of a module or object only these
  std::vector<std::string> deny_files;                            // ends of file names
  std::vector<Query> queries;
  std::vector<Pattern> patterns;
  bool operator==(const Profile&) const = default;

  // Whether something in it speaks of names: then sources that cannot be read as text are refused.
  [[nodiscard]] bool restricts() const {
    return !deny_imports.empty() || !deny_calls.empty() || !allow_members.empty() || !queries.empty() ||
           !patterns.empty() || !deny_files.empty();
  }
  bool needs_tree() const {
    return max_nodes || max_nesting || !deny_imports.empty() || !deny_calls.empty() || !allow_members.empty() ||
           !queries.empty();
  }
};

// Of one language. Each profile has all the rules of those before it: a later one is stricter.
struct Rules {
  std::string grammar;            // "" where there is none
  std::vector<Profile> profiles;  // mildest first, at least `open`
  bool operator==(const Rules&) const = default;

  [[nodiscard]] const Profile* find(std::string_view name) const {
    for (const Profile& profile : profiles)
      if (profile.name == name) return &profile;
    return nullptr;
  }
};

constexpr std::string_view open_profile = "open";
// Under this one a program may not execute others either, which is not a rule about sources.
constexpr std::string_view strict_profile = "strict";

}  // namespace cordon::languages::rules
