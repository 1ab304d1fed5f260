// Text that was written by others, made fit to be kept, logged or shown: bounded, valid UTF-8.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cordon::languages {

// At most `limit` bytes of `text`, cut between characters, with U+FFFD for every byte that is not UTF-8.
std::string bounded(std::string_view text, std::size_t limit);

// The same on one line: control characters become spaces, and "..." shows that something was cut off.
std::string printable(std::string_view text, std::size_t limit);

// The beginning and the end of `text`, if it is longer than `limit`, joined by a line break.
std::string without_middle(std::string_view text, std::size_t limit);

// A path below the work folder: relative, no empty, "." or ".." component, no control character, at most 255
// bytes a component and 4096 in all.
bool is_work_path(std::string_view path);

}  // namespace cordon::languages
