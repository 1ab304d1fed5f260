#include "base/syscall.hpp"
#include "guest/probe/checks.hpp"

#include <dirent.h>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <unistd.h>
#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace cordon::probe {
namespace {

constexpr unsigned guest_id = 1000;

// The value of a line "Name:\tvalue" of /proc/self/status.
std::string status(std::string_view name) {
  const std::string text = '\n' + base::read_file("/proc/self/status").value_or("");
  const std::string key = '\n' + std::string{name} + ":\t";
  const std::size_t at = text.find(key);
  if (at == std::string::npos) return "not said";
  return text.substr(at + key.size(), text.find('\n', at + 1) - at - key.size());
}

}  // namespace

std::string identity(const Expectations&) {
  uid_t user[3];
  gid_t group[3];
  ::getresuid(&user[0], &user[1], &user[2]);
  ::getresgid(&group[0], &group[1], &group[2]);
  for (const auto id : {user[0], user[1], user[2], group[0], group[1], group[2]})
    if (id != guest_id) return "a user or group is " + std::to_string(id);
  if (::getgroups(0, nullptr) != 0) return "there are supplementary groups";
  if (::setuid(0) == 0 || ::setresuid(0, 0, 0) == 0 || ::setresgid(0, 0, 0) == 0) return "it can become user 0";
  for (const char* map : {"/proc/self/uid_map", "/proc/self/gid_map"}) {
    unsigned long inside = 0, outside = 0, count = 0;
    const std::string text = base::read_file(map).value_or("");
    if (std::sscanf(text.c_str(), "%lu %lu %lu", &inside, &outside, &count) != 3 || inside != guest_id || count != 1 ||
        std::ranges::count(text, '\n') != 1)
      return std::string{map} + " knows more than one user: " + text;
  }
  return "";
}

std::string capabilities(const Expectations&) {
  for (const char* set : {"CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"})
    if (const std::string held = status(set); held.find_first_not_of('0') != std::string::npos)
      return std::string{set} + " is " + held;
  return "";
}

std::string no_new_privileges(const Expectations&) {
  const std::string value = status("NoNewPrivs");
  return value == "1" ? "" : "NoNewPrivs is " + value;
}

std::string filter_mode(const Expectations&) {
  const std::string mode = status("Seccomp");
  return mode == "2" ? "" : "Seccomp is " + mode;
}

std::string descriptors(const Expectations&) {
  DIR* folder = ::opendir("/proc/self/fd");
  if (folder == nullptr) return "/proc/self/fd cannot be listed";
  std::string more;
  while (const dirent* entry = ::readdir(folder)) {
    const int fd = std::atoi(entry->d_name);
    if (entry->d_name[0] != '.' && fd > 2 && fd != ::dirfd(folder)) more += std::string{" "} + entry->d_name;
  }
  ::closedir(folder);
  return more.empty() ? "" : "open besides 0, 1 and 2:" + more;
}

std::string environment(const Expectations&) {
  return environ == nullptr || *environ == nullptr ? "" : std::string{"it was given "} + *environ;
}

std::string resource_limits(const Expectations&) {
  struct {
    __rlimit_resource resource;
    const char* name;
    rlim_t most;
  } constexpr limits[] = {{RLIMIT_CORE, "core", 0},          {RLIMIT_MEMLOCK, "memlock", 64 << 10},
                          {RLIMIT_MSGQUEUE, "msgqueue", 0},  {RLIMIT_NOFILE, "nofile", 4096},
                          {RLIMIT_STACK, "stack", 64 << 20}, {RLIMIT_RTPRIO, "rtprio", 0}};
  for (const auto& limit : limits) {
    rlimit now{};
    if (::getrlimit(limit.resource, &now) != 0 || now.rlim_max > limit.most)
      return std::string{limit.name} + " may be " + std::to_string(now.rlim_max);
  }
  return "";
}

std::string namespaces(const Expectations& expected) {
  for (const std::string_view host : expected.namespaces) {
    const std::string path = "/proc/self/ns/" + std::string{host.substr(0, host.find(':'))};
    char own[64] = {};
    if (::readlink(path.c_str(), own, sizeof own - 1) <= 0) return path + " cannot be read";
    if (host == own) return "it is in the server's own " + std::string{own};
  }
  return expected.namespaces.empty() ? "the server did not say which ones it is in" : "";
}

std::string host_name(const Expectations&) {
  utsname name{};
  ::uname(&name);
  return std::strcmp(name.nodename, "sandbox") == 0 ? "" : std::string{"it is "} + name.nodename;
}

// In a namespace of its own a group is "/".
std::string control_group(const Expectations& expected) {
  if (!expected.counted) return "";
  const std::string text = base::read_file("/proc/self/cgroup").value_or("");
  if (text.empty()) return "/proc/self/cgroup cannot be read";
  for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) {
    const std::string line = text.substr(at, text.find('\n', at) - at);
    if (!line.ends_with(":/")) return "it sees its place among the host's groups: " + line;
    if (text.find('\n', at) == std::string::npos) break;
  }
  return "";
}

}  // namespace cordon::probe
