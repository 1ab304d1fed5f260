#include "host/languages/rules/locals.hpp"

#include "host/languages/rules/reading.hpp"

#include <algorithm>

namespace cordon::languages::rules {
namespace {

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> list) {
  return std::ranges::find(list, text) != list.end();
}

void declare(const Reading& reading, Locals& locals, std::uint32_t name, std::uint32_t begin, std::uint32_t scope) {
  locals.declare(reading.name_of(name), begin, reading.tree()[scope].after);
}

}  // namespace

// ---- JavaScript: lexical scopes

namespace {

// Of CommonJS's own function: `var require` declares these once more and leaves them as they are.
constexpr std::string_view given_by_commonjs[] = {"require", "module", "exports", "arguments"};

void in_block(const Reading& reading, Locals& locals, std::uint32_t name, std::uint32_t statement) {
  const Tree& tree = reading.tree();
  std::uint32_t scope = tree[statement].parent;
  if (tree.is(scope, "export_statement")) scope = tree[scope].parent;
  if (is_one_of(tree.kind(scope), {"program", "statement_block", "for_statement", "switch_case", "switch_default"}))
    declare(reading, locals, name, scope, scope);
}

void read_parameters(const Reading& reading, Locals& locals, std::uint32_t list) {
  const Tree& tree = reading.tree();
  const std::uint32_t function = tree[list].parent;
  // A type has parameters too, and nothing below them.
  if (!is_one_of(tree.kind(function), {"function_declaration", "function_expression", "arrow_function",
                                       "method_definition", "generator_function", "generator_function_declaration"}))
    return;
  for (const std::uint32_t parameter : tree.children(list)) {
    const bool is_typed = is_one_of(tree.kind(parameter), {"required_parameter", "optional_parameter"});
    const std::uint32_t name = is_typed                                    ? tree.child(parameter, "pattern")
                               : tree.is(parameter, "assignment_pattern") ? tree.child(parameter, "left")
                                                                           : parameter;
    if (name != 0 && tree.is(name, "identifier")) declare(reading, locals, name, list, function);
  }
}

}  // namespace

void find_javascript_locals(const Reading& reading, Locals& locals) {
  const Tree& tree = reading.tree();
  for (std::uint32_t i = 1; i < tree.nodes().size(); ++i) {
    const std::string_view kind = tree.kind(i);
    if (tree[i].error || kind == "with_statement") return locals.distrust();
    if (kind == "variable_declarator") {
      const std::uint32_t name = tree.child(i, "name");
      const std::uint32_t declaration = tree[i].parent;
      if (name == 0 || !tree.is(name, "identifier")) continue;
      const bool is_given =
          std::ranges::find(given_by_commonjs, reading.name_of(name)) != std::end(given_by_commonjs);
      if (tree.is(declaration, "variable_declaration") && is_given) continue;
      in_block(reading, locals, name, declaration);
    } else if (is_one_of(kind, {"function_declaration", "generator_function_declaration", "class_declaration",
                                "abstract_class_declaration"})) {
      if (const std::uint32_t name = tree.child(i, "name"); name != 0) in_block(reading, locals, name, i);
    } else if (kind == "formal_parameters") {
      read_parameters(reading, locals, i);
    } else if (kind == "arrow_function") {
      const std::uint32_t name = tree.child(i, "parameter");
      if (name != 0 && tree.is(name, "identifier")) declare(reading, locals, name, i, i);
    } else if (kind == "catch_clause") {
      const std::uint32_t name = tree.child(i, "parameter");
      if (name != 0 && tree.is(name, "identifier")) declare(reading, locals, name, i, i);
    } else if (kind == "for_in_statement") {
      const std::uint32_t name = tree.child(i, "left");
      if (name != 0 && tree.is(name, "identifier") && (tree.has(i, "const") || tree.has(i, "let")))
        declare(reading, locals, name, i, i);
    }
  }
}

// ---- Java: types, which hide those of java.lang

void find_java_locals(const Reading& reading, Locals& locals) {
  const Tree& tree = reading.tree();
  for (std::uint32_t i = 1; i < tree.nodes().size(); ++i) {
    if (tree[i].error) return locals.distrust();
    if (!is_one_of(tree.kind(i), {"class_declaration", "interface_declaration", "enum_declaration",
                                  "record_declaration"}))
      continue;
    const std::uint32_t name = tree.child(i, "name");
    const std::uint32_t scope = tree[i].parent;
    if (name == 0) continue;
    if (is_one_of(tree.kind(scope), {"program", "class_body", "interface_body", "enum_body_declarations"}))
      declare(reading, locals, name, scope, scope);
    else if (tree.is(scope, "block"))
      declare(reading, locals, name, name, scope);
  }
}

// ---- C++: variables of functions and classes, in sources whose macros cannot change what is seen

