#include "host/languages/rules/reading.hpp"
#include "host/languages/rules/vocabularies/vocabularies.hpp"

namespace cordon::languages::rules::vocabularies {
namespace {

// `import a.b` binds a; `import a.b as c` binds c.
void read_import(Reading& reading, std::uint32_t statement) {
  const Tree& tree = reading.tree();
  for (const std::uint32_t item : tree.children(statement)) {
    const bool is_aliased = tree.is(item, "aliased_import");
    const std::uint32_t module = is_aliased ? tree.child(item, "name") : item;
    Parts parts = reading.path_of(module);
    if (is_aliased)
      reading.alias(reading.name_of(tree.child(item, "alias")), parts);
    else
      reading.alias(parts.front(), {parts.front()});
    reading.import(module, std::move(parts), true);
  }
}

void read_from_import(Reading& reading, std::uint32_t statement) {
  const Tree& tree = reading.tree();
  const std::uint32_t module = tree.child(statement, "module_name");
  if (module == 0) return;
  // What is relative are the submission's own files.
  const Parts base = tree.is(module, "relative_import") ? Parts{"."} : reading.path_of(module);
  for (const std::uint32_t item : tree.children(statement)) {
    if (item == module) continue;
    const bool is_aliased = tree.is(item, "aliased_import");
    Parts parts = base;
    const Parts name =
        tree.is(item, "wildcard_import") ? Parts{"*"} : reading.path_of(is_aliased ? tree.child(item, "name") : item);
    parts.insert(parts.end(), name.begin(), name.end());
    const std::string bound = is_aliased ? reading.name_of(tree.child(item, "alias")) : name.front();
    if (bound != "*") reading.alias(bound, parts);
    reading.import(item, std::move(parts), true);
  }
}

bool visit(Reading& reading, std::uint32_t node) {
  const std::string_view kind = reading.tree().kind(node);
  if (kind == "import_statement") read_import(reading, node);
  if (kind == "import_from_statement") read_from_import(reading, node);
  return true;
}

}  // namespace

const Vocabulary& python() {
  static const Vocabulary vocabulary{.kinds = {{"identifier", name},
                                               {"dotted_name", member},
                                               {"attribute", member},
                                               {"member_type", member},
                                               {"parenthesized_expression", parentheses},
                                               {"block", block},
                                               {"import_statement", special},
                                               {"import_from_statement", special},
                                               {"future_import_statement", special}},
                                     .bindings = {{"keyword_argument", "name"},
                                                  {"function_definition", "name"},
                                                  {"class_definition", "name"},
                                                  {"parameters", ""},
                                                  {"lambda_parameters", ""},
                                                  {"default_parameter", "name"},
                                                  {"typed_default_parameter", "name"},
                                                  {"typed_parameter", ""},
                                                  {"keyword_pattern", ""}},
                                     .import_words = {"import", "from"},
                                     .global_objects = {"builtins", "__builtins__"},
                                     .held_modules = {"os", "sys", "posix", "subprocess", "socket", "ssl", "shutil",
                                                      "ctypes", "importlib", "multiprocessing", "builtins"},
                                     .source_extensions = {".py", ".pyw", ".pyi"},
                                     .names = Vocabulary::Names::nfkc,
                                     .translation = Vocabulary::Translation::carriage_returns,
                                     .visit = visit};
  return vocabulary;
}

}  // namespace cordon::languages::rules::vocabularies
