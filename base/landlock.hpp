// Landlock's rules about files and ports, as far as the headers of Debian 12 do not know them (landlock(7)).
// What is allowed where is for the callers: a sandbox's programs (host/cage) and our own processes
// (host/confinement). Throws std::system_error.
#pragma once

#include "base/unique_fd.hpp"

#include <linux/landlock.h>
#include <cstdint>

namespace cordon::base::landlock {

inline constexpr std::uint64_t access_truncate = 1ULL << 14;   // ABI 3
inline constexpr std::uint64_t access_ioctl_dev = 1ULL << 15;  // ABI 5
inline constexpr std::uint64_t making_devices = LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_BLOCK;

// The kernel's, 0 where it has no Landlock or it is not switched on.
int abi();

// Every right to files that this ABI knows.
std::uint64_t all_access(int abi);

enum class Tcp { free, closed };  // ABI 4

// One that allows no file at all yet, no signal and no abstract socket outside (ABI 6). `abi` is at least 1.
UniqueFd make_ruleset(int abi, Tcp tcp);

// `place`: a file or folder, opened with O_PATH.
void allow_beneath(const UniqueFd& ruleset, const UniqueFd& place, std::uint64_t access);
void allow_listening(const UniqueFd& ruleset, std::uint16_t port);

// For the calling thread and all it will ever start.
void enter(const UniqueFd& ruleset);

}  // namespace cordon::base::landlock
