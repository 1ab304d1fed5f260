#include "base/syscall.hpp"

#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <system_error>

namespace cordon::base {

long check(long value, std::string_view step) {
  if (value < 0) throw std::system_error{errno, std::generic_category(), std::string{step}};
  return value;
}

UniqueFd check_fd(int fd, std::string_view step) { return UniqueFd{static_cast<int>(check(fd, step))}; }

int open_beneath(int directory, const char* path, int flags, mode_t mode) {
  open_how how{};
  how.flags = static_cast<std::uint64_t>(flags) | O_CLOEXEC | O_NOFOLLOW;
  if ((flags & O_PATH) == 0) how.flags |= O_NOCTTY;  // which openat2 refuses beside O_PATH
  how.mode = mode;
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_XDEV;
  return static_cast<int>(retry([&] { return ::syscall(SYS_openat2, directory, path, &how, sizeof how); }));
}

int pidfd_open(pid_t pid) { return static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)); }

int pidfd_send_signal(int pidfd, int signal) {
  return static_cast<int>(::syscall(SYS_pidfd_send_signal, pidfd, signal, nullptr, 0));
}

int close_range(unsigned first, unsigned last) { return static_cast<int>(::syscall(SYS_close_range, first, last, 0)); }

Result<std::string> read_file(const std::string& path, std::size_t limit) {
  return read_file_at(AT_FDCWD, path.c_str(), limit);
}

Result<std::string> read_file_at(int directory, const char* path, std::size_t limit) {
  const UniqueFd fd{::openat(directory, path, O_RDONLY | O_CLOEXEC)};
  if (!fd) return fail_errno(path);
  std::string text;
  char chunk[65536];
  while (text.size() < limit) {
    const ssize_t n = retry([&] { return ::read(fd.get(), chunk, std::min(sizeof chunk, limit - text.size())); });
    if (n < 0) return fail_errno(path);
    if (n == 0) break;
    text.append(chunk, static_cast<std::size_t>(n));
  }
  return text;
}

bool write_all(int fd, std::string_view data) {
  while (!data.empty()) {
    const ssize_t n = retry([&] { return ::write(fd, data.data(), data.size()); });
    if (n < 0) return false;
    data.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

}  // namespace cordon::base
