// Bytes and text at the border of JSON. Plain functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cordon::api {

bool valid_utf8(std::string_view bytes);              // well-formed, without surrogates
std::size_t code_points(std::string_view utf8_text);  // bytes that do not continue a character

std::string to_base64(std::string_view bytes);
// The standard alphabet with its padding and nothing else in between.
std::optional<std::string> from_base64(std::string_view text);

// Client text as a message may repeat it: quoted, cut after 64 bytes.
std::string in_quotes(std::string_view text);

}  // namespace cordon::api
