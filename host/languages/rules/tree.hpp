// A source as its syntax tree: tree-sitter's, for queries, and the same as a flat array, in which every
// node knows its parent and nothing has to recurse. A value; one thread.
//
// Parsing is bounded by CPU time and by the number of nodes, for the text is hostile.
#pragma once

#include "host/languages/rules/grammar.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>

namespace cordon::languages::rules {

struct Node {
  std::uint32_t start = 0, end = 0;  // bytes
  std::uint32_t parent = 0;
  std::uint32_t next = 0;   // sibling; 0 = none
  std::uint32_t after = 0;  // the first node that is not below this one
  std::uint16_t kind = 0, field = 0;
  bool named = false, extra = false, error = false;
};

// CPU time that may still be used; and, where the machine is so busy that it does not come, real time:
// whoever waits for the answer gives up after five seconds.
class Budget {
 public:
  explicit Budget(std::chrono::microseconds amount);
  [[nodiscard]] bool is_used_up() const;

 private:
  std::chrono::nanoseconds end_;
  std::chrono::steady_clock::time_point give_up_;
};

class Tree {
 public:
  // Nothing where the budget ends first.
  static std::optional<Tree> parse(const Grammar& grammar, std::string_view text, const Budget& budget);

  [[nodiscard]] const std::vector<Node>& nodes() const { return nodes_; }
  [[nodiscard]] const Node& operator[](std::uint32_t node) const { return nodes_[node]; }
  [[nodiscard]] std::string_view text(std::uint32_t node) const {
    return text_.substr(nodes_[node].start, nodes_[node].end - nodes_[node].start);
  }
  [[nodiscard]] std::string_view kind(std::uint32_t node) const;
  [[nodiscard]] bool is(std::uint32_t node, std::string_view kind_name) const { return kind(node) == kind_name; }
  [[nodiscard]] std::string_view field(std::uint32_t node) const;

  // The first child, or 0.
  [[nodiscard]] std::uint32_t first(std::uint32_t node) const {
    return node + 1 < nodes_.size() && nodes_[node].after > node + 1 ? node + 1 : 0;
  }
  // The child in this field, or 0.
  [[nodiscard]] std::uint32_t child(std::uint32_t node, std::string_view field_name) const;
  // Named children that are no comments.
  [[nodiscard]] std::vector<std::uint32_t> children(std::uint32_t node) const;
  // Whether a direct child is this keyword or sign.
  [[nodiscard]] bool has(std::uint32_t node, std::string_view token) const;

  [[nodiscard]] const TSTree* raw() const { return tree_.get(); }
  [[nodiscard]] const Grammar& grammar() const { return *grammar_; }
  [[nodiscard]] std::string_view source() const { return text_; }

 private:
  struct Delete {
    void operator()(TSTree* tree) const { ts_tree_delete(tree); }
  };

  Tree(const Grammar& grammar, std::string_view text, TSTree* tree) : grammar_{&grammar}, text_{text}, tree_{tree} {}
  bool flatten(const Budget& budget);

  const Grammar* grammar_;
  std::string_view text_;
  std::unique_ptr<TSTree, Delete> tree_;
  std::vector<Node> nodes_;
};

}  // namespace cordon::languages::rules
