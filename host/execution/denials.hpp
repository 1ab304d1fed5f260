// What policy stopped while a program ran, and how a person is told. Plain functions; any thread.
#pragma once

#include "host/execution/outcome.hpp"
#include "host/sandbox/run.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cordon::execution {

// From what the kernel and the agent counted: one entry for each different thing, however often it
// was tried. A file that could not be opened is not among them: that the program alone is told.
std::vector<Denial> denials_of(const sandbox::Ran& ran, const sandbox::Limits& limits);

// For the verdict file_limit, which denials_of() does not know.
Denial denial_of_writing(const sandbox::Ran& ran, const sandbox::Limits& limits);

// "a sandbox has no network": if one of `denials` is what a program that failed complains about in its
// last words, else "".
std::string reason_to_fail(const std::vector<Denial>& denials, std::string_view last_words);

}  // namespace cordon::execution
