#include "host/languages/rules/checker.hpp"

#include "base/utf8.hpp"
#include "host/languages/rules/matching.hpp"
#include "host/languages/rules/place.hpp"
#include "host/languages/rules/query.hpp"
#include "host/languages/rules/spelling.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <optional>

namespace cordon::languages::rules {
namespace {

struct CompiledPattern {
  const Pattern* pattern;
  std::unique_ptr<RE2> expression;
};

// What a profile's texts become, by profile and, for queries, by grammar: .tsx has one of its own.
struct Compiled {
  std::map<std::string_view, std::vector<CompiledQuery>> queries;
  std::vector<CompiledPattern> patterns;
};

std::string_view extension(std::string_view path) {
  const std::string_view file = path.substr(path.rfind('/') + 1);
  const std::size_t dot = file.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? std::string_view{} : file.substr(dot);
}

std::string with_thousands(std::size_t number) { return std::to_string(number); }

// Counts what opens, closes or nests in the order of the text.
std::optional<std::uint32_t> too_deep(const Tree& tree, const Reading& reading, std::uint32_t most) {
  std::uint32_t depth = 0;
  std::vector<std::uint32_t> block_ends;
  for (std::uint32_t i = 0; i < tree.nodes().size(); ++i) {
    while (!block_ends.empty() && block_ends.back() <= i) block_ends.pop_back();
    const Node& node = tree[i];
    if (node.named) {
      if ((reading.roles(i) & block) != 0) block_ends.push_back(node.after);
    } else if (node.end > node.start) {
      const std::string_view token = tree.text(i);
      if (token == "(" || token == "[" || token == "{" || token == "${")
        ++depth;
      else if ((token == ")" || token == "]" || token == "}") && depth > 0)
        --depth;
    }
    if (depth + block_ends.size() > most) return node.start;
  }
  return std::nullopt;
}

// At every node, the library's query cursor looks at all siblings that come after it (0.20), and nothing
// stops it before it is done.
std::uint64_t sibling_pairs(const Tree& tree) {
  std::vector<std::uint32_t> children(tree.nodes().size());
  for (std::uint32_t i = 1; i < tree.nodes().size(); ++i) ++children[tree[i].parent];
  std::uint64_t pairs = 0;
  for (const std::uint64_t n : children) pairs += n * n;
  return pairs;
}

constexpr std::uint64_t most_sibling_pairs = 20'000'000;  // a fifth of a second

}  // namespace

struct Checker::State {
  Rules rules;
  Options options;
  const Grammar* grammar = nullptr;
  std::map<std::string_view, Compiled> compiled;  // by profile
};

namespace {

// One check of one submission.
class Check {
 public:
  Check(const Profile& profile, const Compiled& compiled, const Grammar* grammar, const Checker::Options& options)
      : profile_{profile}, compiled_{compiled}, grammar_{grammar}, options_{options}, budget_{options.time} {}

  std::vector<Remark> run(const std::vector<Source>& sources) {
    for (std::uint32_t i = 0; i < sources.size(); ++i) check_file(sources[i], i);
    Names all;
    for (const File& file : files_) {
      all.aliases.insert(file.names.aliases.begin(), file.names.aliases.end());
      all.assigned.insert(file.names.assigned.begin(), file.names.assigned.end());
      all.is_trusted = all.is_trusted && file.names.is_trusted;
    }
    for (const File& file : files_)
      for (Match& match : match_names(profile_, file.tree.grammar().vocabulary(), file.names, all))
        add(file, std::string{match.rule}, std::move(match.message), match.at);
    std::ranges::stable_sort(remarks_, {}, [](const Remark& r) { return std::tuple{r.file, r.line, r.column}; });
    const auto repeated = std::ranges::unique(remarks_);
    remarks_.erase(repeated.begin(), repeated.end());
    if (remarks_.size() > options_.most_remarks) remarks_.resize(options_.most_remarks);
    return std::move(remarks_);
  }

