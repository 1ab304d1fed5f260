#include "host/languages/rules/reading.hpp"
#include "host/languages/rules/vocabularies/vocabularies.hpp"

namespace cordon::languages::rules::vocabularies {
namespace {

constexpr int deepest_group = 6;  // what is denied has fewer parts

Parts joined(Parts first, const Parts& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

void bind(Reading& reading, std::uint32_t node, Parts parts, std::string as) {
  if (parts.size() > 1 && parts.back() == "self") parts.pop_back();
  if (as.empty()) as = parts.back();
  Parts macro = parts;
  macro.back() += '!';
  reading.alias(as + '!', std::move(macro));
  reading.alias(std::move(as), parts);
  reading.import(node, std::move(parts), true);
}

// use std::{io::*, process::{self, Command as C}};
void read_use(Reading& reading, std::uint32_t declaration) {
  const Tree& tree = reading.tree();
  std::vector<std::pair<std::uint32_t, Parts>> waiting{{tree.child(declaration, "argument"), {}}};
  while (!waiting.empty()) {
    const auto [node, prefix] = std::move(waiting.back());
    waiting.pop_back();
    if (node == 0) continue;
    const std::string_view kind = tree.kind(node);
    if (kind == "scoped_use_list") {
      const std::uint32_t path = tree.child(node, "path");
      waiting.emplace_back(tree.child(node, "list"), path == 0 ? prefix : joined(prefix, reading.path_of(path)));
    } else if (kind == "use_list") {
      for (const std::uint32_t item : tree.children(node)) waiting.emplace_back(item, prefix);
    } else if (kind == "use_as_clause") {
      bind(reading, node, joined(prefix, reading.path_of(tree.child(node, "path"))),
           std::string{tree.text(tree.child(node, "alias"))});
    } else if (kind == "use_wildcard") {
      Parts parts = prefix;
      for (const std::uint32_t path : tree.children(node)) parts = joined(std::move(parts), reading.path_of(path));
      parts.emplace_back("*");
      reading.import(node, std::move(parts), true);
    } else {
      bind(reading, node, joined(prefix, reading.path_of(node)), "");
    }
  }
}

void read_extern_crate(Reading& reading, std::uint32_t declaration) {
  const Tree& tree = reading.tree();
  const std::uint32_t name = tree.child(declaration, "name");
  const std::uint32_t alias = tree.child(declaration, "alias");
  if (name != 0) bind(reading, name, {std::string{tree.text(name)}}, std::string{alias == 0 ? "" : tree.text(alias)});
}

// A path in what a macro is given, and the token after it.
void read_token_path(Reading& reading, std::uint32_t begin, std::uint32_t after, Parts parts) {
  const Tree& tree = reading.tree();
  const bool is_macro = after != 0 && tree.text(after) == "!";
  if (is_macro && parts == Parts{""}) return reading.use(begin, {"$!"});  // the name is the caller's
  if (is_macro) parts.back() += '!';
  // A crate's name alone is for a macro to make paths of.
  if (parts.size() == 1 && (parts[0] == "std" || parts[0] == "core" || parts[0] == "alloc")) parts.emplace_back("*");
  if (after != 0 && tree.text(after) == "as" && tree[after].next != 0)
    bind(reading, begin, std::move(parts), reading.name_of(tree[after].next));
  else
    reading.use(begin, std::move(parts));
}

// What a macro is given is not parsed: paths are names with :: between them, which may end in a group of more.
void read_tokens(Reading& reading, std::uint32_t tokens) {
  const Tree& tree = reading.tree();
  struct Group {
    std::uint32_t tokens;
    Parts before;
    int depth;
  };
  std::vector<Group> groups{{tokens, {}, 0}};
  while (!groups.empty()) {
    const auto [group, before, depth] = std::move(groups.back());
    groups.pop_back();
    for (std::uint32_t i = tree.first(group); i != 0;) {
      const std::uint32_t begin = i;
      Parts parts = before;
      for (bool expects_name = true; i != 0; i = tree[i].next) {
        const bool is_name = (reading.roles(i) & name) != 0;
        const bool is_variable = tree.is(i, "metavariable");
        if (expects_name && (is_name || is_variable))
          parts.push_back(is_name ? reading.name_of(i) : parts.empty() ? "" : "?");
        else if (expects_name && tree.text(i) == "*" && parts.size() > 0)
          parts.emplace_back("*");
        else if (expects_name && tree.is(i, "token_tree") && parts.size() > 0 && depth < deepest_group)
          groups.push_back({i, parts, depth + 1});
        else if (expects_name || tree.text(i) != "::")
          break;
        expects_name = !expects_name;
      }
      if (parts.size() == before.size()) {
        i = tree[begin].next;
        continue;
      }
      read_token_path(reading, begin, i, std::move(parts));
    }
  }
}

// #[path = "x"], also as #[cfg_attr(all(), path = "x")]: every name in it.
void read_attribute(Reading& reading, std::uint32_t item) {
  const Tree& tree = reading.tree();
  for (std::uint32_t i = item + 1; i < tree[item].after; ++i)
    if (tree.is(i, "identifier")) reading.use(i, {"#" + std::string{tree.text(i)}});
}

bool visit(Reading& reading, std::uint32_t node) {
  const Tree& tree = reading.tree();
  const std::string_view kind = tree.kind(node);
  if (kind == "token_tree") {
    read_tokens(reading, node);
    return false;
  }
  if (kind == "macro_invocation") {
    const std::uint32_t macro = tree.child(node, "macro");
    Parts parts = reading.path_of(macro);
    parts.back() += '!';
    reading.use(macro, std::move(parts));
    reading.pass_over(macro);
    return false;
  }
  if (kind == "extern_modifier") {
    reading.use(node, {"extern"});
    return true;
  }
  if (kind == "use_declaration") read_use(reading, node);
  if (kind == "extern_crate_declaration") read_extern_crate(reading, node);
  if (kind == "attribute_item" || kind == "inner_attribute_item") read_attribute(reading, node);
  return true;
}

}  // namespace

const Vocabulary& rust() {
  static const Vocabulary vocabulary{.kinds = {{"identifier", name},
                                               {"type_identifier", name},
                                               {"crate", name},
                                               {"self", name},
                                               {"super", name},
                                               {"scoped_identifier", member},
                                               {"scoped_type_identifier", member},
                                               {"generic_type", member},
                                               {"generic_type_with_turbofish", member},
                                               {"bracketed_type", parentheses},
                                               {"type_arguments", aside},
                                               {"use_declaration", special},
                                               {"extern_crate_declaration", special},
                                               {"extern_modifier", special},
                                               {"macro_invocation", special},
                                               {"token_tree", special},
                                               {"attribute_item", special},
                                               {"inner_attribute_item", special}},
                                     .bindings = {{"token_tree", ""}},
                                     .separator = "::",
                                     .names_import = true,
                                     .wildcards_name_modules = true,
                                     .keywords = {"unsafe"},
                                     .import_words = {"use"},
                                     .source_extensions = {".rs"},
                                     .names = Vocabulary::Names::raw,
                                     .visit = visit};
  return vocabulary;
}

}  // namespace cordon::languages::rules::vocabularies
