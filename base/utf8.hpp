// Where characters end in bytes that may or may not be UTF-8. Plain functions; any thread.
#pragma once

#include <cstddef>
#include <string_view>

namespace cordon::base {

// Bytes of the character that `text` begins with; 0 if it begins with no valid UTF-8: overlong forms,
// surrogates and what lies beyond U+10FFFF are none (the Unicode standard, table 3-7).
std::size_t utf8_length(std::string_view text);

}  // namespace cordon::base
