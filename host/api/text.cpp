#include "host/api/text.hpp"

#include <openssl/evp.h>
#include <algorithm>
#include <cstdint>

namespace cordon::api {
namespace {

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

// The length of the character that begins `rest`, 0 if none does (the Unicode standard, table 3-7).
std::size_t character_length(std::string_view rest) {
  const auto byte = [&](std::size_t i) -> unsigned {
    return i < rest.size() ? static_cast<unsigned char>(rest[i]) : 0U;
  };
  const unsigned first = byte(0), second = byte(1);
  if (first < 0x80) return 1;
  const auto tail = [&](std::size_t n) {
    return rest.size() >= n && std::all_of(rest.begin() + 1, rest.begin() + static_cast<std::ptrdiff_t>(n), continues);
  };
  if (first >= 0xc2 && first <= 0xdf) return tail(2) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    if ((first == 0xe0 && second < 0xa0) || (first == 0xed && second > 0x9f)) return 0;
    return tail(3) ? 3 : 0;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    if ((first == 0xf0 && second < 0x90) || (first == 0xf4 && second > 0x8f)) return 0;
    return tail(4) ? 4 : 0;
  }
  return 0;
}

}  // namespace

bool valid_utf8(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t length = character_length(bytes);
    if (length == 0) return false;
    bytes.remove_prefix(length);
  }
  return true;
}

std::size_t code_points(std::string_view utf8_text) {
  return utf8_text.size() - static_cast<std::size_t>(std::ranges::count_if(utf8_text, continues));
}

std::string to_base64(std::string_view bytes) {
  std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');  // EVP_EncodeBlock ends with NUL
  const int size =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                      reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(size));
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  // EVP_DecodeBlock would skip spaces and take padding for data.
  const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
  const std::string_view data = text.substr(0, text.size() - padding);
  const bool clean = std::ranges::all_of(data, [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
  });
  if (!clean) return std::nullopt;
  std::string bytes(text.size() / 4 * 3, '\0');
  const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                                   reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
  if (size < 0) return std::nullopt;
  bytes.resize(static_cast<std::size_t>(size) - padding);
  return bytes;
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t longest = 64;
  if (text.size() <= longest) return '"' + std::string{text} + '"';
  std::size_t end = longest;
  while (end > 0 && continues(text[end])) --end;
  return '"' + std::string{text.substr(0, end)} + "…\"";
}

}  // namespace cordon::api
