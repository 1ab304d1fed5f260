#include "host/judging/compare.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <system_error>

namespace cordon::judging {
namespace {

constexpr std::string_view space = " \t\r\n\v\f";

std::string_view without_end(std::string_view text) {
  const std::size_t last = text.find_last_not_of(space);
  return last == std::string_view::npos ? std::string_view{} : text.substr(0, last + 1);
}

// Cuts the first line off; its end may be missing.
std::string_view take_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return without_end(line);
}

// Cuts the first word off; empty at the end.
std::string_view take_token(std::string_view& rest) {
  rest.remove_prefix(std::min(rest.find_first_not_of(space), rest.size()));
  const std::size_t end = std::min(rest.find_first_of(space), rest.size());
  const std::string_view token = rest.substr(0, end);
  rest.remove_prefix(end);
  return token;
}

template <class Equal>
bool all_tokens(std::string_view expected, std::string_view actual, Equal equal) {
  for (;;) {
    const std::string_view one = take_token(expected), other = take_token(actual);
    if (one.empty() || other.empty()) return one.empty() && other.empty();
    if (!equal(one, other)) return false;
  }
}

std::optional<double> number(std::string_view token) {
  if (token.starts_with('+')) token.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), value);
  if (error != std::errc{} || end != token.data() + token.size()) return std::nullopt;
  return value;
}

}  // namespace

bool equal_exactly(std::string_view expected, std::string_view actual) { return expected == actual; }

bool equal_lines(std::string_view expected, std::string_view actual) {
  expected = without_end(expected);
  actual = without_end(actual);
  while (!expected.empty() && !actual.empty())
    if (take_line(expected) != take_line(actual)) return false;
  return expected.empty() && actual.empty();
}

bool equal_tokens(std::string_view expected, std::string_view actual) {
  return all_tokens(expected, actual, [](std::string_view one, std::string_view other) { return one == other; });
}

bool equal_numbers(std::string_view expected, std::string_view actual, double tolerance) {
  return all_tokens(expected, actual, [&](std::string_view one, std::string_view other) {
    if (one == other) return true;
    const auto wanted = number(one), found = number(other);
    if (!wanted || !found) return false;
    if (std::isnan(*wanted) || std::isnan(*found)) return std::isnan(*wanted) && std::isnan(*found);
    if (std::isinf(*wanted) || std::isinf(*found)) return *wanted == *found;
    return std::abs(*wanted - *found) <= tolerance * std::max(1.0, std::abs(*wanted));
  });
}

}  // namespace cordon::judging