 private:
  struct File {
    std::uint32_t index;
    const Translated* text;
    Tree tree;
    Names names;
    std::string_view original;
  };

  bool is_source(const Source& source, std::uint32_t index) const {
    if (index == 0 || source.path.empty()) return true;
    if (grammar_ == nullptr) return false;
    const auto& known = grammar_->vocabulary().source_extensions;
    return std::ranges::find(known, extension(source.path)) != known.end();
  }

  void check_file(const Source& source, std::uint32_t index) {
    for (const std::string& end : profile_.deny_files)
      if (source.path.ends_with(end)) whole(index, "deny_files", "files that end in " + end + " may not be submitted");
    if (!is_source(source, index)) return;
    if (profile_.max_length && code_points(source.content) > *profile_.max_length)
      return whole(index, "max_length",
                   "the file has more than " + with_thousands(*profile_.max_length) + " characters");
    if (profile_.restricts() && !is_text(source.content))
      return whole(index, "not-text", "the file is not text in UTF-8");
    check_patterns(source, index);
    if (grammar_ != nullptr && profile_.needs_tree()) check_tree(source, index);
  }

  void check_patterns(const Source& source, std::uint32_t index) {
    for (const CompiledPattern& compiled : compiled_.patterns) {
      const re2::StringPiece text{source.content.data(), source.content.size()};
      re2::StringPiece found;
      for (std::size_t at = 0; at <= source.content.size() && !is_full();) {
        if (!compiled.expression->Match(text, at, text.size(), RE2::UNANCHORED, &found, 1)) break;
        const auto start = static_cast<std::size_t>(found.data() - text.data());
        const Place place = place_of(source.content, start);
        remarks_.push_back({compiled.pattern->id, compiled.pattern->message, index, place.line, place.column});
        at = start + std::max<std::size_t>(found.size(), 1);
      }
    }
  }

  void check_tree(const Source& source, std::uint32_t index) {
    const Grammar& grammar = grammar_for(*grammar_, source.path);
    texts_.push_back(std::make_unique<Translated>(source.content, grammar.vocabulary().translation));
    const Translated& text = *texts_.back();
    auto tree = Tree::parse(grammar, text.text(), budget_);
    if (!tree) return whole(index, "max_nodes", "the file takes too long to read; make it smaller or simpler");
    files_.push_back({index, &text, *std::move(tree), {}, source.content});
    File& file = files_.back();
    if (profile_.max_nodes && file.tree.nodes().size() > *profile_.max_nodes)
      return whole(index, "max_nodes",
                   "the file is too complex: its syntax tree has " + std::to_string(file.tree.nodes().size()) +
                       " nodes, and at most " + std::to_string(*profile_.max_nodes) + " are allowed");
    Reading reading{file.tree, source.path, file.names};
    if (profile_.max_nesting)
      if (const auto at = too_deep(file.tree, reading, *profile_.max_nesting))
        add(file, "max_nesting", "nested more than " + std::to_string(*profile_.max_nesting) + " levels deep", *at);
    if (!profile_.deny_imports.empty() || !profile_.deny_calls.empty() || !profile_.allow_members.empty())
      reading.read();
    run_queries(file, grammar);
  }

  void run_queries(const File& file, const Grammar& grammar) {
    const auto queries = compiled_.queries.find(grammar.name);
    if (queries == compiled_.queries.end()) return;
    const bool is_too_wide = sibling_pairs(file.tree) > most_sibling_pairs;
    for (std::size_t i = 0; i < queries->second.size(); ++i) {
      const Query& query = profile_.queries[i];
      if (is_too_wide || budget_.is_used_up())
        return whole(file.index, "max_nodes", "the file has lists that are too long for the rule " + query.id);
      queries->second[i].run(file.tree, [&](std::uint32_t at) {
        add(file, query.id, query.message, at);
        return !is_full() && !budget_.is_used_up();
      });
    }
  }

  static std::size_t code_points(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
  }

