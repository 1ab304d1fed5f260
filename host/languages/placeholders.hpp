// What stands in braces in a manifest's argument vectors.
//
//   {main}              path of the main file
//   {stem}              the same without its extension
//   {sources}           every submitted file with one of the language's extensions, the main file first  (*)
//   {args}              the program's arguments  (*)
//   {memory_mib}        the memory limit in MiB
//   {memory_mib:75%}    a part of it, at least 16
//   {memory_mib:-64}    what is left of it after 64 MiB, at least 16
//   {cpus}              processors granted, rounded up
//   {plugin.NAME}       a value from the plugin, or the manifest's default under `variables:`
//   {option.NAME}       the arguments of the option's value that the request has  (*)
//   {{                  a brace
//
// (*) only as a whole element, which becomes none, one or several arguments; the others may stand
// inside one. Values; any thread.
#pragma once

#include "base/quantity.hpp"
#include "host/languages/language.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cordon::languages {

struct Values {
  std::string main;
  std::vector<std::string> sources;  // as sources_of() finds them
  std::vector<std::string> args;
  Bytes memory;
  std::uint32_t cpu_percent = 100;               // of one processor
  std::map<std::string, std::string> variables;  // Prepared::variables
  Choice options = {};
};

// The argument vector for one command. A path that begins with '-' or '@' is written "./-…", so that
// no tool takes a file name for an option or a response file.
std::vector<std::string> expand(const ArgumentTemplate& arguments, const Values& values);

// As many of the first arguments as are the same for all submissions that are granted the same limits.
ArgumentTemplate fixed_part(const ArgumentTemplate& arguments);

// The files, in their order, that have one of the language's extensions; the first, which is the
// main file, always.
std::vector<std::string> sources_of(const Language& language, const std::vector<std::string>& paths);

struct PlaceholderProblem {
  std::size_t offset = 0;  // of the brace, in the element
  std::string message;
};

// Which {plugin.NAME} and {option.NAME} there are.
struct KnownNames {
  std::function<bool(std::string_view)> variable, option;
};

// What is wrong with one element, if anything.
std::optional<PlaceholderProblem> check_placeholders(std::string_view element, const KnownNames& known);

// Whether the element is just this placeholder: mentions(element, "args").
bool is_placeholder(std::string_view element, std::string_view name);

}  // namespace cordon::languages
