#include "host/languages/rules/reading.hpp"
#include "host/languages/rules/vocabularies/vocabularies.hpp"

#include <algorithm>
#include <filesystem>

namespace cordon::languages::rules::vocabularies {
namespace {

constexpr std::string_view extensions[] = {".h",   ".hh",  ".hpp", ".hxx", ".ipp", ".inl",
                                           ".tpp", ".cpp", ".cc",  ".cxx", ".c"};

// The header between < > or " "; "?" where it is named by a macro, lies elsewhere, or is a file whose
// text nobody has looked at.
std::string header(std::string_view text) {
  const std::size_t end = text.find_first_of(">\"", 1);
  if (text.size() < 2 || (text.front() != '<' && text.front() != '"') || end == std::string_view::npos) return "?";
  const auto path = std::filesystem::path{text.substr(1, end - 1)}.lexically_normal();
  const std::string extension = path.extension().string();
  const bool is_known = extension.empty() || std::ranges::find(extensions, extension) != std::end(extensions) ||
                        path.filename() == "stdc++.h";
  return path.is_absolute() || path.string().starts_with("..") || !is_known ? "?" : path.string();
}

void read_directive(Reading& reading, std::uint32_t call) {
  const Tree& tree = reading.tree();
  const std::uint32_t directive = tree.child(call, "directive");
  const std::uint32_t argument = tree.child(call, "argument");
  if (directive == 0 || argument == 0) return;
  std::string_view word = tree.text(directive);
  word.remove_prefix(std::min(word.find_first_not_of("# \t"), word.size()));
  std::string_view text = tree.text(argument);
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
  if (word == "include" || word == "include_next" || word == "import" || word == "embed")
    reading.import(argument, {header(text)}, true);
  else
    reading.use(call, {"#" + std::string{word}, std::string{text.substr(0, text.find_first_of(" \t\r\n("))}});
}

// namespace a { using namespace std; }: a::x may be std::x.
void read_using(Reading& reading, std::uint32_t declaration) {
  const Tree& tree = reading.tree();
  const std::vector<std::uint32_t> used = tree.children(declaration);
  if (used.empty() || !tree.has(declaration, "namespace")) return;
  for (std::uint32_t above = tree[declaration].parent; above != 0; above = tree[above].parent)
    if (const std::uint32_t name = tree.is(above, "namespace_definition") ? tree.child(above, "name") : 0; name != 0)
      return reading.alias(reading.path_of(name).back(), reading.path_of(used.back()));
}

// To the compiler, what stands after # and a comment is a directive; to the grammar it is something else.
void read_comment(Reading& reading, std::uint32_t comment) {
  const std::string_view source = reading.tree().source();
  std::size_t before = reading.tree()[comment].start;
  while (before > 0 && (source[before - 1] == ' ' || source[before - 1] == '\t')) --before;
  const bool is_hash = before > 0 && (source[before - 1] == '#' || source.substr(0, before).ends_with("%:"));
  if (is_hash && reading.tree().text(comment).starts_with("/*")) reading.use(comment, {"#/*"});
}

bool visit(Reading& reading, std::uint32_t node) {
  const Tree& tree = reading.tree();
  const std::string_view kind = tree.kind(node);
  if (kind == "comment") {
    read_comment(reading, node);
    return true;
  }
  if (kind == "preproc_include") {
    reading.import(node, {header(tree.text(tree.child(node, "path")))}, true);
    return true;
  }
  if (kind == "preproc_call") {
    read_directive(reading, node);
    return true;
  }
  if (kind == "preproc_arg") {
    reading.read_raw(node);
    return true;
  }
  if (kind == "linkage_specification") {
    reading.use(node, {"extern \"C\""});
    return false;
  }
  if (kind == "using_declaration") {
    read_using(reading, node);
    return false;
  }
  // namespace fs = std::filesystem
  const std::vector<std::uint32_t> parts = tree.children(node);
  if (parts.size() == 2) reading.alias(reading.name_of(parts[0]), reading.path_of(parts[1]));
  return true;
}

}  // namespace

const Vocabulary& cpp() {
  static const Vocabulary vocabulary{
      .kinds = {{"identifier", name},
                {"namespace_identifier", name},
                {"type_identifier", name},
                {"qualified_identifier", member},
                {"nested_namespace_specifier", member},
                {"template_type", member},
                {"template_function", member},
                {"template_argument_list", aside},
                {"parenthesized_expression", parentheses},
                {"comment", special},
                {"preproc_include", special},
                {"preproc_call", special},
                {"preproc_arg", special},
                {"linkage_specification", special},
                {"using_declaration", special},
                {"namespace_alias_definition", special}},
      .separator = "::",
      .whole_modules = true,
      .keywords = {"goto", "asm", "__asm__", "__asm"},
      .import_words = {"#include"},
      .implied = {{"std"}},
      .source_extensions = {".cpp", ".cc", ".cxx", ".c", ".h", ".hh", ".hpp", ".hxx", ".ipp", ".inl", ".tpp", ""},
      .translation = Vocabulary::Translation::splices,
      .visit = visit,
      .locals = find_cpp_locals};
  return vocabulary;
}

}  // namespace cordon::languages::rules::vocabularies
