// RE2 on bytes: text that is not UTF-8 is read as well, and groups come out as views into it.
// Values; any thread.
#pragma once

#include <re2/re2.h>

#include <array>
#include <string_view>
#include <utility>

namespace cordon::plugins {

class Pattern {
 public:
  explicit Pattern(const char* pattern) : expression_{pattern, RE2::Latin1} {}

  // Whether the whole text matches; groups that took part in nothing are empty.
  template <class... Groups>
  bool is(std::string_view text, Groups&... groups) const {
    return match<RE2::FullMatchN>(text, std::index_sequence_for<Groups...>{}, groups...);
  }

  // Whether it matches somewhere in the text.
  template <class... Groups>
  bool in(std::string_view text, Groups&... groups) const {
    return match<RE2::PartialMatchN>(text, std::index_sequence_for<Groups...>{}, groups...);
  }

  // The next match, which is cut off the text with all that stands before it.
  template <class... Groups>
  bool next(std::string_view& text, Groups&... groups) const {
    re2::StringPiece rest{text.data(), text.size()};
    const bool found = [&]<std::size_t... I>(std::index_sequence<I...>) {
      std::array<re2::StringPiece, sizeof...(Groups)> pieces;
      const bool matched = RE2::FindAndConsume(&rest, expression_, &pieces[I]...);
      ((groups = view(pieces[I])), ...);
      return matched;
    }(std::index_sequence_for<Groups...>{});
    text = view(rest);
    return found;
  }

 private:
  template <auto Function, std::size_t... I, class... Groups>
  bool match(std::string_view text, std::index_sequence<I...>, Groups&... groups) const {
    constexpr std::size_t count = sizeof...(Groups);
    std::array<re2::StringPiece, count + 1> pieces;
    std::array<RE2::Arg, count + 1> arguments{RE2::Arg{&pieces[I]}...};
    std::array<const RE2::Arg*, count + 1> pointers{&arguments[I]...};
    const bool matched = Function({text.data(), text.size()}, expression_, pointers.data(), static_cast<int>(count));
    if (matched) ((groups = view(pieces[I])), ...);
    return matched;
  }

  static std::string_view view(re2::StringPiece piece) {
    return piece.data() == nullptr ? std::string_view{""} : std::string_view{piece.data(), piece.size()};
  }

  const RE2 expression_;
};

}  // namespace cordon::plugins
