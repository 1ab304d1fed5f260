// Landlock: a second, independent rule about files, kept by the kernel even if a mount were wrong.
// Read and execute below the image, write below the work folder, nothing else. It is not what keeps
// the network away: its TCP rules do not know every protocol.
#pragma once

#include "base/unique_fd.hpp"

namespace cordon::cage {

// A ruleset for what runs in the calling process's root, which must be the final one: what enters it with
// landlock_restrict_self(2), and all that it will ever start, is held to it. Throws std::system_error.
UniqueFd make_file_rules(int abi);

}  // namespace cordon::cage
