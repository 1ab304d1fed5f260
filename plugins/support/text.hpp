// What every plugin needs to read text that a hostile program may have written: lines, and turning
// any bytes into one readable line. Values and pure functions; any thread.
#pragma once

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cordon::plugins {

// The lines of the text, without their ends; the last may be half a line.
inline std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

inline std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

inline std::uint32_t number_in(std::string_view digits) {
  std::uint32_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

// How many bytes of a valid UTF-8 character the text begins with; 0 where it does not.
inline std::size_t character_at(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  const std::size_t size = lead >= 0xC2 && lead <= 0xDF   ? 2
                           : (lead & 0xF0) == 0xE0        ? 3
                           : lead >= 0xF0 && lead <= 0xF4 ? 4
                                                          : 0;
  for (std::size_t i = 1; i < size; ++i)
    if ((byte(i) & 0xC0) != 0x80) return 0;
  const bool overlong = (lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xF0 && byte(1) < 0x90);
  const bool beyond = (lead == 0xED && byte(1) > 0x9F) || (lead == 0xF4 && byte(1) > 0x8F);
  return overlong || beyond ? 0 : size;
}

// The text as one line that is safe to show: control characters become blanks, what is not UTF-8
// becomes U+FFFD, and it ends in "…" where it was longer than `most` bytes.
inline std::string readable(std::string_view text, std::size_t most = 500) {
  std::string line;
  for (text = trimmed(text); !text.empty();) {
    const std::size_t size = character_at(text);
    if (line.size() + size > most) return line + "…";
    const auto c = static_cast<unsigned char>(text.front());
    if (size == 0)
      line += "\xEF\xBF\xBD";
    else if (size == 1 && (c < 0x20 || c == 0x7F))
      line += ' ';
    else
      line += text.substr(0, size);
    text.remove_prefix(std::max<std::size_t>(size, 1));
  }
  return line;
}

// The path as the submission knows it: "/box/src/main.py" and "./src/main.py" are "src/main.py".
inline std::string_view submitted(std::string_view path) {
  for (const std::string_view prefix : {"file://", "/box/", "./"})
    if (path.starts_with(prefix)) path.remove_prefix(prefix.size());
  return path;
}

// Whether a place in a trace is in the submission and not in the language's own library.
inline bool is_submitted(std::string_view path) {
  return path.starts_with("/box/") || path.starts_with("file:///box/") ||
         !(path.starts_with('/') || path.starts_with('<') || path.find(':') != path.npos);
}

}  // namespace cordon::plugins
