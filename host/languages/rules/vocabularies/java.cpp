#include "host/languages/rules/reading.hpp"
#include "host/languages/rules/vocabularies/vocabularies.hpp"

#include <algorithm>

namespace cordon::languages::rules::vocabularies {
namespace {

// import a.b.C; import static a.b.C.d; import a.b.*; import module a.b;
bool visit(Reading& reading, std::uint32_t declaration) {
  const Tree& tree = reading.tree();
  Parts parts;
  bool is_wildcard = false;
  bool is_odd = false;  // newer than the grammar
  for (std::uint32_t i = declaration + 1; i < tree[declaration].after; ++i) {
    is_odd = is_odd || tree[i].error;
    if (tree.is(i, "asterisk")) is_wildcard = true;
  }
  for (const std::uint32_t child : tree.children(declaration))
    if ((reading.roles(child) & (name | member)) != 0) parts = reading.path_of(child);
  if (parts.empty()) return true;
  if (is_odd && parts.front() == "module") parts = {"import module"};
  if (is_wildcard)
    parts.emplace_back("*");
  else
    reading.alias(parts.back(), parts);
  reading.import(declaration, std::move(parts), true);
  return true;
}

}  // namespace

const Vocabulary& java() {
  static const Vocabulary vocabulary{.kinds = {{"identifier", name},
                                               {"type_identifier", name},
                                               {"scoped_identifier", member},
                                               {"scoped_type_identifier", member},
                                               {"field_access", member},
                                               {"method_invocation", member},
                                               {"method_reference", member},
                                               {"generic_type", member},
                                               {"parenthesized_expression", parentheses},
                                               {"argument_list", aside},
                                               {"type_arguments", aside},
                                               {"marker_annotation", aside},
                                               {"annotation", aside},
                                               {"import_declaration", special}},
                                     .names_import = true,
                                     .keywords = {"native"},
                                     .import_words = {"import"},
                                     .implied = {{"java", "lang"}},
                                     .source_extensions = {".java"},
                                     .translation = Vocabulary::Translation::java_escapes,
                                     .visit = visit,
                                     .locals = find_java_locals};
  return vocabulary;
}

}  // namespace cordon::languages::rules::vocabularies
