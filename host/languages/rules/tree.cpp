#include "host/languages/rules/tree.hpp"

#include <ctime>

namespace cordon::languages::rules {
namespace {

// Asking for a field takes time that grows with the length of a list; what has fields is short.
constexpr std::uint32_t with_fields = 16;
constexpr std::chrono::milliseconds longest_wait{3'000};
constexpr std::size_t most_nodes = 2'000'000;
constexpr auto error_symbol = static_cast<TSSymbol>(-1);
constexpr std::uint64_t slice_microseconds = 20'000;

std::chrono::nanoseconds cpu_time() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return std::chrono::seconds{now.tv_sec} + std::chrono::nanoseconds{now.tv_nsec};
}

struct DeleteParser {
  void operator()(TSParser* parser) const { ts_parser_delete(parser); }
};

// Walks without recursion, whatever the depth.
class Cursor {
 public:
  explicit Cursor(TSNode root) : cursor_{ts_tree_cursor_new(root)} {}
  Cursor(const Cursor&) = delete;
  Cursor& operator=(const Cursor&) = delete;
  ~Cursor() { ts_tree_cursor_delete(&cursor_); }
  TSTreeCursor* get() { return &cursor_; }

 private:
  TSTreeCursor cursor_;
};

}  // namespace

Budget::Budget(std::chrono::microseconds amount)
    : end_{cpu_time() + amount}, give_up_{std::chrono::steady_clock::now() + longest_wait} {}

bool Budget::is_used_up() const { return cpu_time() > end_ || std::chrono::steady_clock::now() > give_up_; }

std::optional<Tree> Tree::parse(const Grammar& grammar, std::string_view text, const Budget& budget) {
  const std::unique_ptr<TSParser, DeleteParser> parser{ts_parser_new()};
  if (!ts_parser_set_language(parser.get(), grammar.language())) return std::nullopt;
  // Its own limit is wall time; a busy machine must not refuse what an idle one takes.
  ts_parser_set_timeout_micros(parser.get(), slice_microseconds);
  TSTree* tree = nullptr;
  do {
    tree = ts_parser_parse_string(parser.get(), nullptr, text.data(), static_cast<std::uint32_t>(text.size()));
  } while (tree == nullptr && !budget.is_used_up());
  if (tree == nullptr) return std::nullopt;
  Tree parsed{grammar, text, tree};
  if (!parsed.flatten(budget)) return std::nullopt;
  return parsed;
}

bool Tree::flatten(const Budget& budget) {
  struct Ancestor {
    std::uint32_t node, place;
  };
  Cursor cursor{ts_tree_root_node(tree_.get())};
  std::vector<Ancestor> above;  // the path from the root
  std::uint32_t sibling = 0;
  std::uint32_t place = 0;  // among its siblings
  for (;;) {
    const auto index = static_cast<std::uint32_t>(nodes_.size());
    if (index >= most_nodes || (index % 1024 == 1023 && budget.is_used_up())) return false;
    const TSNode node = ts_tree_cursor_current_node(cursor.get());
    nodes_.push_back({.start = ts_node_start_byte(node),
                      .end = ts_node_end_byte(node),
                      .parent = above.empty() ? 0 : above.back().node,
                      .kind = ts_node_symbol(node),
                      .field = place < with_fields ? ts_tree_cursor_current_field_id(cursor.get()) : std::uint16_t{0},
                      .named = ts_node_is_named(node),
                      .extra = ts_node_is_extra(node),
                      .error = ts_node_symbol(node) == error_symbol});
    if (sibling != 0) nodes_[sibling].next = index;
    sibling = 0;
    if (ts_tree_cursor_goto_first_child(cursor.get())) {
      above.push_back({index, place});
      place = 0;
      continue;
    }
    nodes_[index].after = index + 1;
    sibling = index;
    while (!ts_tree_cursor_goto_next_sibling(cursor.get())) {
      if (!ts_tree_cursor_goto_parent(cursor.get())) return true;
      sibling = above.back().node;
      place = above.back().place;
      above.pop_back();
      nodes_[sibling].after = static_cast<std::uint32_t>(nodes_.size());
    }
    ++place;
  }
}

std::string_view Tree::kind(std::uint32_t node) const {
  return nodes_[node].error ? "ERROR" : ts_language_symbol_name(grammar_->language(), nodes_[node].kind);
}

std::string_view Tree::field(std::uint32_t node) const {
  const char* found = ts_language_field_name_for_id(grammar_->language(), nodes_[node].field);
  return found == nullptr ? std::string_view{} : found;
}

std::uint32_t Tree::child(std::uint32_t node, std::string_view field_name) const {
  for (std::uint32_t i = first(node); i != 0; i = nodes_[i].next)
    if (nodes_[i].field != 0 && field(i) == field_name) return i;
  return 0;
}

std::vector<std::uint32_t> Tree::children(std::uint32_t node) const {
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = first(node); i != 0; i = nodes_[i].next)
    if (nodes_[i].named && !nodes_[i].extra) found.push_back(i);
  return found;
}

bool Tree::has(std::uint32_t node, std::string_view token) const {
  for (std::uint32_t i = first(node); i != 0; i = nodes_[i].next)
    if (!nodes_[i].named && text(i) == token) return true;
  return false;
}

}  // namespace cordon::languages::rules
