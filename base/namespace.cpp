#include "base/namespace.hpp"

#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <cstring>
#include <string>

#include "base/syscall.hpp"

namespace cordon::base {
namespace {

// In one piece: the kernel takes a map in one write only.
void write_map(const char* path, const std::string& text) {
  const UniqueFd file = check_fd(::open(path, O_WRONLY | O_CLOEXEC), path);
  check(::write(file.get(), text.data(), text.size()), path);
}

std::string line(OneId id) { return std::to_string(id.inside) + ' ' + std::to_string(id.outside) + " 1"; }

}  // namespace

void map_one_user(OneId user, OneId group) {
  write_map("/proc/self/setgroups", "deny");
  write_map("/proc/self/uid_map", line(user));
  write_map("/proc/self/gid_map", line(group));
}

void raise_loopback() {
  const UniqueFd socket = check_fd(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), "open a socket");
  ifreq request{};
  std::memcpy(request.ifr_name, "lo", 3);
  request.ifr_flags = IFF_UP | IFF_RUNNING;
  check(::ioctl(socket.get(), SIOCSIFFLAGS, &request), "raise the loopback interface");
}

}  // namespace cordon::base
