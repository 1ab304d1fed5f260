#include "host/languages/rules/spelling.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <memory>

namespace cordon::languages::rules {
namespace {

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

struct Free {
  void operator()(utf8proc_uint8_t* memory) const { std::free(memory); }
};

std::string nfkc(std::string_view text) {
  if (is_ascii(text)) return std::string{text};
  utf8proc_uint8_t* made = nullptr;
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
  const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                   static_cast<utf8proc_ssize_t>(text.size()), &made, options);
  const std::unique_ptr<utf8proc_uint8_t, Free> owner{made};
  if (length < 0) return std::string{text};
  return {reinterpret_cast<const char*>(made), static_cast<std::size_t>(length)};
}

void append_utf8(std::string& out, std::uint32_t code_point) {
  utf8proc_uint8_t bytes[4];
  const auto length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code_point), bytes);
  out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

// The number of these hexadecimal digits, all of them.
bool hexadecimal(std::string_view digits, std::uint32_t& number) {
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number, 16);
  return !digits.empty() && error == std::errc{} && end == digits.data() + digits.size() && number <= 0x10FFFF;
}

// An escape \u0065 or \u{65} that `text` begins with: its length, or 0.
std::size_t unicode_escape(std::string_view text, std::uint32_t& code_point) {
  if (!text.starts_with("\\u")) return 0;
  if (text.size() > 2 && text[2] == '{') {
    const std::size_t end = text.find('}');
    return end != std::string_view::npos && hexadecimal(text.substr(3, end - 3), code_point) ? end + 1 : 0;
  }
  std::size_t at = 2;
  while (at < text.size() && text[at] == 'u') ++at;  // Java takes any number of them
  return text.size() >= at + 4 && hexadecimal(text.substr(at, 4), code_point) ? at + 4 : 0;
}

std::string unescaped(std::string_view name) {
  if (name.find('\\') == std::string_view::npos) return std::string{name};
  std::string out;
  while (!name.empty()) {
    std::uint32_t code_point = 0;
    if (const std::size_t length = unicode_escape(name, code_point); length > 0) {
      append_utf8(out, code_point);
      name.remove_prefix(length);
    } else {
      out += name.front();
      name.remove_prefix(1);
    }
  }
  return out;
}

}  // namespace

std::string spelled(std::string_view name, Vocabulary::Names how) {
  switch (how) {
    case Vocabulary::Names::nfkc:
      return nfkc(name);
    case Vocabulary::Names::unicode_escapes:
      return unescaped(name);
    case Vocabulary::Names::raw:
      return std::string{name.starts_with("r#") ? name.substr(2) : name};
    case Vocabulary::Names::plain:
      break;
  }
  return std::string{name};
}

Translated::Translated(std::string_view source, Vocabulary::Translation how) : source_{source} {
  switch (how) {
    case Vocabulary::Translation::none:
      break;
    case Vocabulary::Translation::carriage_returns:
      carriage_returns();
      break;
    case Vocabulary::Translation::java_escapes:
      java_escapes();
      carriage_returns();
      break;
    case Vocabulary::Translation::splices:
      splices();
      break;
  }
}

// One alone ends a line, and with it a comment, which the grammars do not know.
void Translated::carriage_returns() {
  if (text().find('\r') == std::string_view::npos) return;
  if (!changed_) text_ = source_;
  changed_ = true;
  for (std::size_t i = 0; i < text_.size(); ++i)
    if (text_[i] == '\r' && (i + 1 == text_.size() || text_[i + 1] != '\n')) text_[i] = '\n';
}

void Translated::java_escapes() {
  if (source_.find("\\u") == std::string_view::npos) return;
  changed_ = true;
  bool escaped = false;  // the \ before a \ belongs to it
  for (std::size_t i = 0; i < source_.size();) {
    std::uint32_t code_point = 0;
    const std::size_t length = escaped ? 0 : unicode_escape(source_.substr(i), code_point);
    // Surrogates are only part of strings and of rare letters.
    if (length == 0 || (code_point >= 0xD800 && code_point < 0xE000)) {
      escaped = source_[i] == '\\' && !escaped;
      text_ += source_[i++];
      continue;
    }
    append_utf8(text_, code_point);
    i += length;
    shifts_.push_back({static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(i)});
  }
}

// A line that ends in \ goes on in the next, also within a word; %: is another way to write #.
void Translated::splices() {
  if (source_.find("\\\n") == std::string_view::npos && source_.find("\\\r\n") == std::string_view::npos &&
      source_.find("%:") == std::string_view::npos)
    return;
  changed_ = true;
  for (std::size_t i = 0; i < source_.size();) {
    const std::string_view rest = source_.substr(i);
    if (rest.starts_with("\\\n") || rest.starts_with("\\\r\n")) {
      i += rest[1] == '\n' ? 2 : 3;
      shifts_.push_back({static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(i)});
    } else if (rest.starts_with("%:%:")) {
      text_ += "##  ";
      i += 4;
    } else if (rest.starts_with("%:")) {
      text_ += "# ";
      i += 2;
    } else {
      text_ += source_[i++];
    }
  }
}

std::uint32_t Translated::original(std::uint32_t offset) const {
  const auto after = std::ranges::upper_bound(shifts_, offset, {}, &Shift::from);
  if (after == shifts_.begin()) return offset;
  const Shift& shift = *std::prev(after);
  return shift.original + (offset - shift.from);
}

}  // namespace cordon::languages::rules
