#include "host/languages/rules/reading.hpp"
#include "host/languages/rules/vocabularies/vocabularies.hpp"

#include <algorithm>

namespace cordon::languages::rules::vocabularies {
namespace {

constexpr std::string_view extensions[] = {".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx", ".json"};

// One that cannot be told, or is a file whose text nobody has looked at, is "?".
std::string module_named(const Tree& tree, std::uint32_t text) {
  std::string module = literal(tree, text);
  if (module.starts_with("node:")) module.erase(0, 5);
  if (module.starts_with('/') || module.find(':') != std::string::npos) return "?";
  if (!module.starts_with('.')) return module;
  const std::size_t dot = module.rfind('.');
  const bool has_extension = dot > module.rfind('/') && dot + 1 < module.size() && module[dot + 1] != '.';
  const bool is_known = std::ranges::find(extensions, std::string_view{module}.substr(dot)) != std::end(extensions);
  return has_extension && !is_known ? "?" : module;
}

// require("fs") and import("fs"): the module, or "" where it is another call.
std::string module_called(const Reading& reading, std::uint32_t call) {
  const Tree& tree = reading.tree();
  const std::uint32_t function = tree.child(call, "function");
  if (function == 0) return {};
  const bool is_require = tree.is(function, "identifier") && reading.name_of(function) == "require";
  if (!is_require && !tree.is(function, "import")) return {};
  const std::vector<std::uint32_t> arguments = tree.children(tree.child(call, "arguments"));
  return arguments.empty() ? "?" : module_named(tree, arguments.front());
}

// const {readFile: read, ...rest} = require("fs")
void read_pattern(Reading& reading, std::uint32_t pattern, const std::string& module) {
  const Tree& tree = reading.tree();
  for (const std::uint32_t part : tree.children(pattern)) {
    const std::uint32_t key = tree.child(part, "key");
    std::string member = "*";
    if (tree.is(part, "shorthand_property_identifier_pattern"))
      member = reading.name_of(part);
    else if (tree.is(part, "object_assignment_pattern"))
      member = reading.name_of(tree.child(part, "left"));
    else if (key != 0 && tree.is(key, "property_identifier"))
      member = reading.name_of(key);
    const std::uint32_t value = tree.child(part, "value");
    const std::string bound = value != 0 && tree.is(value, "identifier") ? reading.name_of(value) : member;
    if (bound != "*") reading.alias(bound, {module, member});
    reading.import(part, {module, member}, true);
  }
}

void read_call(Reading& reading, std::uint32_t call) {
  const Tree& tree = reading.tree();
  std::string module = module_called(reading, call);
  if (module.empty()) return;
  const std::uint32_t function = tree.child(call, "function");
  reading.pass_over(function);
  if (reading.is_inner(call)) {  // require("fs").readFile: read as a path, which knows its root
    reading.import(call, {std::move(module)}, true);
    return;
  }
  const std::uint32_t user = reading.beyond_parentheses(call);
  const std::uint32_t name = tree.child(user, tree.is(user, "variable_declarator") ? "name" : "left");
  const bool is_kept = tree.is(user, "variable_declarator") || tree.is(user, "assignment_expression");
  if (is_kept && name != 0 && tree.is(name, "object_pattern")) {
    read_pattern(reading, name, module);
    reading.import(call, {std::move(module)}, true);
  } else if (is_kept && name != 0 && tree.is(name, "identifier")) {
    reading.alias(reading.name_of(name), {module});
    reading.import(call, {std::move(module)}, true);
  } else {
    reading.import(call, {std::move(module)}, tree.is(user, "expression_statement"));
  }
}

// import x, {y as z}, * as q from "m"; export {x} from "m"; import x = require("m")
void read_statement(Reading& reading, std::uint32_t statement) {
  const Tree& tree = reading.tree();
  std::uint32_t source = tree.child(statement, "source");
  for (std::uint32_t i = statement + 1; i < tree[statement].after && source == 0; ++i)
    if (tree.is(i, "import_require_clause")) source = tree.child(i, "source");
  if (source == 0) return;
  const std::string module = module_named(tree, source);
  const bool exports_all = tree.is(statement, "export_statement") && tree.has(statement, "*");
  reading.import(source, exports_all ? Parts{module, "*"} : Parts{module}, true);
  for (std::uint32_t i = statement + 1; i < tree[statement].after; ++i) {
    if (tree.is(i, "import_specifier") || tree.is(i, "export_specifier")) {
      const std::uint32_t name = tree.child(i, "name");
      const std::uint32_t alias = tree.child(i, "alias");
      std::string member = tree.is(name, "string") ? literal(tree, name) : reading.name_of(name);
      reading.alias(reading.name_of(alias == 0 ? name : alias), {module, member});
      reading.import(i, {module, std::move(member)}, true);
    } else if (tree.is(i, "identifier") && !tree.is(tree[i].parent, "import_specifier") &&
               !tree.is(tree[i].parent, "export_specifier")) {
      reading.alias(reading.name_of(i), {module});  // the default, or all: either way what members hang on
    }
  }
}

// At the top of a CommonJS module, arguments[1] is require.
void read_arguments(Reading& reading, std::uint32_t node) {
  const Tree& tree = reading.tree();
  if (reading.name_of(node) != "arguments") return;
  for (std::uint32_t above = tree[node].parent; above != 0; above = tree[above].parent) {
    const std::string_view kind = tree.kind(above);
    if (kind == "method_definition" || kind == "class_body" ||
        (kind.find("function") != std::string_view::npos && kind != "arrow_function"))
      return;
  }
  reading.use(node, {"module", "arguments"});
}

bool visit(Reading& reading, std::uint32_t node) {
  const Tree& tree = reading.tree();
  const std::string_view kind = tree.kind(node);
  if (kind == "call_expression") {
    read_call(reading, node);
    return false;
  }
  if (kind == "identifier") {
    read_arguments(reading, node);
    return false;
  }
  if (kind == "html_comment") {  // which is code to a module
    reading.use(node, {"-->"});
    return true;
  }
  read_statement(reading, node);
  if (kind == "import_statement") return true;
  return tree.child(node, "source") != 0;
}

Parts root(const Reading& reading, std::uint32_t node) {
  if (!reading.tree().is(node, "call_expression")) return {};
  std::string module = module_called(reading, node);
  return module.empty() ? Parts{} : Parts{std::move(module)};
}

}  // namespace

const Vocabulary& javascript() {
  static const Vocabulary vocabulary{
      .kinds = {{"identifier", name | special},
                {"property_identifier", part},
                {"shorthand_property_identifier", name},
                {"member_expression", member},
                {"nested_identifier", member},
                {"optional_chain", aside},
                {"subscript_expression", subscript},
                {"parenthesized_expression", parentheses},
                {"await_expression", parentheses},
                {"as_expression", parentheses},
                {"satisfies_expression", parentheses},
                {"non_null_expression", parentheses},
                {"import_statement", special},
                {"export_statement", special},
                {"call_expression", special},
                {"html_comment", special}},
      .bindings = {{"function_declaration", "name"},
                   {"function_expression", "name"},
                   {"generator_function_declaration", "name"},
                   {"class_declaration", "name"},
                   {"variable_declarator", "name"},
                   {"formal_parameters", ""},
                   {"required_parameter", "pattern"},
                   {"optional_parameter", "pattern"},
                   {"import_require_clause", ""}},
      .whole_modules = true,
      .import_words = {"import", "require"},
      .global_objects = {"globalThis", "global", "window", "self"},
      .source_extensions = {"", ".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx"},
      .names = Vocabulary::Names::unicode_escapes,
      .translation = Vocabulary::Translation::carriage_returns,
      .visit = visit,
      .root = root};
  return vocabulary;
}

}  // namespace cordon::languages::rules::vocabularies
