// System calls that must succeed, and those that the C library of Debian 12 has no function for.
//
// check() throws std::system_error with the name of the step: for set-up code, whose caller turns
// it into one line. Everything here may be called after fork in a single-threaded program.
#pragma once

#include <fcntl.h>
#include <sys/types.h>
#include <cerrno>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/unique_fd.hpp"

namespace cordon::base {

// The value, or throws std::system_error("step: errno text") if it is negative.
long check(long value, std::string_view step);

// An owned descriptor, or throws as check() does.
UniqueFd check_fd(int fd, std::string_view step);

// Repeats a call that a signal interrupted.
template <class Call>
auto retry(Call&& call) -> decltype(call()) {
  for (;;)
    if (const auto value = call(); value >= 0 || errno != EINTR) return value;
}

// openat2(2) below `directory`, where hostile code may have written: no symbolic link, no "..", no
// magic link and no other mount is followed. -1 and errno as open(2) does.
int open_beneath(int directory, const char* path, int flags, mode_t mode = 0);

int pidfd_open(pid_t pid);
int pidfd_send_signal(int pidfd, int signal);
int close_range(unsigned first, unsigned last);

// The whole file, at most `limit` bytes of it.
Result<std::string> read_file(const std::string& path, std::size_t limit = 1 << 20);
Result<std::string> read_file_at(int directory, const char* path, std::size_t limit = 1 << 20);

// Writes all of it, repeating short writes. False and errno on failure.
bool write_all(int fd, std::string_view data);

}  // namespace cordon::base
