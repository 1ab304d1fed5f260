// Whether what a program printed is what was expected, without running anything. Plain functions, any thread.
#pragma once

#include <string_view>

namespace cordon::judging {

bool equal_exactly(std::string_view expected, std::string_view actual);

// But for white space at the ends of lines, and empty lines at the end.
bool equal_lines(std::string_view expected, std::string_view actual);

// The same words, whatever is between them.
bool equal_tokens(std::string_view expected, std::string_view actual);

// The same words, of which two numbers may differ by `tolerance`, or by that part of what was expected.
bool equal_numbers(std::string_view expected, std::string_view actual, double tolerance);

}  // namespace cordon::judging
