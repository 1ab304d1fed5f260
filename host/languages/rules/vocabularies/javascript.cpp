#include "host/languages/rules/reading.hpp"
#include "host/languages/rules/vocabularies/vocabularies.hpp"

#include <algorithm>
#include <filesystem>

namespace cordon::languages::rules::vocabularies {
namespace {

constexpr std::string_view extensions[] = {".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx", ".json"};

// One that cannot be told, or is a file whose text nobody has looked at, is "?".
std::string module_named(const Reading& reading, std::uint32_t text) {
  std::string module = literal(reading.tree(), text);
  if (module.starts_with("node:")) module.erase(0, 5);
  if (module.starts_with('/') || module.find(':') != std::string::npos) return "?";
  if (!module.starts_with('.')) return module;
  const std::size_t dot = module.rfind('.');
  const bool has_extension = dot > module.rfind('/') && dot + 1 < module.size() && module[dot + 1] != '.';
  const bool is_known = std::ranges::find(extensions, std::string_view{module}.substr(dot)) != std::end(extensions);
  const auto file = (std::filesystem::path{reading.path()}.parent_path() / module).lexically_normal().string();
  const bool leads_out = file == ".." || file.starts_with("../");
  return leads_out || (has_extension && !is_known) ? "?" : module;
}

// require("fs") and import("fs"): the module, or "" where it is another call.
std::string module_called(const Reading& reading, std::uint32_t call) {
  const Tree& tree = reading.tree();
  const std::uint32_t function = tree.child(call, "function");
  if (function == 0) return {};
  const bool is_require = tree.is(function, "identifier") && reading.name_of(function) == "require";
  if (!is_require && !tree.is(function, "import")) return {};
  const std::vector<std::uint32_t> arguments = tree.children(tree.child(call, "arguments"));
  return arguments.empty() ? "?" : module_named(reading, arguments.front());
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
  const std::string module = module_named(reading, source);
  if (tree.has(statement, "type")) return reading.import(source, {module}, true);  // no names at run time
  const bool exports_all = tree.is(statement, "export_statement") && tree.has(statement, "*");
  reading.import(source, exports_all ? Parts{module, "*"} : Parts{module}, true);
  for (std::uint32_t i = statement + 1; i < tree[statement].after; ++i) {
    if (tree.has(i, "type")) {
      i = tree[i].after - 1;
    } else if (tree.is(i, "import_specifier") || tree.is(i, "export_specifier")) {
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

// What only asks whether there is something of a name, and whether this file is the program.
bool is_question(const Reading& reading, std::uint32_t expression) {
  const Tree& tree = reading.tree();
  if (tree.is(expression, "unary_expression"))
    return tree.has(expression, "typeof") && tree.is(tree.child(expression, "argument"), "identifier");
  const std::uint32_t left = tree.child(expression, "left"), right = tree.child(expression, "right");
  return left != 0 && right != 0 && tree.text(left) == "require.main" && tree.text(right) == "module";
}

// A function's constructor makes code out of text. Others are called so too: to look at it is harmless, to
// call it is "*.constructor()", and this is to give it another name, or to make an object of it out of something.
void read_constructor(Reading& reading, std::uint32_t node) {
  const Tree& tree = reading.tree();
  const std::string_view object = tree.text(tree.child(node, "object"));
  if (object == "this" || reading.is_inner(node)) return;
  const std::uint32_t user = reading.beyond_parentheses(node);
  const std::vector<std::uint32_t> arguments = tree.children(tree.child(user, "arguments"));
  const bool is_made = tree.is(user, "new_expression") && tree.child(user, "arguments") != 0 && !arguments.empty() &&
                       node < arguments.front();
  const bool is_kept = (tree.is(user, "variable_declarator") && node > tree.child(user, "name")) ||
                       (tree.is(user, "assignment_expression") && node > tree.child(user, "left") &&
                        tree.child(user, "right") <= node);
  if (is_made || is_kept) reading.use(node, {"constructor="});
}

// const {constructor: F} = f
void read_pattern_key(Reading& reading, std::uint32_t node) {
  const Tree& tree = reading.tree();
  std::uint32_t key = tree.is(node, "pair_pattern") ? tree.child(node, "key") : node;
  if (tree.is(key, "computed_property_name") && !tree.children(key).empty()) key = tree.children(key).front();
  const std::string name = tree.is(key, "string") ? literal(tree, key) : reading.name_of(key);
  if (name == "constructor") reading.use(node, {"constructor="});
}

bool visit(Reading& reading, std::uint32_t node) {
  const Tree& tree = reading.tree();
  const std::string_view kind = tree.kind(node);
  if (kind == "unary_expression" || kind == "binary_expression") return is_question(reading, node);
  if (kind == "pair_pattern" || kind == "shorthand_property_identifier_pattern") {
    read_pattern_key(reading, node);
    return false;
  }
  if (kind == "member_expression" || kind == "subscript_expression") {
    const std::uint32_t last = tree.child(node, kind == "member_expression" ? "property" : "index");
    if (last != 0 && (tree.is(last, "string") ? literal(tree, last) : reading.name_of(last)) == "constructor")
      read_constructor(reading, node);
    return false;
  }
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
                {"member_expression", member | special},
                {"nested_identifier", member},
                {"optional_chain", aside},
                {"subscript_expression", subscript | special},
                {"unary_expression", special},
                {"binary_expression", special},
                {"pair_pattern", special},
                {"shorthand_property_identifier_pattern", special},
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
      .root = root,
      .locals = find_javascript_locals};
  return vocabulary;
}

}  // namespace cordon::languages::rules::vocabularies
