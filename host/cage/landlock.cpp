#include "host/cage/landlock.hpp"

#include "base/syscall.hpp"

#include <linux/landlock.h>
#include <sys/syscall.h>

namespace cordon::cage {
namespace {

// Newer than the headers of Debian 12.
constexpr std::uint64_t access_truncate = 1ULL << 14;            // ABI 3
constexpr std::uint64_t access_ioctl_dev = 1ULL << 15;           // ABI 5
constexpr std::uint64_t scope_abstract_unix_socket = 1ULL << 0;  // ABI 6
constexpr std::uint64_t scope_signal = 1ULL << 1;

struct RulesetAttribute {  // struct landlock_ruleset_attr as of ABI 6
  std::uint64_t handled_access_fs;
  std::uint64_t handled_access_net;
  std::uint64_t scoped;
};

constexpr std::uint64_t read_access =
    LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr std::uint64_t device_access =
    LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;

std::uint64_t all_access(int abi) {
  std::uint64_t access = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;  // ABI 1
  if (abi >= 2) access |= LANDLOCK_ACCESS_FS_REFER;
  if (abi >= 3) access |= access_truncate;
  if (abi >= 5) access |= access_ioctl_dev;
  return access;
}

void allow(int ruleset, const char* path, std::uint64_t access) {
  const UniqueFd directory = base::check_fd(::open(path, O_PATH | O_CLOEXEC), path);
  const landlock_path_beneath_attr rule{.allowed_access = access, .parent_fd = directory.get()};
  base::check(::syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0), path);
}

}  // namespace

int landlock_abi() {
  const long abi = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  return abi < 0 ? 0 : static_cast<int>(abi);
}

UniqueFd make_file_rules(int abi) {
  const std::uint64_t all = all_access(abi);
  RulesetAttribute attribute{.handled_access_fs = all, .handled_access_net = 0, .scoped = 0};
  std::size_t size = sizeof attribute.handled_access_fs;
  if (abi >= 6) {
    attribute.scoped = scope_abstract_unix_socket | scope_signal;
    size = sizeof attribute;
  }
  UniqueFd ruleset = base::check_fd(static_cast<int>(::syscall(SYS_landlock_create_ruleset, &attribute, size, 0)),
                                    "make a landlock ruleset");
  allow(ruleset.get(), "/", read_access & all);
  allow(ruleset.get(), "/dev", device_access & all);
  constexpr std::uint64_t devices = LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_BLOCK;
  for (const char* writable : {"/box", "/tmp", "/dev/shm"})
    allow(ruleset.get(), writable, all & ~devices & ~access_ioctl_dev);
  return ruleset;
}

}  // namespace cordon::cage
