// Why this machine, or a container around us, refuses what a sandbox is made of, and how to change that.
// Reads a few files; any thread.
#pragma once

#include <string>
#include <string_view>

namespace cordon::base {

// Whether we run in a container that somebody else made.
bool in_container();

// What to do about a step that failed with this error number, as a sentence without its full stop; "" where
// nothing better is known than the error itself.
std::string mending(std::string_view step, int error_number);

}  // namespace cordon::base
