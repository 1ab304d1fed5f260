#include "host/cage/filter.hpp"

#include "base/syscall.hpp"
#include "host/cage/syscalls.hpp"

#include <fcntl.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <csignal>
#include <memory>
#include <stdexcept>

namespace cordon::cage {
namespace {

constexpr std::uint64_t namespace_flags = CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER |
                                          CLONE_NEWPID | CLONE_NEWNET | 0x80 /* CLONE_NEWTIME */;

using Context = std::unique_ptr<void, void (*)(void*)>;

void must(int result, const char* what) {
  if (result != 0) throw std::system_error{-result, std::generic_category(), what};
}

void add(const Context& context, std::uint32_t action, const char* name,
         std::initializer_list<scmp_arg_cmp> arguments = {}) {
  const int number = ::seccomp_syscall_resolve_name(name);
  if (number == __NR_SCMP_ERROR) return;
  must(::seccomp_rule_add_array(context.get(), action, number, static_cast<unsigned>(arguments.size()),
                                arguments.begin()),
       name);
}

// Namespaces inside would give back capabilities, and with them most of the kernel's attack surface.
// clone3, on neither list, hides its flags behind a pointer where no filter can see them: ENOSYS, the
// default, makes the C library use clone.
void add_clone(const Context& context) {
  add(context, SCMP_ACT_ALLOW, "clone", {SCMP_CMP(0, SCMP_CMP_MASKED_EQ, namespace_flags, 0)});
  for (std::uint64_t flag = 1; flag != 0 && flag <= namespace_flags; flag <<= 1)
    if (namespace_flags & flag) add(context, SCMP_ACT_NOTIFY, "clone", {SCMP_CMP(0, SCMP_CMP_MASKED_EQ, flag, flag)});
}

// Families whose kernel code is large and rarely looked at are where kernels are broken from.
void add_sockets(const Context& context) {
  for (const int family : {AF_UNIX, AF_INET, AF_INET6})
    for (const int type : {SOCK_STREAM, SOCK_DGRAM})
      for (const int protocol : {0, family == AF_UNIX ? 0 : type == SOCK_STREAM ? 6 : 17}) {
        add(context, SCMP_ACT_ALLOW, "socket",
            {SCMP_A0_32(SCMP_CMP_EQ, static_cast<std::uint32_t>(family)),
             SCMP_A1_32(SCMP_CMP_MASKED_EQ, 0xf, static_cast<std::uint32_t>(type)),
             SCMP_A2_32(SCMP_CMP_EQ, static_cast<std::uint32_t>(protocol))});
      }
  add(context, SCMP_ACT_ALLOW, "socket",
      {SCMP_A0_32(SCMP_CMP_EQ, AF_UNIX), SCMP_A1_32(SCMP_CMP_MASKED_EQ, 0xf, SOCK_SEQPACKET)});
  add(context, SCMP_ACT_ALLOW, "socket",  // the list of interfaces: Go and Node ask for it
      {SCMP_A0_32(SCMP_CMP_EQ, AF_NETLINK), SCMP_A2_32(SCMP_CMP_EQ, 0 /* NETLINK_ROUTE */)});
  // Told are the families that somebody may try; older ones are ENOSYS like all that is not named.
  add(context, SCMP_ACT_NOTIFY, "socket", {SCMP_A0_32(SCMP_CMP_GT, AF_NETLINK)});
  for (const int family : {AF_INET, AF_INET6})
    add(context, SCMP_ACT_NOTIFY, "socket",
        {SCMP_A0_32(SCMP_CMP_EQ, static_cast<std::uint32_t>(family)), SCMP_A1_32(SCMP_CMP_MASKED_EQ, 0xf, SOCK_RAW)});
  add(context, SCMP_ACT_ALLOW, "socketpair", {SCMP_A0_32(SCMP_CMP_EQ, AF_UNIX)});
}

// A second listener would hide from the first one what it was told.
constexpr std::uint32_t filter_with_listener = SECCOMP_FILTER_FLAG_NEW_LISTENER;

void add_seccomp(const Context& context) {
  add(context, SCMP_ACT_ALLOW, "seccomp", {SCMP_A1_32(SCMP_CMP_MASKED_EQ, filter_with_listener, 0)});
  add(context, SCMP_ACT_ERRNO(EPERM), "seccomp",
      {SCMP_A1_32(SCMP_CMP_MASKED_EQ, filter_with_listener, filter_with_listener)});
}

// Everything below 256 but PR_SET_MM, which moves what the kernel says of a process's memory: a rule
// can compare an argument only once, so "not 35" is said bit by bit. Above there is PR_SET_VMA, which
// names memory, and PR_SET_PTRACER, which must stay out.
void add_prctl(const Context& context) {
  constexpr std::uint32_t high = 0xffffff00;
  for (std::uint32_t bit = 1; bit <= 0x80; bit <<= 1)
    add(context, SCMP_ACT_ALLOW, "prctl",
        {SCMP_A0_32(SCMP_CMP_MASKED_EQ, high | bit, ~std::uint32_t{PR_SET_MM} & bit)});
  constexpr std::uint32_t set_vma = 0x53564d41;
  add(context, SCMP_ACT_ALLOW, "prctl", {SCMP_A0_32(SCMP_CMP_EQ, set_vma)});
}

// Process 1 is the agent, of the same user: it must not be put behind a crowd of busy processes. A filter
// compares 64 bits where the kernel takes 32, so "not 1" cannot be said here: whoever names a process is
// told to the agent, which lets all others be. It does not even say on which processors it may run: those are the
// machine's, and the program has its own (agent/program.cpp).
void add_scheduling(const Context& context) {
  for (const char* name :
       {"sched_getaffinity", "sched_setaffinity", "sched_setscheduler", "sched_setparam", "sched_setattr"}) {
    add(context, SCMP_ACT_ALLOW, name, {SCMP_A0_64(SCMP_CMP_EQ, 0)});
    add(context, SCMP_ACT_NOTIFY, name, {SCMP_A0_64(SCMP_CMP_NE, 0)});
  }
  for (const int which : {PRIO_PROCESS, PRIO_PGRP})
    add(context, SCMP_ACT_ALLOW, "setpriority",
        {SCMP_A0_64(SCMP_CMP_EQ, static_cast<std::uint64_t>(which)), SCMP_A1_64(SCMP_CMP_EQ, 0)});
  add(context, SCMP_ACT_NOTIFY, "setpriority", {SCMP_A1_64(SCMP_CMP_NE, 0)});
}

// Two signals end a program with a verdict that says what it did, so the agent is told who sends them, and
// lets them through. "Neither of the two", of numbers that a rule can compare only once, is said by bits.
void add_signals(const Context& context) {
  static_assert(SIGXFSZ == 0b11001 && SIGSYS == 0b11111);
  const auto add_all = [&](std::uint32_t action, scmp_compare how, std::uint32_t a, std::uint32_t b = 0) {
    for (const char* name : {"kill", "tkill", "rt_sigqueueinfo", "pidfd_send_signal"})
      add(context, action, name, {SCMP_A1_32(how, a, b)});
    for (const char* name : {"tgkill", "rt_tgsigqueueinfo"}) add(context, action, name, {SCMP_A2_32(how, a, b)});
  };
  for (const std::uint32_t bit : {0b1U, 0b1000U, 0b10000U}) add_all(SCMP_ACT_ALLOW, SCMP_CMP_MASKED_EQ, bit, 0);
  for (const std::uint32_t number : {0b11011U, 0b11101U}) add_all(SCMP_ACT_ALLOW, SCMP_CMP_EQ, number);
  add_all(SCMP_ACT_ALLOW, SCMP_CMP_GT, SIGSYS);
  for (const std::uint32_t number : {SIGXFSZ, SIGSYS}) add_all(SCMP_ACT_NOTIFY, SCMP_CMP_EQ, number);
}

// The image's files are the same for all its sandboxes: who waits for one to be opened or read sees what
// the programs of others do. All else that can be waited for does not happen to files that nobody may
// write to, and so tells of a sandbox's own alone.
void add_watching(const Context& context) {
  constexpr std::uint32_t seen_by_reading = IN_ACCESS | IN_OPEN | IN_CLOSE_NOWRITE;
  add(context, SCMP_ACT_ALLOW, "inotify_add_watch", {SCMP_A2_32(SCMP_CMP_MASKED_EQ, seen_by_reading, 0)});
  for (const std::uint32_t event : {IN_ACCESS, IN_OPEN, IN_CLOSE_NOWRITE})
    add(context, SCMP_ACT_ERRNO(EPERM), "inotify_add_watch", {SCMP_A2_32(SCMP_CMP_MASKED_EQ, event, event)});
  add(context, SCMP_ACT_ALLOW, "fcntl", {SCMP_A1_32(SCMP_CMP_NE, F_NOTIFY)});
  add(context, SCMP_ACT_ERRNO(EPERM), "fcntl", {SCMP_A1_32(SCMP_CMP_EQ, F_NOTIFY)});
}

void add_checked(const Context& context) {
  // Limits of other processes, the agent's among them, are not the program's to change.
  add(context, SCMP_ACT_ALLOW, "prlimit64", {SCMP_A0_32(SCMP_CMP_EQ, 0)});
  add(context, SCMP_ACT_ERRNO(EPERM), "prlimit64", {SCMP_A0_32(SCMP_CMP_NE, 0)});
  // READ_IMPLIES_EXEC and ADDR_NO_RANDOMIZE undo protections; 0xffffffff asks only.
  for (const std::uint32_t persona : {0U, 0xffffffffU})
    add(context, SCMP_ACT_ALLOW, "personality", {SCMP_A0_32(SCMP_CMP_EQ, persona)});
  // Named pipes and plain files; device nodes are nobody's to make.
  for (const std::uint32_t type : {0U, std::uint32_t{S_IFREG}, std::uint32_t{S_IFIFO}, std::uint32_t{S_IFSOCK}}) {
    add(context, SCMP_ACT_ALLOW, "mknod", {SCMP_A1_32(SCMP_CMP_MASKED_EQ, S_IFMT, type)});
    add(context, SCMP_ACT_ALLOW, "mknodat", {SCMP_A2_32(SCMP_CMP_MASKED_EQ, S_IFMT, type)});
  }
  // What terminals, pipes and sockets are asked. Not TIOCSTI, which types into another's terminal.
  constexpr std::uint32_t ioctls[] = {TCGETS, TCSETS, TCSETSW, TCSETSF, TIOCGWINSZ, TIOCSWINSZ, TIOCGPGRP, TIOCSPGRP,
                                      TIOCSCTTY, TIOCNOTTY, TIOCGSID, FIONREAD, FIONBIO, FIOASYNC, FIOCLEX, FIONCLEX,
                                      TIOCGPTN, TIOCSPTLCK, TIOCGPTPEER, TIOCOUTQ, 0x8912 /* SIOCGIFCONF */,
                                      0x8913 /* SIOCGIFFLAGS */, 0x8915 /* SIOCGIFADDR */, 0x8933 /* SIOCGIFINDEX */,
                                      0x8927 /* SIOCGIFHWADDR */, 0x8910 /* SIOCGIFNAME */,
                                      // The agent's, for its listener; nobody else can have one.
                                      SECCOMP_IOCTL_NOTIF_RECV, SECCOMP_IOCTL_NOTIF_SEND};
  for (const std::uint32_t request : ioctls) add(context, SCMP_ACT_ALLOW, "ioctl", {SCMP_A1_32(SCMP_CMP_EQ, request)});
}

std::vector<sock_filter> exported(const Context& context) {
  const UniqueFd file = base::check_fd(::memfd_create("filter", MFD_CLOEXEC), "memfd_create");
  must(::seccomp_export_bpf(context.get(), file.get()), "seccomp_export_bpf");
  const off_t size = base::check(::lseek(file.get(), 0, SEEK_END), "lseek");
  std::vector<sock_filter> program(static_cast<std::size_t>(size) / sizeof(sock_filter));
  if (::pread(file.get(), program.data(), static_cast<std::size_t>(size), 0) != size)
    throw std::runtime_error{"the filter could not be read back"};
  return program;
}

}  // namespace

std::vector<sock_filter> build_filter(Profile profile) {
  const Context context{::seccomp_init(SCMP_ACT_ERRNO(ENOSYS)), ::seccomp_release};
  if (!context) throw std::runtime_error{"seccomp_init failed"};
  must(::seccomp_attr_set(context.get(), SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS), "bad architecture");
  // A binary tree of comparisons instead of a list: the kernel tries the filter once for every system
  // call number when it is loaded, so its length is part of the price of a sandbox.
  must(::seccomp_attr_set(context.get(), SCMP_FLTATR_CTL_OPTIMIZE, 2), "optimize");
  for (const char* name : allowed) add(context, SCMP_ACT_ALLOW, name);
  for (const char* name : denied) add(context, SCMP_ACT_ERRNO(EPERM), name);
  for (const char* name : told) add(context, SCMP_ACT_NOTIFY, name);
  add_clone(context);
  add_seccomp(context);
  add_prctl(context);
  add_scheduling(context);
  add_signals(context);
  add_watching(context);
  add_checked(context);
  if (profile == Profile::run) {
    for (const char* name : allowed_to_programs) add(context, SCMP_ACT_ALLOW, name);
    add_sockets(context);
  } else {
    add(context, SCMP_ACT_ALLOW, "socketpair", {SCMP_A0_32(SCMP_CMP_EQ, AF_UNIX)});
    add(context, SCMP_ACT_NOTIFY, "socket");
  }
  return exported(context);
}

}  // namespace cordon::cage
