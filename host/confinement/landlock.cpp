#include "host/confinement/landlock.hpp"

#include "base/syscall.hpp"

#include <linux/landlock.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace cordon::confinement {
namespace {

using base::check;

// Newer than the headers of Debian 12.
constexpr std::uint64_t access_truncate = 1ULL << 14;                                      // ABI 3
constexpr std::uint64_t access_ioctl_dev = 1ULL << 15;                                     // ABI 5
constexpr std::uint64_t bind_tcp = 1ULL << 0, connect_tcp = 1ULL << 1;                     // ABI 4
constexpr std::uint64_t scope_abstract_unix_socket = 1ULL << 0, scope_signal = 1ULL << 1;  // ABI 6
constexpr int rule_net_port = 2;

struct RulesetAttribute {  // struct landlock_ruleset_attr as of ABI 6
  std::uint64_t handled_access_fs, handled_access_net, scoped;
};
struct NetPortAttribute {
  std::uint64_t allowed_access, port;
};

constexpr std::uint64_t reading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr std::uint64_t devices = LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_BLOCK | access_ioctl_dev;
// What a rule for a file that is not a folder may name.
constexpr std::uint64_t of_files = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE |
                                   LANDLOCK_ACCESS_FS_READ_FILE | access_truncate | access_ioctl_dev;

std::uint64_t all_access(int abi) {
  std::uint64_t access = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;  // ABI 1
  if (abi >= 2) access |= LANDLOCK_ACCESS_FS_REFER;
  if (abi >= 3) access |= access_truncate;
  if (abi >= 5) access |= access_ioctl_dev;
  return access;
}

UniqueFd make_ruleset(int abi) {
  RulesetAttribute attribute{.handled_access_fs = all_access(abi), .handled_access_net = 0, .scoped = 0};
  std::size_t size = sizeof attribute.handled_access_fs;
  if (abi >= 4) {
    attribute.handled_access_net = bind_tcp | connect_tcp;
    size += sizeof attribute.handled_access_net;
  }
  if (abi >= 6) {
    attribute.scoped = scope_abstract_unix_socket | scope_signal;
    size += sizeof attribute.scoped;
  }
  return base::check_fd(static_cast<int>(::syscall(SYS_landlock_create_ruleset, &attribute, size, 0)),
                        "make a landlock ruleset");
}

}  // namespace

int landlock_abi() {
  const long abi = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  return abi < 0 ? 0 : static_cast<int>(abi);
}

Landlock::Landlock(int abi) : abi_{abi}, handled_{all_access(abi)}, ruleset_{make_ruleset(abi)} {}

void Landlock::allow(const std::filesystem::path& path, std::uint64_t access) {
  const UniqueFd place{::open(path.c_str(), O_PATH | O_CLOEXEC)};
  if (!place) return;
  struct stat status{};
  check(::fstat(place.get(), &status), path.native());
  if (!S_ISDIR(status.st_mode)) access &= of_files;
  const landlock_path_beneath_attr rule{.allowed_access = access & handled_, .parent_fd = place.get()};
  check(::syscall(SYS_landlock_add_rule, ruleset_.get(), LANDLOCK_RULE_PATH_BENEATH, &rule, 0), path.native());
}

void Landlock::allow_reading(const std::filesystem::path& path) { allow(path, reading); }
void Landlock::allow_executing(const std::filesystem::path& path) { allow(path, reading | LANDLOCK_ACCESS_FS_EXECUTE); }
void Landlock::allow_writing(const std::filesystem::path& path) {
  allow(path, handled_ & ~devices & ~std::uint64_t{LANDLOCK_ACCESS_FS_EXECUTE});
}
void Landlock::allow_writing_file(const std::filesystem::path& path) {
  allow(path, LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | access_truncate);
}
void Landlock::allow_making_sockets(const std::filesystem::path& folder) {
  allow(folder, LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_REMOVE_FILE);
}

void Landlock::allow_listening(std::uint16_t port) {
  if (abi_ < 4) return;
  const NetPortAttribute rule{.allowed_access = bind_tcp, .port = port};
  check(::syscall(SYS_landlock_add_rule, ruleset_.get(), rule_net_port, &rule, 0), "allow a port");
}

void Landlock::enter() {
  check(::syscall(SYS_landlock_restrict_self, ruleset_.get(), 0), "enter the landlock ruleset");
}

}  // namespace cordon::confinement
