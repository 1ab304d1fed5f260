#include "host/cage/landlock.hpp"

#include "base/landlock.hpp"
#include "base/syscall.hpp"

namespace cordon::cage {
namespace {

namespace landlock = base::landlock;

constexpr std::uint64_t read_access =
    LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr std::uint64_t device_access =
    LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;

}  // namespace

UniqueFd make_file_rules(int abi) {
  // TCP is left alone: a program has a network of its own, and its rules would not know every protocol.
  UniqueFd rules = landlock::make_ruleset(abi, landlock::Tcp::free);
  const auto allow = [&](const char* path, std::uint64_t access) {
    landlock::allow_beneath(rules, base::check_fd(::open(path, O_PATH | O_CLOEXEC), path), access);
  };
  allow("/", read_access);
  allow("/dev", device_access);
  for (const char* writable : {"/box", "/tmp", "/dev/shm"})
    allow(writable, landlock::all_access(abi) & ~landlock::making_devices & ~landlock::access_ioctl_dev);
  return rules;
}

}  // namespace cordon::cage
