#include "base/syscall.hpp"
#include "guest/probe/checks.hpp"

#include <arpa/inet.h>
#include <dirent.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/un.h>
#include <unistd.h>
#include <cstdlib>
#include <cstring>

namespace cordon::probe {
namespace {

bool can_open(const std::string& path, int flags = O_RDONLY) {
  const UniqueFd file{::open(path.c_str(), flags | O_CLOEXEC | O_NONBLOCK, 0600)};
  return static_cast<bool>(file);
}

bool is_scratch(std::string_view place) { return place == "/box" || place == "/tmp" || place == "/dev/shm"; }

// A word of a line, from 0.
std::string_view word(std::string_view line, unsigned index) {
  for (; index > 0; --index) line.remove_prefix(std::min(line.find(' '), line.size() - 1) + 1);
  return line.substr(0, line.find(' '));
}

// One line of /proc/self/mountinfo: where it is mounted and its options are words 4 and 5.
std::string judge_mount(std::string_view line) {
  const std::string_view place = word(line, 4), options = word(line, 5);
  const auto has = [&](std::string_view option) {
    return ("," + std::string{options} + ",").find("," + std::string{option} + ",") != std::string::npos;
  };
  // Devices that were bound, one by one, and are no file system that anything could be put into.
  if (place == "/proc" || (place.starts_with("/dev/") && place != "/dev/shm")) return "";
  if (!has("nosuid")) return std::string{place} + " is mounted without nosuid";
  if (!has("nodev") && place != "/dev") return std::string{place} + " is mounted without nodev";
  if (!has("ro") && !is_scratch(place)) return std::string{place} + " is mounted for writing";
  return "";
}

bool can_connect(int family, const sockaddr* address, socklen_t size, int type) {
  const UniqueFd socket{::socket(family, type | SOCK_CLOEXEC, 0)};
  return socket && ::connect(socket.get(), address, size) == 0;
}

}  // namespace

std::string process_one(const Expectations& expected) {
  for (const char* file : {"environ", "mem", "maps", "auxv", "syscall", "stack", "fd/0", "exe", "cwd", "root/box"})
    if (can_open(std::string{"/proc/1/"} + file)) return std::string{"/proc/1/"} + file + " can be opened";
  // Without control groups the agent has to see what it counts, and so can the program.
  struct stat found{};
  if (expected.counted && ::stat("/proc/1", &found) == 0) return "/proc/1 can be seen";
  return "";
}

std::string other_processes(const Expectations&) {
  DIR* folder = ::opendir("/proc");
  if (folder == nullptr) return "/proc cannot be listed";
  std::string others;
  while (const dirent* entry = ::readdir(folder)) {
    const int pid = std::atoi(entry->d_name);
    if (pid > 1 && pid != ::getpid()) others += std::string{" "} + entry->d_name;
  }
  ::closedir(folder);
  if (!others.empty()) return "there are also" + others;
  for (const char* path :
       {"/proc/sys", "/proc/kcore", "/proc/kallsyms", "/proc/keys", "/proc/sysrq-trigger", "/sys/kernel"})
    if (::access(path, F_OK) == 0) return std::string{path} + " is there";
  return "";
}

std::string host_files(const Expectations& expected) {
  if (expected.marker.empty()) return "the server did not say what to look for";
  for (const char* way : {"", "/..", "/box/../../..", "/proc/self/root", "/proc/1/root", "/proc/self/cwd/../.."})
    if (can_open(way + std::string{expected.marker})) return way + std::string{expected.marker} + " can be read";
  return "";
}

std::string writable_places(const Expectations&) {
  const std::string mounts = base::read_file("/proc/self/mountinfo").value_or("");
  if (mounts.empty()) return "/proc/self/mountinfo cannot be read";
  for (std::size_t at = 0; at < mounts.size(); at = mounts.find('\n', at) + 1) {
    if (std::string wrong = judge_mount(std::string_view{mounts}.substr(at, mounts.find('\n', at) - at));
        !wrong.empty())
      return wrong;
    if (mounts.find('\n', at) == std::string::npos) break;
  }
  for (const char* folder : {"/", "/usr", "/etc", "/var", "/var/tmp", "/opt", "/home", "/root", "/run", "/bin", "/lib",
                             "/dev", "/proc", "/mnt", "/media", "/srv"})
    if (can_open(std::string{folder} + "/cordon-probe", O_WRONLY | O_CREAT | O_EXCL))
      return std::string{"a file can be made in "} + folder;
  return "";
}

std::string devices(const Expectations&) {
  if (::mknod("/box/device", S_IFCHR | 0666, makedev(1, 3)) == 0 ||
      ::mknod("/box/disk", S_IFBLK | 0666, makedev(8, 0)) == 0)
    return "a device can be made";
  for (const char* device : {"/dev/mem", "/dev/kmsg", "/dev/kvm", "/dev/fuse", "/dev/net/tun", "/dev/tty", "/dev/ptmx",
                             "/dev/sda", "/dev/vda", "/dev/vsock", "/dev/userfaultfd"})
    if (can_open(device)) return std::string{device} + " can be opened";
  return "";
}

std::string network(const Expectations& expected) {
  sockaddr_in four{.sin_family = AF_INET, .sin_port = htons(53)};
  ::inet_pton(AF_INET, "192.0.2.1", &four.sin_addr);
  sockaddr_in6 six{.sin6_family = AF_INET6, .sin6_port = htons(53)};
  ::inet_pton(AF_INET6, "2001:db8::1", &six.sin6_addr);
  // A datagram socket is connected without a packet, if there is a route.
  if (can_connect(AF_INET, reinterpret_cast<sockaddr*>(&four), sizeof four, SOCK_DGRAM)) return "there is a route";
  if (can_connect(AF_INET6, reinterpret_cast<sockaddr*>(&six), sizeof six, SOCK_DGRAM)) return "there is an IPv6 route";
  if (expected.abstract_socket.empty()) return "";
  sockaddr_un local{.sun_family = AF_UNIX};
  const std::size_t size = std::min(expected.abstract_socket.size(), sizeof local.sun_path - 1);
  std::memcpy(local.sun_path + 1, expected.abstract_socket.data(), size);  // the first byte stays 0: abstract
  const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + size);
  if (can_connect(AF_UNIX, reinterpret_cast<sockaddr*>(&local), length, SOCK_STREAM))
    return "the server's abstract socket can be reached";
  return "";
}

// Its own name in /proc is a file that mounts and permissions let it write, and Landlock does not.
std::string landlock(const Expectations& expected) {
  if (!expected.landlock) return "";
  return can_open("/proc/self/comm", O_WRONLY) ? "a file below / can be opened for writing" : "";
}

}  // namespace cordon::probe
