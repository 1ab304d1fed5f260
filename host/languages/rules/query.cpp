#include "host/languages/rules/query.hpp"

#include <re2/re2.h>

#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace cordon::languages::rules {
namespace {

constexpr std::uint32_t most_pending_matches = 1024;

struct DeleteQuery {
  void operator()(TSQuery* query) const { ts_query_delete(query); }
};
struct DeleteCursor {
  void operator()(TSQueryCursor* cursor) const { ts_query_cursor_delete(cursor); }
};

struct Predicate {
  enum class Kind { equal, match, any_of } kind = Kind::equal;
  bool negated = false;
  std::uint32_t capture = 0;
  std::vector<std::string> texts;              // equal: one of them
  std::optional<std::uint32_t> other_capture;  // equal: to this one
  std::shared_ptr<RE2> pattern;
};

std::string_view as_text(const char* text, std::uint32_t length) { return {text, length}; }

std::string_view kind_of_problem(TSQueryError error) {
  switch (error) {
    case TSQueryErrorNodeType:
      return "the grammar has no such kind of node";
    case TSQueryErrorField:
      return "the grammar has no such field";
    case TSQueryErrorCapture:
      return "there is no such capture";
    case TSQueryErrorStructure:
      return "no source can look like this";
    default:
      return "this is no tree-sitter query";
  }
}

std::string_view text_of(const Tree& tree, TSNode node) {
  const std::uint32_t start = ts_node_start_byte(node);
  return tree.source().substr(start, ts_node_end_byte(node) - start);
}

const TSNode* captured(const TSQueryMatch& match, std::uint32_t capture) {
  for (std::uint16_t i = 0; i < match.capture_count; ++i)
    if (match.captures[i].index == capture) return &match.captures[i].node;
  return nullptr;
}

bool holds(const Predicate& predicate, const Tree& tree, const TSQueryMatch& match) {
  const TSNode* node = captured(match, predicate.capture);
  if (node == nullptr) return true;  // an optional part that is not there
  const std::string_view text = text_of(tree, *node);
  bool is = false;
  if (predicate.pattern != nullptr) {
    is = RE2::PartialMatch(re2::StringPiece{text.data(), text.size()}, *predicate.pattern);
  } else if (predicate.other_capture) {
    const TSNode* other = captured(match, *predicate.other_capture);
    is = other != nullptr && text == text_of(tree, *other);
  } else {
    for (const std::string& one : predicate.texts) is = is || text == one;
  }
  return is != predicate.negated;
}

// Its steps: a name, a capture, and texts or captures.
std::optional<Predicate> read_predicate(const TSQuery* query, std::span<const TSQueryPredicateStep> steps,
                                        std::string& problem) {
  const auto text = [&](const TSQueryPredicateStep& step) {
    std::uint32_t length = 0;
    const char* found = ts_query_string_value_for_id(query, step.value_id, &length);
    return std::string{as_text(found, length)};
  };
  const std::string name = steps.empty() || steps[0].type != TSQueryPredicateStepTypeString ? "" : text(steps[0]);
  Predicate predicate;
  std::string_view plain = name;
  if (plain.starts_with("not-")) {
    predicate.negated = true;
    plain.remove_prefix(4);
  }
  const bool is_match = plain == "match?";
  const bool is_any = plain == "any-of?";
  if (!is_match && !is_any && plain != "eq?") {
    problem = "the predicate #" + name + " is not known; known are eq?, not-eq?, match?, not-match? and any-of?";
    return std::nullopt;
  }
  if (steps.size() < 3 || steps[1].type != TSQueryPredicateStepTypeCapture || (!is_any && steps.size() != 3)) {
    problem = "the predicate #" + name + " needs a capture and " + (is_any ? "texts" : "one text");
    return std::nullopt;
  }
  predicate.capture = steps[1].value_id;
  for (const TSQueryPredicateStep& step : steps.subspan(2)) {
    if (step.type == TSQueryPredicateStepTypeString)
      predicate.texts.push_back(text(step));
    else if (!is_match && !is_any)
      predicate.other_capture = step.value_id;
  }
  if (!is_match) return predicate;
  if (predicate.texts.empty()) {
    problem = "the predicate #" + name + " needs a capture and one text";
    return std::nullopt;
  }
  RE2::Options quiet;
  quiet.set_log_errors(false);
  predicate.pattern = std::make_shared<RE2>(predicate.texts.front(), quiet);
  if (predicate.pattern->ok()) return predicate;
  problem = "this is no RE2 pattern: " + predicate.pattern->error();
  return std::nullopt;
}

}  // namespace

