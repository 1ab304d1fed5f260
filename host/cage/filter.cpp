#include "host/cage/filter.hpp"

#include "base/syscall.hpp"

#include <linux/seccomp.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <memory>
#include <stdexcept>

namespace cordon::cage {
namespace {

// What programs, compilers and runtimes need. Names that libseccomp does not know on this
// architecture are passed over.
constexpr const char* allowed[] = {
    // files
    "access",
    "chdir",
    "chmod",
    "close",
    "close_range",
    "copy_file_range",
    "creat",
    "dup",
    "dup2",
    "dup3",
    "faccessat",
    "faccessat2",
    "fadvise64",
    "fallocate",
    "fchdir",
    "fchmod",
    "fchmodat",
    "fchmodat2",
    "fcntl",
    "fdatasync",
    "fgetxattr",
    "flistxattr",
    "flock",
    "fstat",
    "fstatfs",
    "fsync",
    "ftruncate",
    "futimesat",
    "getcwd",
    "getdents",
    "getdents64",
    "getxattr",
    "lgetxattr",
    "link",
    "linkat",
    "listxattr",
    "llistxattr",
    "lseek",
    "lstat",
    "mkdir",
    "mkdirat",
    "newfstatat",
    "open",
    "openat",
    "openat2",
    "pread64",
    "preadv",
    "preadv2",
    "pwrite64",
    "pwritev",
    "pwritev2",
    "read",
    "readahead",
    "readlink",
    "readlinkat",
    "readv",
    "rename",
    "renameat",
    "renameat2",
    "rmdir",
    "sendfile",
    "splice",
    "stat",
    "statfs",
    "statx",
    "symlink",
    "symlinkat",
    "sync",
    "sync_file_range",
    "syncfs",
    "tee",
    "truncate",
    "umask",
    "unlink",
    "unlinkat",
    "utime",
    "utimensat",
    "utimes",
    "vmsplice",
    "write",
    "writev",
    "chown",
    "fchown",
    "fchownat",
    "lchown",
    // memory
    "brk",
    "madvise",
    "memfd_create",
    "mincore",
    "mlock",
    "mlock2",
    "mlockall",
    "mmap",
    "mprotect",
    "mremap",
    "mseal",
    "msync",
    "munlock",
    "munlockall",
    "munmap",
    "pkey_alloc",
    "pkey_free",
    "pkey_mprotect",
    "membarrier",
    "map_shadow_stack",
    // processes and threads
    "arch_prctl",
    "capget",
    "execve",
    "execveat",
    "exit",
    "exit_group",
    "fork",
    "futex",
    "futex_waitv",
    "futex_wait",
    "futex_wake",
    "futex_requeue",
    "get_robust_list",
    "get_thread_area",
    "getegid",
    "geteuid",
    "getgid",
    "getgroups",
    "getpgid",
    "getpgrp",
    "getpid",
    "getppid",
    "getpriority",
    "getresgid",
    "getresuid",
    "getrlimit",
    "getrusage",
    "getsid",
    "gettid",
    "getuid",
    "ioprio_get",
    "kill",
    "pidfd_open",
    "pidfd_send_signal",
    "prctl",
    "restart_syscall",
    "rseq",
    "sched_get_priority_max",
    "sched_get_priority_min",
    "sched_getaffinity",
    "sched_getattr",
    "sched_getparam",
    "sched_getscheduler",
    "sched_rr_get_interval",
    "sched_setaffinity",
    "sched_yield",
    "set_robust_list",
    "set_thread_area",
    "set_tid_address",
    "setpgid",
    "setpriority",
    "setrlimit",
    "setsid",
    "tgkill",
    "times",
    "tkill",
    "uname",
    "vfork",
    "wait4",
    "waitid",
    "get_mempolicy",
    "getcpu",
    "setregid",
    "setreuid",
    "setresgid",
    "setresuid",
    "setgid",
    "setuid",
    "sched_setscheduler",
    "sched_setparam",
    "sched_setattr",
    "setfsuid",
    "setfsgid",
    // signals, time
    "alarm",
    "clock_getres",
    "clock_gettime",
    "clock_nanosleep",
    "getitimer",
    "gettimeofday",
    "nanosleep",
    "pause",
    "rt_sigaction",
    "rt_sigpending",
    "rt_sigprocmask",
    "rt_sigqueueinfo",
    "rt_sigreturn",
    "rt_sigsuspend",
    "rt_sigtimedwait",
    "rt_tgsigqueueinfo",
    "setitimer",
    "sigaltstack",
    "signalfd",
    "signalfd4",
    "time",
    "timer_create",
    "timer_delete",
    "timer_getoverrun",
    "timer_gettime",
    "timer_settime",
    "timerfd_create",
    "timerfd_gettime",
    "timerfd_settime",
    // waiting, pipes, events
    "epoll_create",
    "epoll_create1",
    "epoll_ctl",
    "epoll_pwait",
    "epoll_pwait2",
    "epoll_wait",
    "eventfd",
    "eventfd2",
    "inotify_add_watch",
    "inotify_init",
    "inotify_init1",
    "inotify_rm_watch",
    "pipe",
    "pipe2",
    "poll",
    "ppoll",
    "pselect6",
    "select",
    // sockets (the families that may be opened are below); the network namespace has loopback alone
    "accept",
    "accept4",
    "bind",
    "connect",
    "getpeername",
    "getsockname",
    "getsockopt",
    "listen",
    "recvfrom",
    "recvmmsg",
    "recvmsg",
    "sendmmsg",
    "sendmsg",
    "sendto",
    "setsockopt",
    "shutdown",
    // System V and POSIX IPC, in namespaces of their own
    "mq_getsetattr",
    "mq_notify",
    "mq_open",
    "mq_timedreceive",
    "mq_timedsend",
    "mq_unlink",
    "msgctl",
    "msgget",
    "msgrcv",
    "msgsnd",
    "semctl",
    "semget",
    "semop",
    "semtimedop",
    "shmat",
    "shmctl",
    "shmdt",
    "shmget",
    // the rest
    "getrandom",
    "sysinfo",
    "landlock_create_ruleset",
    "landlock_add_rule",
    "landlock_restrict_self",
    "seccomp",
};

// Denied with EPERM: calls that would be worth something to an attacker. They are named, although the
// default would refuse them too, because a clear "not permitted" is what their callers understand.
constexpr const char* denied[] = {
    "io_uring_setup",
    "io_uring_enter",
    "io_uring_register",
    "bpf",
    "perf_event_open",
    "userfaultfd",
    "keyctl",
    "add_key",
    "request_key",
    "unshare",
    "setns",
    "mount",
    "umount2",
    "pivot_root",
    "chroot",
    "fsopen",
    "fsconfig",
    "fsmount",
    "fspick",
    "open_tree",
    "move_mount",
    "mount_setattr",
    "ptrace",
    "process_vm_readv",
    "process_vm_writev",
    "kcmp",
    "pidfd_getfd",
    "process_madvise",
    "process_mrelease",
    "name_to_handle_at",
    "open_by_handle_at",
    "init_module",
    "finit_module",
    "delete_module",
    "kexec_load",
    "kexec_file_load",
    "reboot",
    "swapon",
    "swapoff",
    "acct",
    "quotactl",
    "quotactl_fd",
    "syslog",
    "iopl",
    "ioperm",
    "modify_ldt",
    "vhangup",
    "fanotify_init",
    "fanotify_mark",
    "clock_settime",
    "settimeofday",
    "clock_adjtime",
    "adjtimex",
    "sethostname",
    "setdomainname",
    "mbind",
    "set_mempolicy",
    "set_mempolicy_home_node",
    "migrate_pages",
    "move_pages",
    "memfd_secret",
    "setxattr",
    "lsetxattr",
    "fsetxattr",
    "removexattr",
    "lremovexattr",
    "fremovexattr",
    "capset",
    "setgroups",
    "ioprio_set",
};

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
    if (namespace_flags & flag)
      add(context, SCMP_ACT_ERRNO(EPERM), "clone", {SCMP_CMP(0, SCMP_CMP_MASKED_EQ, flag, flag)});
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
  add(context, SCMP_ACT_ALLOW, "socketpair", {SCMP_A0_32(SCMP_CMP_EQ, AF_UNIX)});
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
  constexpr std::uint32_t ioctls[] = {TCGETS,
                                      TCSETS,
                                      TCSETSW,
                                      TCSETSF,
                                      TIOCGWINSZ,
                                      TIOCSWINSZ,
                                      TIOCGPGRP,
                                      TIOCSPGRP,
                                      TIOCSCTTY,
                                      TIOCNOTTY,
                                      TIOCGSID,
                                      FIONREAD,
                                      FIONBIO,
                                      FIOASYNC,
                                      FIOCLEX,
                                      FIONCLEX,
                                      TIOCGPTN,
                                      TIOCSPTLCK,
                                      TIOCGPTPEER,
                                      TIOCOUTQ,
                                      0x8912 /* SIOCGIFCONF */,
                                      0x8913 /* SIOCGIFFLAGS */,
                                      0x8915 /* SIOCGIFADDR */,
                                      0x8933 /* SIOCGIFINDEX */,
                                      0x8927 /* SIOCGIFHWADDR */,
                                      0x8910 /* SIOCGIFNAME */};
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

std::vector<sock_filter> build_filter() {
  const Context context{::seccomp_init(SCMP_ACT_ERRNO(ENOSYS)), ::seccomp_release};
  if (!context) throw std::runtime_error{"seccomp_init failed"};
  must(::seccomp_attr_set(context.get(), SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS), "bad architecture");
  // A binary tree of comparisons instead of a list: the kernel tries the filter once for every system
  // call number when it is loaded, so its length is part of the price of a sandbox.
  must(::seccomp_attr_set(context.get(), SCMP_FLTATR_CTL_OPTIMIZE, 2), "optimize");
  for (const char* name : allowed) add(context, SCMP_ACT_ALLOW, name);
  for (const char* name : denied) add(context, SCMP_ACT_ERRNO(EPERM), name);
  add_clone(context);
  add_sockets(context);
  add_checked(context);
  return exported(context);
}

void install_filter(const std::vector<sock_filter>& filter) {
  const sock_fprog program{.len = static_cast<unsigned short>(filter.size()),
                           .filter = const_cast<sock_filter*>(filter.data())};
  base::check(::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program), "install the system call filter");
}

}  // namespace cordon::cage
