// Which files, ports and processes one of our own processes can reach from now on (landlock(7)): nothing,
// but what was allowed. Throws std::system_error; for a process with a single thread, because threads that
// are already there are not restricted.
//
// Not covered: stat and the like, inotify, connecting to unix sockets by path, and protocols other than TCP.
#pragma once

#include "base/unique_fd.hpp"

#include <cstdint>
#include <filesystem>

namespace cordon::confinement {

class Landlock {
 public:
  // `abi` is at least 1.
  explicit Landlock(int abi);

  // Files or folders with all that is in them. What is not there is passed over.
  void allow_reading(const std::filesystem::path& path);
  void allow_executing(const std::filesystem::path& path);
  void allow_writing(const std::filesystem::path& path);  // and reading; making and removing, but no devices
  void allow_writing_file(const std::filesystem::path& path);
  void allow_making_sockets(const std::filesystem::path& folder);
  void allow_listening(std::uint16_t port);  // 0: on one that the kernel chooses

  void enter();

 private:
  void allow(const std::filesystem::path& path, std::uint64_t access);

  int abi_;
  std::uint64_t handled_;
  UniqueFd ruleset_;
};

}  // namespace cordon::confinement
