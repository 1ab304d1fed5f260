#include "base/unique_fd.hpp"
#include "guest/probe/checks.hpp"

#include <linux/sched.h>
#include <sched.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cerrno>
#include <csignal>
#include <cstdint>

namespace cordon::probe {
namespace {

bool refused(long result) { return result < 0 && (errno == EPERM || errno == ENOSYS || errno == EACCES); }

// All with arguments that do nothing where the call is not refused.
struct Call {
  const char* name;
  long number;
  long arguments[4];
};
constexpr long nowhere = -1;
constexpr Call calls[] = {
    {"io_uring_setup", 425, {8, 0}},
    {"io_uring_register", 427, {nowhere, 0}},
    {"bpf", SYS_bpf, {0, 0, 0}},
    {"perf_event_open", SYS_perf_event_open, {0, 0, nowhere, nowhere}},
    {"userfaultfd", SYS_userfaultfd, {1}},  // UFFD_USER_MODE_ONLY, which needs no privilege
    {"keyctl", SYS_keyctl, {0, -3, 0}},     // the id of the session's keyring
    {"add_key", SYS_add_key, {0, 0, 0, 0}},
    {"request_key", SYS_request_key, {0, 0, 0, 0}},
    {"ptrace", SYS_ptrace, {0x4206, 1, 0, 0}},  // PTRACE_SEIZE of process 1
    {"process_vm_readv", SYS_process_vm_readv, {1, 0, 0, 0}},
    {"process_vm_writev", SYS_process_vm_writev, {1, 0, 0, 0}},
    {"pidfd_getfd", 438, {nowhere, 0, 0}},
    {"kcmp", SYS_kcmp, {1, 1, 0, 0}},
    {"mount", SYS_mount, {0, 0, 0, 0}},
    {"umount2", SYS_umount2, {0, 0}},
    {"pivot_root", SYS_pivot_root, {0, 0}},
    {"chroot", SYS_chroot, {0}},
    {"fsopen", 430, {0, 0}},
    {"fsmount", 432, {nowhere, 0, 0}},
    {"open_tree", 428, {nowhere, 0, 0}},
    {"move_mount", 429, {nowhere, 0, nowhere, 0}},
    {"mount_setattr", 442, {nowhere, 0, 0, 0}},
    {"setns", SYS_setns, {nowhere, 0}},
    {"name_to_handle_at", SYS_name_to_handle_at, {nowhere, 0, 0, 0}},
    {"open_by_handle_at", SYS_open_by_handle_at, {nowhere, 0, 0}},
    {"init_module", SYS_init_module, {0, 0, 0}},
    {"kexec_load", SYS_kexec_load, {0, 0, 0, 0}},
    {"reboot", SYS_reboot, {0, 0, 0, 0}},
    {"swapon", SYS_swapon, {0, 0}},
    {"acct", SYS_acct, {nowhere}},
    {"syslog", SYS_syslog, {nowhere, 0, 0}},
    {"iopl", SYS_iopl, {4}},
    {"modify_ldt", SYS_modify_ldt, {nowhere, 0, 0}},
    {"fanotify_init", SYS_fanotify_init, {nowhere, 0}},
    {"personality", SYS_personality, {0x0040000}},  // ADDR_NO_RANDOMIZE
    {"memfd_secret", 447, {nowhere}},
    {"mbind", SYS_mbind, {0, 0, nowhere, 0}},
    {"move_pages", SYS_move_pages, {0, 0, 0, 0}},
    {"setxattr", SYS_setxattr, {0, 0, 0, 0}},
    {"lookup_dcookie", SYS_lookup_dcookie, {0, 0, 0}},
};

// In a child, because the call may end it. Whether it came back with something else than a refusal.
bool worked_in_child(long (*call)()) {
  const pid_t child = ::fork();
  if (child < 0) return false;
  if (child == 0) ::_exit(refused(call()) ? 0 : 1);
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) != 0;
}

long x32_getpid() { return ::syscall(0x40000000L | SYS_getpid); }

long i386_getpid() {
  long result = 20;  // __NR_getpid of i386
  asm volatile("int $0x80" : "+a"(result) : : "memory", "r8", "r9", "r10", "r11");
  if (result >= 0) return result;
  errno = static_cast<int>(-result);
  return -1;
}

bool can_clone(std::uint64_t flags) {
  const long pid = ::syscall(SYS_clone, flags | SIGCHLD, 0, 0, 0, 0);
  if (pid == 0) ::_exit(0);
  if (pid < 0) return !refused(pid);
  ::waitpid(static_cast<pid_t>(pid), nullptr, 0);
  return true;
}

}  // namespace

