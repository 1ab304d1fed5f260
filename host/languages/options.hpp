// What a request may choose about a language: `options:` of a manifest, and what one request says about
// them. Values and plain functions; any thread.
#pragma once

#include "base/result.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cordon::languages {

// "{main}", "{args}" … are replaced by expand() in placeholders.hpp, which documents them.
using ArgumentTemplate = std::vector<std::string>;

// How to find out a version, in a sandbox of the image.
struct VersionQuestion {
  ArgumentTemplate command;  // empty: there is none
  std::string pattern;       // RE2 with one group, matched against what the command prints
};

struct OptionValue {
  std::string value;           // "clang"; "true" and "false" are booleans to clients
  std::string name;            // what people call it, or ""
  VersionQuestion version;     // of the language with this value, if it is another one
  ArgumentTemplate arguments;  // what {option.NAME} stands for
};

struct Option {
  std::string name, description;
  std::string usual;                // the value of requests that do not say one
  std::vector<OptionValue> values;  // at least one
};

// The value of every option of a language, as a request has it; into the language's own list.
using Choice = std::map<std::string, const OptionValue*>;

// Errc::malformed_request names what there is where something else was asked for.
Result<Choice> choose(std::string_view language, const std::vector<Option>& options,
                      const std::map<std::string, std::string>& asked);

}  // namespace cordon::languages
