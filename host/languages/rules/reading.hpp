// The names that a source uses, as paths: `import os.path as p; p.join(a)` uses os.path, p.join and a.
//
// A part of a path is "?" where it is computed, "*" where all members are meant, and the first part is
// "" where the path begins with something that has no name: f(x).y. Strings and comments have no names.
#pragma once

#include "host/languages/rules/locals.hpp"
#include "host/languages/rules/tree.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace cordon::languages::rules {

using Parts = std::vector<std::string>;

struct Path {
  Parts parts;
  std::uint32_t at = 0;  // byte in the source
  bool imports = false;  // written in an import, or in what does the same
  bool binds = false;    // an import that only gives a module a name
  bool called = false;   // as it stands
  bool local = false;    // begins with something of the source's own
};

// Of one or several files.
struct Names {
  std::vector<Path> paths;
  std::multimap<std::string, Parts, std::less<>> aliases;  // a name that an import gives -> what it stands for
  std::multimap<std::string, Parts, std::less<>> assigned;  // a name that is given to what may be a module
  bool is_trusted = true;  // what is `local` is
};

// One file on its way to Names. Vocabularies are given it.
class Reading {
 public:
  // `path` is where the file lies: beside other files of the submission.
  Reading(const Tree& tree, std::string_view path, Names& names);
  void read();

  [[nodiscard]] const Tree& tree() const { return tree_; }
  [[nodiscard]] std::string_view path() const { return path_; }
  [[nodiscard]] unsigned roles(std::uint32_t node) const;
  // The path that this node is: a name, or a member and all before it.
  [[nodiscard]] Parts path_of(std::uint32_t node) const;
  // A leaf's text, as its language compares names.
  [[nodiscard]] std::string name_of(std::uint32_t node) const;
  // Whether it is a part of a path that is read as a whole.
  [[nodiscard]] bool is_inner(std::uint32_t node) const;
  // Its first ancestor that is no parentheses.
  [[nodiscard]] std::uint32_t beyond_parentheses(std::uint32_t node) const;

  void use(std::uint32_t node, Parts parts) {
    // ::fork is everybody's.
    const bool is_local = !tree_.text(node).starts_with("::") && locals_.contains(parts.front(), node);
    names_.paths.push_back(
        {.parts = std::move(parts), .at = tree_[node].start, .called = is_called(node), .local = is_local});
  }
  void import(std::uint32_t node, Parts parts, bool binds) {
    names_.paths.push_back({.parts = std::move(parts), .at = tree_[node].start, .imports = true, .binds = binds});
  }
  void alias(std::string name, Parts parts) { names_.aliases.emplace(std::move(name), std::move(parts)); }
  void assign(std::string name, Parts parts) { names_.assigned.emplace(std::move(name), std::move(parts)); }
  // Its name says nothing by itself: what it means was read with something else.
  void pass_over(std::uint32_t node) { passed_.insert(node); }
  // Names in text that the grammar leaves raw: a macro's body. Strings and comments in it are skipped.
  void read_raw(std::uint32_t node);

 private:
  [[nodiscard]] bool is_called(std::uint32_t node) const;
  bool is_binding(std::uint32_t node) const;
  void read_error(std::uint32_t node);
  void read_node(std::uint32_t node);

  const Tree& tree_;
  std::string_view path_;
  const Vocabulary& vocabulary_;
  const std::vector<unsigned>& roles_;  // by kind
  Names& names_;
  Locals locals_;
  std::set<std::uint32_t> passed_;
};

// What stands between the quotes of a string literal; "?" where it is not plain text.
std::string literal(const Tree& tree, std::uint32_t node);
// Splits what a manifest or a source writes: "os.path", "std::process".
Parts split(std::string_view text, std::string_view separator);

}  // namespace cordon::languages::rules