struct CompiledQuery::State {
  std::unique_ptr<TSQuery, DeleteQuery> query;
  const TSLanguage* language = nullptr;
  std::vector<std::vector<Predicate>> predicates;  // by pattern
  std::optional<std::uint32_t> finding;            // the capture of that name
};

CompiledQuery::CompiledQuery(std::unique_ptr<State> state) : state_{std::move(state)} {}
CompiledQuery::CompiledQuery(CompiledQuery&&) noexcept = default;
CompiledQuery& CompiledQuery::operator=(CompiledQuery&&) noexcept = default;
CompiledQuery::~CompiledQuery() = default;

tl::expected<CompiledQuery, QueryProblem> CompiledQuery::compile(const Grammar& grammar, std::string_view text) {
  auto state = std::make_unique<State>();
  state->language = grammar.language();
  std::uint32_t offset = 0;
  TSQueryError error{};
  state->query.reset(
      ts_query_new(state->language, text.data(), static_cast<std::uint32_t>(text.size()), &offset, &error));
  const TSQuery* query = state->query.get();
  if (query == nullptr) return tl::unexpected{QueryProblem{std::string{kind_of_problem(error)}, offset}};
  const std::uint32_t captures = ts_query_capture_count(query);
  if (captures == 0)
    return tl::unexpected{QueryProblem{"a query needs a capture, such as @finding, that says where a finding is", 0}};
  for (std::uint32_t i = 0; i < captures; ++i) {
    std::uint32_t length = 0;
    const char* name = ts_query_capture_name_for_id(query, i, &length);
    if (as_text(name, length) == "finding") state->finding = i;
  }
  for (std::uint32_t pattern = 0; pattern < ts_query_pattern_count(query); ++pattern) {
    auto& predicates = state->predicates.emplace_back();
    std::uint32_t count = 0;
    const TSQueryPredicateStep* steps = ts_query_predicates_for_pattern(query, pattern, &count);
    for (std::uint32_t begin = 0, i = 0; i < count; ++i) {
      if (steps[i].type != TSQueryPredicateStepTypeDone) continue;
      std::string problem;
      auto predicate = read_predicate(query, std::span{steps, count}.subspan(begin, i - begin), problem);
      if (!predicate)
        return tl::unexpected{QueryProblem{std::move(problem), ts_query_start_byte_for_pattern(query, pattern)}};
      predicates.push_back(*std::move(predicate));
      begin = i + 1;
    }
  }
  return CompiledQuery{std::move(state)};
}

void CompiledQuery::run(const Tree& tree, const std::function<bool(std::uint32_t start)>& found) const {
  const std::unique_ptr<TSQueryCursor, DeleteCursor> cursor{ts_query_cursor_new()};
  ts_query_cursor_set_match_limit(cursor.get(), most_pending_matches);
  ts_query_cursor_exec(cursor.get(), state_->query.get(), ts_tree_root_node(tree.raw()));
  TSQueryMatch match;
  while (ts_query_cursor_next_match(cursor.get(), &match)) {
    bool is_finding = match.capture_count > 0;
    for (const Predicate& predicate : state_->predicates[match.pattern_index])
      is_finding = is_finding && holds(predicate, tree, match);
    if (!is_finding) continue;
    const TSNode* place = state_->finding ? captured(match, *state_->finding) : nullptr;
    if (!found(ts_node_start_byte(place == nullptr ? match.captures[0].node : *place))) return;
  }
}

}  // namespace cordon::languages::rules
