// The names of the system calls that the filter allows and denies (filter.hpp). Data only.
#pragma once

namespace cordon::cage {

// clang-format off
// What programs, compilers and runtimes need. Names that libseccomp does not know on this
// architecture are passed over.
inline constexpr const char* allowed[] = {
    // files
    "access", "chdir", "chmod", "close", "close_range", "copy_file_range", "creat", "dup", "dup2", "dup3",
    "faccessat", "faccessat2", "fadvise64", "fallocate", "fchdir", "fchmod", "fchmodat", "fchmodat2", "fdatasync",
    "fgetxattr", "flistxattr", "flock", "fstat", "fstatfs", "fsync", "ftruncate", "futimesat", "getcwd",
    "getdents", "getdents64", "getxattr", "lgetxattr", "link", "linkat", "listxattr", "llistxattr", "lseek", "lstat",
    "mkdir", "mkdirat", "newfstatat", "open", "openat", "openat2", "pread64", "preadv", "preadv2", "pwrite64",
    "pwritev", "pwritev2", "read", "readahead", "readlink", "readlinkat", "readv", "rename", "renameat", "renameat2",
    "rmdir", "sendfile", "splice", "stat", "statfs", "statx", "symlink", "symlinkat", "sync", "sync_file_range",
    "syncfs", "tee", "truncate", "umask", "unlink", "unlinkat", "utime", "utimensat", "utimes", "vmsplice", "write",
    "writev", "chown", "fchown", "fchownat", "lchown",
    // memory
    "brk", "madvise", "memfd_create", "mincore", "mlock", "mlock2", "mlockall", "mmap", "mprotect", "mremap", "mseal",
    "msync", "munlock", "munlockall", "munmap", "pkey_alloc", "pkey_free", "pkey_mprotect", "membarrier",
    "map_shadow_stack",
    // processes and threads
    "arch_prctl", "capget", "execve", "execveat", "exit", "exit_group", "fork", "futex", "futex_waitv", "futex_wait",
    "futex_wake", "futex_requeue", "get_robust_list", "get_thread_area", "getegid", "geteuid", "getgid", "getgroups",
    "getpgid", "getpgrp", "getpid", "getppid", "getpriority", "getresgid", "getresuid", "getrlimit", "getrusage",
    "getsid", "gettid", "getuid", "ioprio_get", "pidfd_open", "restart_syscall",
    "rseq", "sched_get_priority_max", "sched_get_priority_min", "sched_getattr",
    "sched_getparam", "sched_getscheduler", "sched_rr_get_interval", "sched_yield",
    "set_robust_list", "set_thread_area", "set_tid_address", "setpgid", "setrlimit", "setsid",
    "times", "uname", "vfork", "wait4", "waitid", "get_mempolicy", "getcpu", "setregid",
    "setreuid", "setresgid", "setresuid", "setgid", "setuid", 
    "setfsuid", "setfsgid",
    // signals, time
    "alarm", "clock_getres", "clock_gettime", "clock_nanosleep", "getitimer", "gettimeofday", "nanosleep", "pause",
    "rt_sigaction", "rt_sigpending", "rt_sigprocmask", "rt_sigreturn", "rt_sigsuspend",
    "rt_sigtimedwait", "setitimer", "sigaltstack", "signalfd", "signalfd4", "time",
    "timer_create", "timer_delete", "timer_getoverrun", "timer_gettime", "timer_settime", "timerfd_create",
    "timerfd_gettime", "timerfd_settime",
    // waiting, pipes, events
    "epoll_create", "epoll_create1", "epoll_ctl", "epoll_pwait", "epoll_pwait2", "epoll_wait", "eventfd", "eventfd2",
    "inotify_init", "inotify_init1", "inotify_rm_watch", "pipe", "pipe2", "poll", "ppoll",
    "pselect6", "select",
    // socket pairs, over which processes talk to those that they start
    "getsockname", "getsockopt", "recvfrom", "recvmsg", "sendmsg", "sendto", "shutdown",
    // the rest
    "getrandom", "landlock_create_ruleset", "landlock_add_rule", "landlock_restrict_self",
};

// What only a running program needs, not a compiler: sockets, in a network namespace that has loopback
// alone, and what processes share by name.
inline constexpr const char* allowed_to_programs[] = {
    // what a socket pair does not need; the families that may be opened are in filter.cpp
    "accept", "accept4", "bind", "connect", "getpeername", "listen", "recvmmsg", "sendmmsg", "setsockopt",
    // System V and POSIX IPC, in namespaces of their own
    "mq_getsetattr", "mq_notify", "mq_open", "mq_timedreceive", "mq_timedsend", "mq_unlink", "msgctl", "msgget",
    "msgrcv", "msgsnd", "semctl", "semget", "semop", "semtimedop", "shmat", "shmctl", "shmdt", "shmget",
};

// Denied with EPERM, which their callers understand as the answer. They are named, although the default
// would refuse them too. Runtimes try these when they start, so nobody is told.
inline constexpr const char* denied[] = {
    "io_uring_setup", "io_uring_enter", "io_uring_register", "kcmp", "process_madvise", "process_mrelease",
    "modify_ldt", "adjtimex", "clock_adjtime", "mbind", "set_mempolicy", "set_mempolicy_home_node", "migrate_pages",
    "move_pages", "memfd_secret", "setxattr", "lsetxattr", "fsetxattr", "removexattr", "lremovexattr",
    "fremovexattr", "capset", "setgroups", "ioprio_set",
};

// Denied too, by the agent (guest/agent/listener.hpp), which counts them: calls that are worth something to
// an attacker and that no runtime makes by itself, so a program's author wants to know. sysinfo(2) is here
// because the agent answers it: with the sandbox's memory, not the machine's.
inline constexpr const char* told[] = {
    "bpf", "perf_event_open", "userfaultfd", "keyctl", "add_key", "request_key", "unshare", "setns", "mount",
    "umount2", "pivot_root", "chroot", "fsopen", "fsconfig", "fsmount", "fspick", "open_tree", "move_mount",
    "mount_setattr", "ptrace", "process_vm_readv", "process_vm_writev", "pidfd_getfd", "name_to_handle_at",
    "open_by_handle_at", "init_module", "finit_module", "delete_module", "kexec_load", "kexec_file_load", "reboot",
    "swapon", "swapoff", "acct", "quotactl", "quotactl_fd", "syslog", "iopl", "ioperm", "vhangup", "fanotify_init",
    "fanotify_mark", "clock_settime", "settimeofday", "sethostname", "setdomainname",
    "sysinfo",
};
// clang-format on

}  // namespace cordon::cage
