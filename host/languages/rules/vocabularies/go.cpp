#include "host/languages/rules/reading.hpp"
#include "host/languages/rules/vocabularies/vocabularies.hpp"

namespace cordon::languages::rules::vocabularies {
namespace {

// net/http is http; a last part v2 is a version.
std::string package_name(std::string_view path) {
  std::size_t slash = path.rfind('/');
  if (slash != std::string_view::npos && path.size() > slash + 2 && path[slash + 1] == 'v' &&
      path.find_first_not_of("0123456789", slash + 2) == std::string_view::npos) {
    path = path.substr(0, slash);
    slash = path.rfind('/');
  }
  return std::string{path.substr(slash + 1)};
}

void read_import(Reading& reading, std::uint32_t spec) {
  const Tree& tree = reading.tree();
  const std::uint32_t path = tree.child(spec, "path");
  if (path == 0) return;
  const std::string module = literal(tree, path);
  const std::uint32_t given = tree.child(spec, "name");
  if (given != 0 && tree.is(given, "dot")) {
    reading.import(path, {module, "*"}, true);
    return;
  }
  reading.alias(given == 0 ? package_name(module) : std::string{tree.text(given)}, {module});
  reading.import(path, {module}, true);
}

bool visit(Reading& reading, std::uint32_t node) {
  const Tree& tree = reading.tree();
  if (tree.is(node, "import_spec")) {
    read_import(reading, node);
  } else if (const std::string_view text = tree.text(node);
             text.starts_with("//go:") || text.starts_with("//export ")) {
    reading.use(node, {std::string{text.substr(0, text.find_first_of(" \t\r"))}});  // a comment that is a command
  }
  return true;
}

}  // namespace

const Vocabulary& go() {
  static const Vocabulary vocabulary{.kinds = {{"identifier", name},
                                               {"package_identifier", name},
                                               {"type_identifier", part},
                                               {"field_identifier", part},
                                               {"selector_expression", member},
                                               {"qualified_type", member},
                                               {"parenthesized_expression", parentheses},
                                               {"import_spec", special},
                                               {"comment", special}},
                                     .bindings = {{"package_clause", ""},
                                                  {"function_declaration", "name"},
                                                  {"parameter_declaration", "name"},
                                                  {"var_spec", "name"},
                                                  {"const_spec", "name"}},
                                     .whole_modules = true,
                                     .bound_by_imports = true,
                                     .keywords = {"goto"},
                                     .import_words = {"import"},
                                     .source_extensions = {".go"},
                                     .visit = visit};
  return vocabulary;
}

}  // namespace cordon::languages::rules::vocabularies
