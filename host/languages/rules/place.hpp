// Where something is in a text. Plain function; any thread.
#pragma once

#include <cstdint>
#include <string_view>

namespace cordon::languages::rules {

struct Place {
  std::uint32_t line = 1, column = 1;  // from 1; columns in code points
};

inline Place place_of(std::string_view text, std::size_t offset) {
  Place place;
  for (const char c : text.substr(0, offset)) {
    if (c == '\n')
      place = {place.line + 1, 1};
    else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80)
      ++place.column;
  }
  return place;
}

}  // namespace cordon::languages::rules
