// "Did you mean": the known word nearest to one that is not known.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace cordon::base {

// The candidate at the smallest edit distance, or "" if none is near enough to be meant (more than
// a third of the longer word, and at least 2, edits away). Words over 64 characters are never near.
std::string nearest(std::string_view word, std::span<const std::string_view> candidates);

// `; did you mean "x"?`, or "".
std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace cordon::base
