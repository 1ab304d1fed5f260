#include "guest/agent/unreachable.hpp"

#include "base/syscall.hpp"

#include <unistd.h>
#include <charconv>
#include <string>
#include <string_view>

namespace cordon::agent {
namespace {

std::uint64_t number(std::string_view text) {
  std::uint64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::string_view next_word(std::string_view& line) {
  line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
  const std::string_view word = line.substr(0, line.find_first_of(" \t\n"));
  line.remove_prefix(word.size());
  return word;
}

// "Ip: Forwarding … OutNoRoutes …" and below it "Ip: 2 … 0 …": a line of names over a line of numbers.
std::uint64_t in_table(std::string_view text) {
  std::string_view names = text.substr(0, text.find('\n'));
  std::string_view numbers = text.substr(std::min(names.size() + 1, text.size()));
  while (!names.empty()) {
    const std::string_view name = next_word(names), value = next_word(numbers);
    if (name == "OutNoRoutes") return number(value);
  }
  return 0;
}

// "Ip6OutNoRoutes   \t0", one of many lines.
std::uint64_t in_list(std::string_view text) {
  constexpr std::string_view name = "Ip6OutNoRoutes";
  const std::size_t at = text.find(name);
  if (at == std::string_view::npos) return 0;
  std::string_view rest = text.substr(at + name.size());
  return number(next_word(rest));
}

std::string from_start(const UniqueFd& file) {
  std::string text(8192, '\0');
  const ssize_t n = file ? base::retry([&] { return ::pread(file.get(), text.data(), text.size(), 0); }) : 0;
  text.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
  return text;
}

}  // namespace

std::uint64_t NetworkCounters::unreachable() const {
  return in_table(from_start(version_4)) + in_list(from_start(version_6));
}

}  // namespace cordon::agent
