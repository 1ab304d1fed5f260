// The grammars that are linked in, and what rules need to know about each: which nodes are names, which
// make a path of names, which import. Constants; any thread.
#pragma once

#include <tree_sitter/api.h>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cordon::languages::rules {

class Locals;
class Reading;

// What a kind of node is to the reading of names. Several may be true of one.
enum Role : unsigned {
  plain = 0,
  name = 1,         // a leaf whose text is a name: os, File
  member = 2,       // its children are parts of one path: os.path, std::process
  subscript = 4,    // a member whose last part is computed: process["env"]
  parentheses = 8,  // stands for what is in it
  aside = 16,       // in a member, but no part of the path: arguments, type arguments
  special = 32,     // Vocabulary::visit looks at it
  block = 64,       // nests, without having brackets
  part = 128,       // a name only in a path: the x of a.x
};

struct Kind {
  std::string_view name;
  unsigned roles;
};

// A place where a name is not used but given: `parent` has it in this field ("" = anywhere in it).
struct Binding {
  std::string_view parent, field;
};

// What is true of a language's names, whatever a manifest says.
struct Vocabulary {
  std::vector<Kind> kinds;
  std::vector<Binding> bindings;
  // Between the parts of what a manifest writes, and of names in the source. Where `whole_modules`, an
  // import names a module by one part ("net/http"), and only what comes after is a member.
  std::string_view separator = ".";
  bool whole_modules = false;
  // java.net.URL may be written anywhere, without an import.
  bool names_import = false;
  bool wildcards_name_modules = false;
  // A name means a module only in a file that imports it.
  bool bound_by_imports = false;
  std::vector<std::string_view> keywords;         // that rules may name: unsafe
  std::vector<std::string_view> import_words;     // around which an error in the source is suspicious
  std::vector<std::string_view> global_objects;   // globalThis.eval is eval
  std::vector<std::vector<std::string>> implied;  // java.lang.System is System
  std::vector<std::string_view> held_modules;     // modules that others have as members: random._os
  std::vector<std::string_view> source_extensions;
  enum class Names { plain, nfkc, unicode_escapes, raw } names = Names::plain;
  enum class Translation { none, carriage_returns, java_escapes, splices } translation = Translation::none;
  // Called for every `special` node; true: its subtree has been read.
  bool (*visit)(Reading&, std::uint32_t node) = nullptr;
  // The path that a node which is no name stands for, such as require("fs"); empty: none.
  std::vector<std::string> (*root)(const Reading&, std::uint32_t node) = nullptr;
  // Finds what the source itself gives names to.
  void (*locals)(const Reading&, Locals&) = nullptr;
};

struct Grammar {
  std::string_view name;
  const TSLanguage* (*language)();
  const Vocabulary& (*vocabulary)();
};

const Grammar* find_grammar(std::string_view name);
std::vector<std::string_view> grammar_names();

// The one for a file of this name: .tsx has another than .ts.
const Grammar& grammar_for(const Grammar& grammar, std::string_view path);

}  // namespace cordon::languages::rules
