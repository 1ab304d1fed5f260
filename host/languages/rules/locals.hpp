// Names that a source gives to things of its own, and where they mean those: `const self = this` in a function.
// What a manifest refuses by name is not meant there.
//
// Only what is certain is told: where the language's own rules might lead elsewhere, or the tree is not what
// the compiler will see, nothing is.
#pragma once

#include "host/languages/rules/tree.hpp"

#include <map>
#include <string>

namespace cordon::languages::rules {

class Reading;

class Locals {
 public:
  // From the node `begin` to before the node `end`, in the order of the text.
  void declare(std::string name, std::uint32_t begin, std::uint32_t end) {
    scopes_.emplace(std::move(name), Scope{begin, end});
  }
  // This source can make names mean what its tree does not show.
  void distrust() { is_trusted_ = false; }

  [[nodiscard]] bool is_trusted() const { return is_trusted_; }
  [[nodiscard]] bool contains(std::string_view name, std::uint32_t node) const {
    const auto [first, last] = scopes_.equal_range(name);
    for (auto scope = first; scope != last; ++scope)
      if (scope->second.begin <= node && node < scope->second.end) return true;
    return false;
  }

 private:
  struct Scope {
    std::uint32_t begin, end;
  };
  std::multimap<std::string, Scope, std::less<>> scopes_;
  bool is_trusted_ = true;
};

void find_javascript_locals(const Reading& reading, Locals& locals);
void find_java_locals(const Reading& reading, Locals& locals);
void find_cpp_locals(const Reading& reading, Locals& locals);

}  // namespace cordon::languages::rules