std::string denied_calls(const Expectations&) {
  std::string reached;
  for (const Call& call : calls)
    if (!refused(::syscall(call.number, call.arguments[0], call.arguments[1], call.arguments[2], call.arguments[3])))
      reached += std::string{" "} + call.name;
  return reached.empty() ? "" : "not refused:" + reached;
}

std::string new_namespaces(const Expectations&) {
  for (const std::uint64_t flag : {CLONE_NEWUSER, CLONE_NEWNS, CLONE_NEWPID, CLONE_NEWNET, CLONE_NEWIPC, CLONE_NEWUTS,
                                   CLONE_NEWCGROUP, 0x80 /* CLONE_NEWTIME */}) {
    if (!refused(::syscall(SYS_unshare, flag))) return "unshare is not refused with " + std::to_string(flag);
    // CLONE_NEWTIME is a signal number to clone(2).
    if (flag != 0x80 && can_clone(flag)) return "clone is not refused with " + std::to_string(flag);
  }
  clone_args arguments{.flags = CLONE_NEWUSER, .exit_signal = SIGCHLD};
  const long pid = ::syscall(SYS_clone3, &arguments, sizeof arguments);
  if (pid == 0) ::_exit(0);
  return pid < 0 && errno == ENOSYS ? "" : "clone3, whose flags no filter can see, is there";
}

std::string foreign_calls(const Expectations&) {
  if (worked_in_child(x32_getpid)) return "calls of the x32 kind are answered";
  if (worked_in_child(i386_getpid)) return "calls of 32-bit programs are answered";
  return "";
}

std::string socket_families(const Expectations&) {
  struct {
    const char* name;
    int family, type, protocol;
  } constexpr sockets[] = {{"AF_ALG", 38, SOCK_SEQPACKET, 0},
                           {"AF_VSOCK", 40, SOCK_STREAM, 0},
                           {"AF_PACKET", 17, SOCK_DGRAM, 0},
                           {"AF_KEY", 15, SOCK_RAW, 2},
                           {"AF_RXRPC", 33, SOCK_DGRAM, AF_INET},
                           {"AF_XDP", 44, SOCK_RAW, 0},
                           {"AF_BLUETOOTH", 31, SOCK_STREAM, 3},
                           {"AF_TIPC", 30, SOCK_STREAM, 0},
                           {"AF_CAN", 29, SOCK_RAW, 1},
                           {"AF_NFC", 39, SOCK_STREAM, 0},
                           {"AF_RDS", 21, SOCK_SEQPACKET, 0},
                           {"AF_SMC", 43, SOCK_STREAM, 0},
                           {"raw", AF_INET, SOCK_RAW, 1},
                           {"MPTCP", AF_INET, SOCK_STREAM, 262},
                           {"SCTP", AF_INET, SOCK_STREAM, 132},
                           {"UDP-Lite", AF_INET, SOCK_DGRAM, 136},
                           {"netlink xfrm", AF_NETLINK, SOCK_RAW, 6},
                           {"netlink audit", AF_NETLINK, SOCK_RAW, 9},
                           {"netlink netfilter", AF_NETLINK, SOCK_RAW, 12},
                           {"netlink uevent", AF_NETLINK, SOCK_RAW, 15},
                           {"netlink generic", AF_NETLINK, SOCK_RAW, 16},
                           {"netlink crypto", AF_NETLINK, SOCK_RAW, 21}};
  std::string reached;
  for (const auto& wanted : sockets) {
    const UniqueFd socket{::socket(wanted.family, wanted.type | SOCK_CLOEXEC, wanted.protocol)};
    // Also where the kernel only lacks the family: then the filter let it through.
    if (!refused(socket ? 0 : -1)) reached += std::string{" "} + wanted.name;
  }
  return reached.empty() ? "" : "not refused:" + reached;
}

}  // namespace cordon::probe
