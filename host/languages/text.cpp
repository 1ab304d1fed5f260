#include "host/languages/text.hpp"

#include <algorithm>

namespace cordon::languages {
namespace {

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

}  // namespace

std::size_t utf8_length(std::string_view text) {
  if (text.empty()) return 0;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xc0) != 0x80) return 0;
  // Overlong forms, surrogates, and what lies beyond U+10FFFF.
  if ((first == 0xe0 && byte(1) < 0xa0) || (first == 0xed && byte(1) > 0x9f)) return 0;
  if ((first == 0xf0 && byte(1) < 0x90) || (first == 0xf4 && byte(1) > 0x8f)) return 0;
  return length;
}

std::string bounded(std::string_view text, std::size_t limit) {
  constexpr std::string_view replacement = "\xef\xbf\xbd";
  std::string out;
  out.reserve(std::min(text.size(), limit));
  while (!text.empty()) {
    const std::size_t length = utf8_length(text);
    const std::string_view character = length == 0 ? replacement : text.substr(0, length);
    if (out.size() + character.size() > limit) break;
    out += character;
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return out;
}

std::string printable(std::string_view text, std::size_t limit) {
  std::string out = bounded(text, limit);
  if (text.size() > limit) out += "...";
  std::replace_if(out.begin(), out.end(), is_control, ' ');
  return out;
}

std::string without_middle(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return std::string{text};
  // Compilers name their first error first, interpreters their last line last, and what leads there is long.
  const std::size_t head = limit / 4;
  const std::size_t tail = limit - head - 1;
  return std::string{text.substr(0, head)} + '\n' + std::string{text.substr(text.size() - tail)};
}

bool is_work_path(std::string_view path) {
  if (path.empty() || path.size() > 4096 || std::any_of(path.begin(), path.end(), is_control)) return false;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view component = path.substr(begin, end - begin);
    if (component.empty() || component == "." || component == ".." || component.size() > 255) return false;
    begin = end + 1;
  }
  return true;
}

}  // namespace cordon::languages