namespace {

// Deeper is nobody's program.
constexpr int deepest = 16;

// The name that a declarator gives to what is no function.
std::uint32_t declared(const Tree& tree, std::uint32_t declarator) {
  for (int i = 0; i < deepest && declarator != 0 &&
                  is_one_of(tree.kind(declarator),
                            {"init_declarator", "pointer_declarator", "reference_declarator", "array_declarator"});
       ++i) {
    const std::uint32_t inner = tree.child(declarator, "declarator");
    const std::vector<std::uint32_t> children = tree.children(declarator);
    declarator = inner != 0 ? inner : children.empty() ? 0 : children.back();
  }
  return declarator != 0 && is_one_of(tree.kind(declarator), {"identifier", "field_identifier"}) ? declarator : 0;
}

bool has_lower_case(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
}

// `bitand f` takes an address, `__THROW f` is nothing but f: what looks like a type is an operator or a macro. Macros
// of the source have no lower case letter, or nothing is trusted.
bool has_plain_type(const Tree& tree, std::uint32_t declaration) {
  const std::uint32_t type = tree.child(declaration, "type");
  if (type == 0 || tree.text(type).starts_with('_') || !has_lower_case(tree.text(type))) return false;
  for (const std::uint32_t child : tree.children(declaration))
    if (tree.is(child, "storage_class_specifier") && tree.text(child) == "extern") return false;
  return !is_one_of(tree.text(type), {"bitand", "bitor", "compl", "not", "and", "or", "xor", "co_await", "co_yield",
                                      "co_return", "throw", "delete", "import", "export", "module"});
}

void read_declaration(const Reading& reading, Locals& locals, std::uint32_t declaration, std::uint32_t scope,
                      std::uint32_t begin) {
  const Tree& tree = reading.tree();
  if (!has_plain_type(tree, declaration)) return;
  for (std::uint32_t child = tree.first(declaration); child != 0; child = tree[child].next)
    if (tree.field(child) == "declarator")
      if (const std::uint32_t name = declared(tree, child); name != 0) {
        declare(reading, locals, name, begin == 0 ? name : begin, scope);
        locals.declare(reading.name_of(name), name, name + 1);
      }
}

// The function or lambda that has this list of parameters and a body.
std::uint32_t function_of(const Tree& tree, std::uint32_t parameters) {
  std::uint32_t node = tree[parameters].parent;
  for (int i = 0; i < deepest && is_one_of(tree.kind(node), {"function_declarator", "abstract_function_declarator",
                                                             "pointer_declarator", "reference_declarator"});
       ++i)
    node = tree[node].parent;
  return is_one_of(tree.kind(node), {"function_definition", "lambda_expression"}) ? node : 0;
}

bool is_at_top(const Tree& tree, std::uint32_t node) {
  std::uint32_t parent = tree[node].parent;
  for (int i = 0; i < deepest && parent != 0 && tree.kind(parent).starts_with("preproc_"); ++i)
    parent = tree[parent].parent;
  return parent == 0;
}

// Whether directives leave functions as they are: whole lines between them, and macros that are values.
bool has_plain_directives(const Tree& tree) {
  constexpr std::string_view of_numbers = "0123456789.+-*eEuUlLfFxX' \t";
  for (std::uint32_t i = 1; i < tree.nodes().size(); ++i) {
    const std::string_view kind = tree.kind(i);
    if (tree[i].error || kind == "preproc_function_def") return false;
    if (is_one_of(kind, {"preproc_if", "preproc_ifdef", "preproc_include", "preproc_def"}) && !is_at_top(tree, i))
      return false;
    if (kind != "preproc_def") continue;
    if (has_lower_case(tree.text(tree.child(i, "name")))) return false;
    const std::uint32_t value = tree.child(i, "value");
    const std::string_view text = value == 0 ? "" : tree.text(value);
    const bool is_text = text.size() > 1 && text.front() == '"' && text.find('"', 1) == text.size() - 1;
    if (!is_text && text.find_first_not_of(of_numbers) != std::string_view::npos) return false;
  }
  return true;
}

}  // namespace

void find_cpp_locals(const Reading& reading, Locals& locals) {
  const Tree& tree = reading.tree();
  if (!has_plain_directives(tree)) return locals.distrust();
  for (std::uint32_t i = 1; i < tree.nodes().size(); ++i) {
    const std::string_view kind = tree.kind(i);
    const std::uint32_t parent = tree[i].parent;
    if (kind == "declaration" && is_one_of(tree.kind(parent), {"compound_statement", "for_statement"})) {
      read_declaration(reading, locals, i, parent, 0);
    } else if (kind == "field_declaration") {
      read_declaration(reading, locals, i, parent, 0);
    } else if (kind == "for_range_loop") {
      // What is looped over is read outside of it.
      if (const std::uint32_t body = tree.child(i, "body"); body != 0) read_declaration(reading, locals, i, i, body);
    } else if (is_one_of(kind, {"parameter_declaration", "optional_parameter_declaration"})) {
      if (const std::uint32_t function = function_of(tree, parent); function != 0)
        read_declaration(reading, locals, i, function, 0);
    }
  }
}

}  // namespace cordon::languages::rules
