#include "host/languages/rules/reading.hpp"

#include "host/languages/rules/spelling.hpp"

#include <algorithm>
#include <memory>

namespace cordon::languages::rules {
namespace {

// Computed once for each grammar; a process has one thread that reads.
const std::vector<unsigned>& roles_of(const Grammar& grammar) {
  static thread_local std::map<const TSLanguage*, std::vector<unsigned>> known;
  const TSLanguage* language = grammar.language();
  std::vector<unsigned>& roles = known[language];
  if (!roles.empty()) return roles;
  roles.assign(ts_language_symbol_count(language), plain);
  for (std::uint32_t symbol = 0; symbol < roles.size(); ++symbol) {
    if (ts_language_symbol_type(language, static_cast<TSSymbol>(symbol)) != TSSymbolTypeRegular) continue;
    const std::string_view kind = ts_language_symbol_name(language, static_cast<TSSymbol>(symbol));
    for (const Kind& entry : grammar.vocabulary().kinds)
      if (entry.name == kind) roles[symbol] |= entry.roles;
  }
  return roles;
}

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// The end of a string or comment that begins here, or `at`.
std::size_t skip_quoted(std::string_view text, std::size_t at) {
  const char quote = text[at];
  if (text.substr(at).starts_with("/*")) return std::min(text.find("*/", at + 2), text.size() - 2) + 2;
  if (text.substr(at).starts_with("//")) return text.size();
  if (quote != '"' && quote != '\'') return at;
  std::size_t i = at + 1;
  while (i < text.size() && text[i] != quote) i += text[i] == '\\' ? 2 : 1;
  return std::min(i + 1, text.size());
}

}  // namespace

Reading::Reading(const Tree& tree, std::string_view path, Names& names)
    : tree_{tree},
      path_{path},
      vocabulary_{tree.grammar().vocabulary()},
      roles_{roles_of(tree.grammar())},
      names_{names} {}

unsigned Reading::roles(std::uint32_t node) const {
  const std::uint16_t kind = tree_[node].kind;
  return kind < roles_.size() && tree_[node].named ? roles_[kind] : plain;
}

std::string Reading::name_of(std::uint32_t node) const { return spelled(tree_.text(node), vocabulary_.names); }

std::uint32_t Reading::beyond_parentheses(std::uint32_t node) const {
  std::uint32_t parent = tree_[node].parent;
  while (parent != 0 && (roles(parent) & parentheses) != 0) parent = tree_[parent].parent;
  return parent;
}

bool Reading::is_inner(std::uint32_t node) const {
  std::uint32_t child = node;
  std::uint32_t parent = tree_[child].parent;
  while (parent != 0 && (roles(parent) & parentheses) != 0) {
    child = parent;
    parent = tree_[child].parent;
  }
  if ((roles(parent) & subscript) != 0) return tree_.first(parent) == child;
  return (roles(parent) & member) != 0 && (roles(child) & aside) == 0;
}

Parts Reading::path_of(std::uint32_t node) const {
  Parts parts;
  std::vector<std::pair<std::uint32_t, bool>> waiting{{node, false}};  // a node, and whether it is an index
  while (!waiting.empty()) {
    const auto [current, is_index] = waiting.back();
    waiting.pop_back();
    const unsigned role = roles(current);
    if (is_index) {
      parts.push_back(literal(tree_, current));
    } else if ((role & (member | subscript | parentheses)) != 0) {
      std::vector<std::uint32_t> inside = tree_.children(current);
      std::erase_if(inside, [&](std::uint32_t child) { return (roles(child) & aside) != 0; });
      if ((role & parentheses) != 0) {
        if (inside.empty()) parts.emplace_back();
        inside.resize(std::min<std::size_t>(inside.size(), 1));  // after it, a type: x as any
      }
      for (std::size_t i = inside.size(); i > 0; --i)
        waiting.emplace_back(inside[i - 1], (role & subscript) != 0 && i > 1);
    } else if ((role & (name | part)) != 0) {
      parts.push_back(name_of(current));
    } else {
      Parts root = vocabulary_.root == nullptr ? Parts{} : vocabulary_.root(*this, current);
      if (root.empty()) root.emplace_back();
      parts.insert(parts.end(), std::make_move_iterator(root.begin()), std::make_move_iterator(root.end()));
    }
  }
  return parts;
}

bool Reading::is_called(std::uint32_t node) const {
  while (tree_[node].parent != 0 && (roles(tree_[node].parent) & parentheses) != 0) node = tree_[node].parent;
  return tree_.field(node) == "function";
}

bool Reading::is_binding(std::uint32_t node) const {
  const std::uint32_t parent = tree_[node].parent;
  const std::string_view parent_kind = tree_.kind(parent);
  return std::ranges::any_of(vocabulary_.bindings, [&](const Binding& binding) {
    return binding.parent == parent_kind && (binding.field.empty() || binding.field == tree_.field(node));
  });
}

// What the grammar could not read may still be an import to the compiler.
void Reading::read_error(std::uint32_t node) {
  bool suspicious = false;
  for (std::uint32_t child = tree_.first(node); child != 0; child = tree_[child].next)
    suspicious =
        suspicious || std::ranges::find(vocabulary_.import_words, tree_.text(child)) != vocabulary_.import_words.end();
  if (!suspicious) return;
  for (const std::uint32_t child : tree_.children(node))
    if ((roles(child) & (name | member)) != 0) import(child, path_of(child), true);
}

void Reading::read_node(std::uint32_t node) {
  if (is_inner(node)) return;
  const unsigned role = roles(node);
  if ((role & name) != 0) {
    if (!is_binding(node)) use(node, {name_of(node)});
  } else {
    use(node, path_of(node));
  }
}

void Reading::read() {
  if (vocabulary_.locals != nullptr) vocabulary_.locals(*this, locals_);
  names_.is_trusted = locals_.is_trusted();
  for (std::uint32_t i = 1; i < tree_.nodes().size();) {
    if (tree_[i].error) read_error(i);
    if (!tree_[i].named && std::ranges::find(vocabulary_.keywords, tree_.text(i)) != vocabulary_.keywords.end())
      use(i, {std::string{tree_.text(i)}});
    const unsigned role = roles(i);
    if ((role & special) != 0 && vocabulary_.visit(*this, i)) {
      i = tree_[i].after;
      continue;
    }
    if ((role & (name | member | subscript)) != 0 && !passed_.contains(i)) read_node(i);
    ++i;
  }
}

void Reading::read_raw(std::uint32_t node) {
  const std::string_view text = tree_.text(node);
  for (std::size_t i = 0; i < text.size();) {
    if (const std::size_t end = skip_quoted(text, i); end > i) {
      i = end;
    } else if (text.substr(i).starts_with("##")) {
      use(node, {"##"});
      i += 2;
    } else if (is_word(text[i])) {
      const std::size_t begin = i;
      while (i < text.size() && is_word(text[i])) ++i;
      use(node, {std::string{text.substr(begin, i - begin)}});
    } else {
      ++i;
    }
  }
}

std::string literal(const Tree& tree, std::uint32_t node) {
  const std::string_view text = tree.text(node);
  if (text.size() < 2 || text.find('\\') != std::string_view::npos) return "?";
  const char quote = text.front();
  if ((quote != '"' && quote != '\'' && quote != '`') || text.back() != quote) return "?";
  const std::string_view inside = text.substr(1, text.size() - 2);
  if (inside.find(quote) != std::string_view::npos || inside.find("${") != std::string_view::npos) return "?";
  return std::string{inside};
}

Parts split(std::string_view text, std::string_view separator) {
  Parts parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    parts.emplace_back(text.substr(begin, end - begin));
    begin = end + separator.size();
  }
  return parts;
}

}  // namespace cordon::languages::rules
