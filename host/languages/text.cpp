#include "host/languages/text.hpp"

#include "base/utf8.hpp"

#include <algorithm>

namespace cordon::languages {
namespace {

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

}  // namespace

std::string bounded(std::string_view text, std::size_t limit) {
  constexpr std::string_view replacement = "\xef\xbf\xbd";
  std::string out;
  out.reserve(std::min(text.size(), limit));
  while (!text.empty()) {
    const std::size_t length = base::utf8_length(text);
    const std::string_view character = length == 0 ? replacement : text.substr(0, length);
    if (out.size() + character.size() > limit) break;
    out += character;
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return out;
}

std::string printable(std::string_view text, std::size_t limit) {
  constexpr std::string_view dots = "...";  // within the limit, so that doing it twice changes nothing
  const bool cut = text.size() > limit;
  std::string out = bounded(text, cut ? limit - dots.size() : limit);
  if (cut) out += dots;
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
