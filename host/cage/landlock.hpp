// Landlock: a second, independent rule about files, kept by the kernel even if a mount were wrong.
// Read and execute below the image, write below the work folder, nothing else. It is not what keeps
// the network away: its TCP rules do not know every protocol.
#pragma once

namespace cordon::cage {

// The kernel's Landlock ABI, 0 where it has none. landlock(7).
int landlock_abi();

// For the calling process and all it will ever start, which must already be in its final root and have
// no_new_privs. Throws std::system_error.
void restrict_files(int abi);

}  // namespace cordon::cage
