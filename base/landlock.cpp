#include "base/landlock.hpp"

#include "base/syscall.hpp"

#include <sys/syscall.h>
#include <unistd.h>

namespace cordon::base::landlock {
namespace {

constexpr std::uint64_t bind_tcp = 1ULL << 0, connect_tcp = 1ULL << 1;                     // ABI 4
constexpr std::uint64_t scope_abstract_unix_socket = 1ULL << 0, scope_signal = 1ULL << 1;  // ABI 6
constexpr int rule_net_port = 2;

struct RulesetAttribute {  // struct landlock_ruleset_attr as of ABI 6
  std::uint64_t handled_access_fs, handled_access_net, scoped;
};
struct NetPortAttribute {
  std::uint64_t allowed_access, port;
};

}  // namespace

int abi() {
  const long abi = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  return abi < 0 ? 0 : static_cast<int>(abi);
}

std::uint64_t all_access(int abi) {
  std::uint64_t access = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;  // ABI 1
  if (abi >= 2) access |= LANDLOCK_ACCESS_FS_REFER;
  if (abi >= 3) access |= access_truncate;
  if (abi >= 5) access |= access_ioctl_dev;
  return access;
}

UniqueFd make_ruleset(int abi, Tcp tcp) {
  RulesetAttribute attribute{.handled_access_fs = all_access(abi), .handled_access_net = 0, .scoped = 0};
  std::size_t size = sizeof attribute.handled_access_fs;
  if (abi >= 4) {
    if (tcp == Tcp::closed) attribute.handled_access_net = bind_tcp | connect_tcp;
    size += sizeof attribute.handled_access_net;
  }
  if (abi >= 6) {
    attribute.scoped = scope_abstract_unix_socket | scope_signal;
    size += sizeof attribute.scoped;
  }
  return check_fd(static_cast<int>(::syscall(SYS_landlock_create_ruleset, &attribute, size, 0)),
                  "make a landlock ruleset");
}

void allow_beneath(const UniqueFd& ruleset, const UniqueFd& place, std::uint64_t access) {
  const landlock_path_beneath_attr rule{.allowed_access = access, .parent_fd = place.get()};
  check(::syscall(SYS_landlock_add_rule, ruleset.get(), LANDLOCK_RULE_PATH_BENEATH, &rule, 0), "add a landlock rule");
}

void allow_listening(const UniqueFd& ruleset, std::uint16_t port) {
  const NetPortAttribute rule{.allowed_access = bind_tcp, .port = port};
  check(::syscall(SYS_landlock_add_rule, ruleset.get(), rule_net_port, &rule, 0), "allow a port");
}

void enter(const UniqueFd& ruleset) {
  check(::syscall(SYS_landlock_restrict_self, ruleset.get(), 0), "enter the landlock ruleset");
}

}  // namespace cordon::base::landlock
