// A tree-sitter query with its predicates, which the library parses but does not obey: #eq?, #not-eq?,
// #match?, #not-match? and #any-of?, with RE2 for patterns. One thread.
#pragma once

#include "base/result.hpp"
#include "host/languages/rules/tree.hpp"

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace cordon::languages::rules {

struct QueryProblem {
  std::string message;
  std::uint32_t offset = 0;  // in the query
};

class CompiledQuery {
 public:
  static tl::expected<CompiledQuery, QueryProblem> compile(const Grammar& grammar, std::string_view text);
  CompiledQuery(CompiledQuery&&) noexcept;
  CompiledQuery& operator=(CompiledQuery&&) noexcept;
  ~CompiledQuery();

  // Tells where each match is; false from `found` ends it.
  void run(const Tree& tree, const std::function<bool(std::uint32_t start)>& found) const;

 private:
  struct State;
  explicit CompiledQuery(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace cordon::languages::rules
