// What a Java file declares at its top level, found by reading its tokens: comments, strings and text
// blocks are stepped over, bodies are not looked into deeper than for a main method. Pure; any thread.
#pragma once

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cordon::plugins::java {

struct Type {
  std::string name;
  bool is_public = false;
  bool has_main = false;
};

struct Outline {
  std::string package;
  std::vector<Type> types;
  bool has_main = false;  // outside any type: the file is a class by itself
};

// Words and single characters, without comments, literals and annotations' arguments.
class Tokens {
 public:
  explicit Tokens(std::string_view source) : rest_{source} {}

  // The next one, or "" at the end.
  std::string_view next() {
    while (!rest_.empty()) {
      if (rest_.starts_with("//")) {
        skip(rest_.find('\n'));
      } else if (rest_.starts_with("/*")) {
        skip(end_of("*/", 2));
      } else if (rest_.starts_with("\"\"\"")) {
        skip(end_of("\"\"\"", 3));
      } else if (rest_.front() == '"' || rest_.front() == '\'') {
        skip(end_of(rest_.substr(0, 1), 1));
      } else if (is_word(rest_.front())) {
        std::size_t size = 1;
        while (size < rest_.size() && is_word(rest_[size])) ++size;
        return take(size);
      } else if (!std::isspace(static_cast<unsigned char>(rest_.front()))) {
        return take(1);
      } else {
        skip(1);
      }
    }
    return {};
  }

 private:
  static bool is_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '$' || static_cast<unsigned char>(c) >= 0x80;
  }
  std::string_view take(std::size_t size) {
    const std::string_view token = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return token;
  }
  void skip(std::size_t size) { rest_.remove_prefix(std::min(size, rest_.size())); }
  std::size_t end_of(std::string_view closing, std::size_t from) const {
    const bool is_literal = closing != "*/";
    for (std::size_t i = from; i < rest_.size(); ++i) {
      if (is_literal && rest_[i] == '\\')
        ++i;
      else if (rest_.substr(i).starts_with(closing))
        return i + closing.size();
      else if (is_literal && closing.size() == 1 && rest_[i] == '\n')
        return i;
    }
    return rest_.size();
  }

  std::string_view rest_;
};

inline Outline outline_of(std::string_view source) {
  Outline outline;
  Tokens tokens{source};
  int depth = 0;            // of braces
  int parentheses = 0;      // of an annotation, or of a record's header
  bool is_public = false;   // seen since the last declaration
  bool in_type = false;     // the open brace at depth 1 is a type's
  bool type_ahead = false;  // a type's name was read, its brace not yet
  std::string_view before_previous, previous;
  for (std::string_view token = tokens.next(); !token.empty();
       before_previous = previous, previous = token, token = tokens.next()) {
    const bool is_kind = previous == "class" || previous == "interface" || previous == "enum" ||
                         (previous == "record" && before_previous != "." && before_previous != "=");
    if (token == "(") {
      // `void main(` in a type, or outside any.
      if (parentheses == 0 && previous == "main" && before_previous == "void") {
        if (depth == 0) outline.has_main = true;
        if (depth == 1 && in_type) outline.types.back().has_main = true;
      }
      ++parentheses;
    } else if (token == ")") {
      --parentheses;
    } else if (token == "{") {
      if (depth++ == 0) in_type = std::exchange(type_ahead, false);
    } else if (token == "}") {
      if (--depth == 0) is_public = false;
    } else if (depth != 0 || parentheses != 0) {
      continue;
    } else if (previous == "package" && token != ";") {
      outline.package = token;
      for (token = tokens.next(); !token.empty() && token != ";"; token = tokens.next()) outline.package += token;
    } else if (token == "public") {
      is_public = true;
    } else if (token == ";") {
      is_public = false;
    } else if (is_kind && !type_ahead && !std::isdigit(static_cast<unsigned char>(token.front())) &&
               (std::isalnum(static_cast<unsigned char>(token.front())) || token.front() == '_' ||
                token.front() == '$' || static_cast<unsigned char>(token.front()) >= 0x80)) {
      outline.types.push_back({std::string{token}, is_public, false});
      type_ahead = true;
    }
  }
  return outline;
}

}  // namespace cordon::plugins::java
