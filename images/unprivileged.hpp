// Reads what is hostile as a user who owns nothing.
//
// A mistake in a decompressor must not be one with root's rights: what parses an archive is done by a child
// process that has given them up for good, with bounds on memory and time. Blocking; for a process with a single
// thread.
#pragma once

#include <functional>
#include <vector>

#include "base/result.hpp"

namespace cordon::images {

// Does `work` in a child and gives its result. If we are root the child is a user of its own instead, who owns
// `folders` meanwhile; what he made in them stays his. Without root it has the rights that we have.
Result<> as_nobody(const std::vector<int>& folders, const std::function<Result<>()>& work);

}  // namespace cordon::images
