// What kind of module a TypeScript file is written as, found by reading its tokens: comments, strings,
// templates and regular expressions are stepped over. Pure; any thread.
#pragma once

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>
#include <vector>

namespace cordon::plugins::typescript {

struct Syntax {
  bool is_module = false;      // imports, exports, or says import.meta
  bool awaits_on_top = false;  // outside any braces
  bool uses_commonjs = false;  // calls require or names module.exports, __dirname, … without declaring them
  bool uses_import_meta = false;
};

class Tokens {
 public:
  explicit Tokens(std::string_view source) : source_{source} {}

  int depth() const { return static_cast<int>(open_.size()); }

  // The next word or character that is code, or "" at the end.
  std::string_view next() {
    while (at_ < source_.size()) {
      const char c = source_[at_];
      const std::string_view rest = source_.substr(at_);
      if (rest.starts_with("//")) {
        at_ = std::min(source_.find('\n', at_), source_.size());
      } else if (rest.starts_with("/*")) {
        at_ = after(source_.find("*/", at_ + 2), 2);
      } else if (c == '"' || c == '\'') {
        literal(c);
        return previous_ = "\"";
      } else if (c == '`' || (c == '}' && !open_.empty() && open_.back() == '`')) {
        if (c == '}') open_.pop_back();
        if (template_part()) return previous_ = "`";
      } else if (c == '/' && regular_expression()) {
        return previous_ = "/";
      } else if (is_word(c)) {
        const std::size_t start = at_;
        while (at_ < source_.size() && is_word(source_[at_])) ++at_;
        return previous_ = source_.substr(start, at_ - start);
      } else if (std::isspace(static_cast<unsigned char>(c))) {
        ++at_;
      } else {
        if (c == '{') open_.push_back('{');
        if (c == '}' && !open_.empty()) open_.pop_back();
        return previous_ = source_.substr(at_++, 1);
      }
    }
    return {};
  }

 private:
  static bool is_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '$' || static_cast<unsigned char>(c) >= 0x80;
  }
  std::size_t after(std::size_t found, std::size_t size) const {
    return found == std::string_view::npos ? source_.size() : found + size;
  }
  void literal(char quote) {
    for (++at_; at_ < source_.size() && source_[at_] != quote && source_[at_] != '\n'; ++at_)
      if (source_[at_] == '\\') ++at_;
    at_ = std::min(at_ + 1, source_.size());
  }
  // From a backtick, or from the brace that ends `${…}`, to the end of the template (true) or to the next `${`.
  bool template_part() {
    for (++at_; at_ < source_.size(); ++at_) {
      if (source_[at_] == '\\') {
        ++at_;
      } else if (source_[at_] == '`') {
        ++at_;
        return true;
      } else if (source_.substr(at_).starts_with("${")) {
        at_ += 2;
        open_.push_back('`');
        previous_ = "{";
        return false;
      }
    }
    at_ = source_.size();
    return true;
  }
  // A slash divides after a value; elsewhere it begins a regular expression, which ends on its line.
  bool regular_expression() {
    static constexpr std::array<std::string_view, 12> operators{"return", "typeof", "case", "in",   "of",    "delete",
                                                                "void",   "throw",  "new",  "else", "await", "yield"};
    const char last = previous_.empty() ? ';' : previous_.back();
    const bool is_value = last == ')' || last == ']' || last == '"' || last == '`' || last == '/' || is_word(last);
    if (is_value && std::find(operators.begin(), operators.end(), previous_) == operators.end()) return false;
    if (at_ < no_expression_before_) return false;
    bool in_class = false;
    std::size_t i = at_ + 1;
    for (; i < source_.size() && source_[i] != '\n'; ++i) {
      if (source_[i] == '\\')
        ++i;
      else if (source_[i] == '[')
        in_class = true;
      else if (source_[i] == ']')
        in_class = false;
      else if (source_[i] == '/' && !in_class) {
        at_ = i + 1;
        return true;
      }
    }
    no_expression_before_ = i;  // or a line of slashes would be read again for each of them
    return false;
  }

  std::string_view source_;
  std::size_t at_ = 0;
  std::size_t no_expression_before_ = 0;
  std::string_view previous_;
  std::vector<char> open_;  // '{' of code, '`' of a template's ${
};

inline Syntax syntax_of(std::string_view source) {
  static constexpr std::array<std::string_view, 5> commonjs{"require", "module", "exports", "__dirname", "__filename"};
  static constexpr std::array<std::string_view, 6> declaring{"const", "let", "var", "function", "as", "import"};
  const auto among = [](const auto& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  Syntax syntax;
  std::array<bool, commonjs.size()> used{}, declared{};
  std::string_view before, word;  // before `word` stands `before`, after it `token`
  Tokens tokens{source};
  int depth = 0;
  for (std::string_view token = tokens.next(); !word.empty() || !token.empty();
       before = word, word = token, depth = tokens.depth(), token = tokens.next()) {
    const bool is_property = before == ".";
    if (word == "import" && !is_property) {
      if (token == ".") syntax.uses_import_meta = true;
      if (token != "(" && token != "type") syntax.is_module = true;
    } else if (word == "export" && !is_property && depth == 0) {
      if (token == "=") syntax.uses_commonjs = true;
      if (token != "=" && token != "type" && token != "interface" && token != "declare") syntax.is_module = true;
    } else if (word == "await" && !is_property && depth == 0) {
      syntax.awaits_on_top = true;
    } else if (const auto name = std::find(commonjs.begin(), commonjs.end(), word);
               name != commonjs.end() && !is_property) {
      const auto i = static_cast<std::size_t>(name - commonjs.begin());
      if (among(declaring, before)) declared[i] = true;
      const bool is_path = i >= 3;
      if ((is_path && token != ":") || (i == 0 && (token == "(" || token == ".")) ||
          (i != 0 && token == "." && !is_path))
        used[i] = true;
    }
    if (token.empty()) break;
  }
  for (std::size_t i = 0; i < commonjs.size(); ++i)
    syntax.uses_commonjs = syntax.uses_commonjs || (used[i] && !declared[i]);
  return syntax;
}

}  // namespace cordon::plugins::typescript
