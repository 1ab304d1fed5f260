#include "base/obstacle.hpp"

#include "base/syscall.hpp"

#include <unistd.h>

namespace cordon::base {
namespace {

bool says(const char* file, std::string_view text) {
  return ("\n" + read_file(file).value_or("")).find("\n" + std::string{text} + "\n") != std::string::npos;
}

std::string mending_of_refusal() {
  if (::geteuid() != 0 && says("/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1"))
    return "AppArmor keeps programs from what they need in user namespaces (Ubuntu 23.10 and later): install the "
           "profile "
           "that `cordonctl doctor` prints, or: sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0";
  if (in_container())
    return "the container around us refuses it; Docker, Podman: --cap-add SYS_ADMIN --cap-add NET_ADMIN --security-opt "
           "seccomp=unconfined --security-opt apparmor=unconfined --security-opt systempaths=unconfined";
  if (says("/proc/self/status", "Seccomp:\t2"))
    return "a system call filter around us refuses it, of a service or of whoever started us: start without it";
  return "a capability is missing, or a security module refuses it: `cordonctl doctor` lists capabilities, `dmesg` and "
         "`journalctl -k` have what modules say";
}

}  // namespace

bool in_container() {
  for (const char* mark : {"/.dockerenv", "/run/.containerenv"})
    if (::access(mark, F_OK) == 0) return true;
  const std::string environment = '\0' + read_file("/proc/1/environ").value_or("");
  return environment.find(std::string{"\0container=", 11}) != std::string::npos;
}

std::string mending(std::string_view step, int error_number) {
  switch (error_number) {
    case EPERM:
    case EACCES:
      return mending_of_refusal();
    case ENOSPC:
    case EUSERS:
      return step.find("namespace") == std::string_view::npos ? ""
                                                              : "the limit of namespaces is used up: sudo sysctl "
                                                                "user.max_user_namespaces=15000, and the like for the "
                                                                "others below /proc/sys/user";
    case ENOSYS:
      return "use Linux 5.9 or newer, or no system call filter around us";
    case EINVAL:
      return step.find("mount /proc") == std::string_view::npos ? "" : "use Linux 5.8 or newer";
    default:
      return "";
  }
}

}  // namespace cordon::base
