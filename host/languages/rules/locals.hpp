// Names that a source gives to things of its own, and where they mean those: `const self = this` in a function.
// What a manifest refuses by name is not meant there.
//
// Only what is certain is told: where the language's own rules might lead elsewhere, or the tree is not what
// the compiler will see, nothing is.
#pragma once

#include "host/languages/rules/tree.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace cordon::languages::rules {

class Reading;

class Locals {
 public:
  // From the node `begin` to before the node `end`, in the order of the text.
  void declare(const std::string& name, std::uint32_t begin, std::uint32_t end) {
    std::vector<Scope>& scopes = scopes_[name];
    if (scopes.size() < most_scopes)
      scopes.push_back({begin, end});
    else
      distrust();
  }
  // This source can make names mean what its tree does not show.
  void distrust() { is_trusted_ = false; }

  [[nodiscard]] bool is_trusted() const { return is_trusted_; }
  [[nodiscard]] bool contains(std::string_view name, std::uint32_t node) const {
    const auto scopes = scopes_.find(name);
    return scopes != scopes_.end() && std::ranges::any_of(scopes->second, [&](const Scope& scope) {
             return scope.begin <= node && node < scope.end;
           });
  }

 private:
  struct Scope {
    std::uint32_t begin, end;
  };
  static constexpr std::size_t most_scopes = 512;  // of one name; all are looked at for each use of it
  std::map<std::string, std::vector<Scope>, std::less<>> scopes_;
  bool is_trusted_ = true;
};

void find_javascript_locals(const Reading& reading, Locals& locals);
void find_java_locals(const Reading& reading, Locals& locals);
void find_cpp_locals(const Reading& reading, Locals& locals);

}  // namespace cordon::languages::rules