  static bool is_text(std::string_view text) {
    while (!text.empty()) {
      const std::size_t length = base::utf8_length(text);
      if (length == 0 || text.front() == '\0') return false;
      text.remove_prefix(length);
    }
    return true;
  }

  [[nodiscard]] bool is_full() const { return remarks_.size() >= 4 * options_.most_remarks; }

  void add(const File& file, std::string rule, std::string message, std::uint32_t at) {
    if (is_full()) return;
    const Place place = place_of(file.original, file.text->original(at));
    remarks_.push_back({std::move(rule), std::move(message), file.index, place.line, place.column});
  }

  void whole(std::uint32_t index, std::string rule, std::string message) {
    remarks_.push_back({std::move(rule), std::move(message), index, 0, 0});
  }

  const Profile& profile_;
  const Compiled& compiled_;
  const Grammar* grammar_;
  const Checker::Options& options_;
  Budget budget_;
  std::vector<std::unique_ptr<Translated>> texts_;
  std::vector<File> files_;
  std::vector<Remark> remarks_;
};

}  // namespace

Checker::Checker(std::unique_ptr<State> state) : state_{std::move(state)} {}
Checker::Checker(Checker&&) noexcept = default;
Checker& Checker::operator=(Checker&&) noexcept = default;
Checker::~Checker() = default;

Result<Checker> Checker::make(Rules rules, Options options) {
  auto state = std::make_unique<State>(State{std::move(rules), options, nullptr, {}});
  state->grammar = find_grammar(state->rules.grammar);
  if (state->grammar == nullptr && !state->rules.grammar.empty())
    return fail(Errc::bad_configuration, "there is no grammar " + state->rules.grammar);
  for (const Profile& profile : state->rules.profiles) {
    Compiled& compiled = state->compiled[profile.name];
    std::vector<const Grammar*> grammars;
    if (state->grammar != nullptr) grammars = {state->grammar};
    if (state->rules.grammar == "typescript") grammars.push_back(find_grammar("tsx"));
    for (const Grammar* grammar : grammars)
      for (const Query& query : profile.queries) {
        auto made = CompiledQuery::compile(*grammar, query.query);
        if (!made) return fail(Errc::bad_configuration, "the query " + query.id + ": " + made.error().message);
        compiled.queries[grammar->name].push_back(*std::move(made));
      }
    for (const Pattern& pattern : profile.patterns) {
      RE2::Options quiet;
      quiet.set_log_errors(false);
      auto expression = std::make_unique<RE2>(pattern.pattern, quiet);
      if (!expression->ok()) return fail(Errc::bad_configuration, "the pattern " + pattern.id + " is none");
      compiled.patterns.push_back({&pattern, std::move(expression)});
    }
  }
  return Checker{std::move(state)};
}

std::vector<Remark> Checker::check(std::string_view profile_name, const std::vector<Source>& sources) const {
  const Profile* profile = state_->rules.find(profile_name);
  if (profile == nullptr) return {};
  return Check{*profile, state_->compiled.at(profile->name), state_->grammar, state_->options}.run(sources);
}

Result<std::vector<Remark>> check(const Rules& rules, std::string_view profile, const std::vector<Source>& sources) {
  TRY(const Checker checker, Checker::make(rules));
  return checker.check(profile, sources);
}

bool is_plainly_fine(const Profile& profile, const std::vector<Source>& sources) {
  if (profile.restricts()) return false;
  for (const Source& source : sources) {
    // No more characters, nodes or levels than bytes, and no more levels than what opens one.
    if (profile.max_length && source.content.size() > *profile.max_length) return false;
    if (profile.max_nodes && 4 * source.content.size() > *profile.max_nodes) return false;
    if (!profile.max_nesting) continue;
    const auto opens =
        std::ranges::count_if(source.content, [](char c) { return c == '(' || c == '[' || c == '{' || c == ':'; });
    if (static_cast<std::size_t>(opens) > *profile.max_nesting) return false;
  }
  return true;
}

}  // namespace cordon::languages::rules
