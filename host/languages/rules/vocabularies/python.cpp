#include "host/languages/rules/reading.hpp"
#include "host/languages/rules/vocabularies/vocabularies.hpp"

#include <re2/re2.h>

#include <algorithm>

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

// getattr(sys, "modules") is sys.modules; vars() is locals().
void read_call(Reading& reading, std::uint32_t call) {
  const Tree& tree = reading.tree();
  const std::uint32_t function = tree.child(call, "function");
  if (function == 0 || !tree.is(function, "identifier")) return;
  const std::string called = reading.name_of(function);
  const std::vector<std::uint32_t> arguments = tree.children(tree.child(call, "arguments"));
  if (called == "vars" && arguments.empty()) reading.use(call, {"locals"});
  const bool takes_a_name = called == "getattr" || called == "hasattr" || called == "setattr" || called == "delattr";
  if (!takes_a_name || arguments.size() < 2 || !tree.is(arguments[1], "string")) return;
  Parts parts = reading.path_of(arguments[0]);
  parts.push_back(literal(tree, arguments[1]));
  reading.use(arguments[1], std::move(parts));
}

// r = random; r._os
void read_assignment(Reading& reading, std::uint32_t assignment) {
  const Tree& tree = reading.tree();
  const std::uint32_t left = tree.child(assignment, "left"), right = tree.child(assignment, "right");
  if (left == 0 || right == 0 || !tree.is(left, "identifier")) return;
  if (tree.is(right, "identifier") || tree.is(right, "attribute"))
    reading.assign(reading.name_of(left), reading.path_of(right));
}

// globals()["__builtins__"]: other keys are data.
void read_subscript(Reading& reading, std::uint32_t subscript) {
  const std::uint32_t key = reading.tree().child(subscript, "subscript");
  if (key == 0 || !reading.tree().is(key, "string")) return;
  if (std::string name = literal(reading.tree(), key); name.starts_with("__")) reading.use(key, {"", std::move(name)});
}

// In one of the first two lines, it says in what encoding the rest is: what follows may be other words.
void read_comment(Reading& reading, std::uint32_t comment) {
  static const RE2 declaration{R"(coding[:=][ \t]*([-\w.]+))"};
  static const RE2 harmless{"(?i)utf[-_]?8(-sig)?|ascii|us-ascii|latin[-_]?1|iso-8859-1"};
  const std::string_view before = reading.tree().source().substr(0, reading.tree()[comment].start);
  if (std::ranges::count(before, '\n') > 1) return;
  const std::string text{reading.tree().text(comment)};
  std::string encoding;
  if (RE2::PartialMatch(text, declaration, &encoding) && !RE2::FullMatch(encoding, harmless))
    reading.use(comment, {"# coding"});
}

bool visit(Reading& reading, std::uint32_t node) {
  const std::string_view kind = reading.tree().kind(node);
  if (kind == "call") read_call(reading, node);
  if (kind == "subscript") read_subscript(reading, node);
  if (kind == "comment") read_comment(reading, node);
  if (kind == "assignment") read_assignment(reading, node);
  if (kind == "call" || kind == "subscript" || kind == "assignment") return false;
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
                                               {"call", special},
                                               {"assignment", special},
                                               {"subscript", special},
                                               {"comment", special},
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
