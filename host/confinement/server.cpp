#include "host/confinement/server.hpp"

#include "base/landlock.hpp"
#include "base/syscall.hpp"
#include "host/confinement/landlock.hpp"
#include "host/confinement/sanitized.hpp"
#include "host/confinement/system_calls.hpp"

#include <linux/netlink.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <set>
#include <sstream>

namespace cordon::confinement {
namespace {

namespace fs = std::filesystem;
using base::check;

constexpr int allowed[] = {
    // files
    SCMP_SYS(read),
    SCMP_SYS(readv),
    SCMP_SYS(pread64),
    SCMP_SYS(write),
    SCMP_SYS(writev),
    SCMP_SYS(pwrite64),
    SCMP_SYS(close),
    SCMP_SYS(close_range),
    SCMP_SYS(open),
    SCMP_SYS(openat),
    SCMP_SYS(openat2),
    SCMP_SYS(fstat),
    SCMP_SYS(newfstatat),
    SCMP_SYS(stat),
    SCMP_SYS(lstat),
    SCMP_SYS(statx),
    SCMP_SYS(statfs),
    SCMP_SYS(fstatfs),
    SCMP_SYS(lseek),
    SCMP_SYS(access),
    SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2),
    SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),
    SCMP_SYS(getdents64),
    SCMP_SYS(getcwd),
    SCMP_SYS(fcntl),
    SCMP_SYS(flock),
    SCMP_SYS(ftruncate),
    SCMP_SYS(fallocate),
    SCMP_SYS(fsync),
    SCMP_SYS(fdatasync),
    SCMP_SYS(rename),
    SCMP_SYS(renameat),
    SCMP_SYS(renameat2),
    SCMP_SYS(unlink),
    SCMP_SYS(unlinkat),
    SCMP_SYS(mkdir),
    SCMP_SYS(mkdirat),
    SCMP_SYS(rmdir),
    SCMP_SYS(chmod),
    SCMP_SYS(fchmod),
    SCMP_SYS(fchmodat),
    SCMP_SYS(umask),
    SCMP_SYS(dup),
    SCMP_SYS(dup2),
    SCMP_SYS(dup3),
    SCMP_SYS(pipe2),
    SCMP_SYS(memfd_create),
    // waiting
    SCMP_SYS(epoll_create1),
    SCMP_SYS(epoll_ctl),
    SCMP_SYS(epoll_wait),
    SCMP_SYS(epoll_pwait),
    SCMP_SYS(epoll_pwait2),
    SCMP_SYS(eventfd2),
    SCMP_SYS(timerfd_create),
    SCMP_SYS(timerfd_settime),
    SCMP_SYS(timerfd_gettime),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(select),
    SCMP_SYS(pselect6),
    SCMP_SYS(inotify_init1),
    SCMP_SYS(inotify_add_watch),
    SCMP_SYS(inotify_rm_watch),
    // sockets, of the families below
    SCMP_SYS(bind),
    SCMP_SYS(listen),
    SCMP_SYS(accept),
    SCMP_SYS(accept4),
    SCMP_SYS(connect),
    SCMP_SYS(getsockname),
    SCMP_SYS(getpeername),
    SCMP_SYS(getsockopt),
    SCMP_SYS(setsockopt),
    SCMP_SYS(shutdown),
    SCMP_SYS(sendto),
    SCMP_SYS(sendmsg),
    SCMP_SYS(sendmmsg),
    SCMP_SYS(recvfrom),
    SCMP_SYS(recvmsg),
    SCMP_SYS(recvmmsg),
    // threads, locks, chance, time
    SCMP_SYS(futex),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(rseq),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(membarrier),
    SCMP_SYS(getrandom),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_getres),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(nanosleep),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(time),
    // about itself
    SCMP_SYS(getpid),
    SCMP_SYS(getppid),
    SCMP_SYS(gettid),
    SCMP_SYS(getuid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getegid),
    SCMP_SYS(getrusage),
    SCMP_SYS(getrlimit),
    SCMP_SYS(sysinfo),
    SCMP_SYS(uname),
    // signals, ending, its one kind of child
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(rt_sigtimedwait),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(kill),
    SCMP_SYS(tgkill),
    SCMP_SYS(pidfd_open),
    SCMP_SYS(pidfd_send_signal),
    SCMP_SYS(waitid),
    SCMP_SYS(wait4),
    // what the language worker needs until it has its own, tighter filter
    SCMP_SYS(execve),
    SCMP_SYS(vfork),
    SCMP_SYS(setpgid),
    SCMP_SYS(setrlimit),
    SCMP_SYS(setitimer),
    SCMP_SYS(seccomp),
    SCMP_SYS(arch_prctl),
    SCMP_SYS(set_tid_address),
};

constexpr int allowed_to_sanitizers[] = {SCMP_SYS(mmap),        SCMP_SYS(mprotect), SCMP_SYS(prctl),
                                         SCMP_SYS(ptrace),      SCMP_SYS(clone),    SCMP_SYS(process_vm_readv),
                                         SCMP_SYS(personality), SCMP_SYS(tkill),    SCMP_SYS(mincore),
                                         SCMP_SYS(prlimit64)};

void add_processes(SystemCallFilter& filter) {
  // Threads and the language worker. Namespaces would give capabilities back; clone3, whose flags no filter
  // sees, is refused as unknown, and the C library uses clone instead.
  constexpr scmp_datum_t namespaces =
      CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET;
  filter.allow(SCMP_SYS(clone), {SCMP_A0(SCMP_CMP_MASKED_EQ, namespaces, 0)});
  filter.allow(SCMP_SYS(prlimit64), {SCMP_A0_32(SCMP_CMP_EQ, 0)});
  for (const int option : {PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_GET_DUMPABLE, PR_SET_NAME, PR_GET_NAME,
                           PR_SET_NO_NEW_PRIVS, PR_GET_NO_NEW_PRIVS, PR_SET_SECCOMP, PR_GET_SECCOMP})
    filter.allow(SCMP_SYS(prctl), {SCMP_A0_32(SCMP_CMP_EQ, static_cast<std::uint32_t>(option))});
}

void add_sockets(SystemCallFilter& filter) {
  for (const std::uint32_t family : {AF_UNIX, AF_INET, AF_INET6})
    for (const std::uint32_t type : {SOCK_STREAM, SOCK_DGRAM})
      filter.allow(SCMP_SYS(socket), {SCMP_A0_32(SCMP_CMP_EQ, family), SCMP_A1_32(SCMP_CMP_MASKED_EQ, 0xf, type)});
  filter.allow(SCMP_SYS(socket), {SCMP_A0_32(SCMP_CMP_EQ, AF_NETLINK),  // the C library's resolver lists addresses
                                  SCMP_A2_32(SCMP_CMP_EQ, NETLINK_ROUTE)});
  filter.allow(SCMP_SYS(socketpair), {SCMP_A0_32(SCMP_CMP_EQ, AF_UNIX)});
  for (const std::uint32_t request : {std::uint32_t{FIONBIO}, std::uint32_t{FIONREAD}, std::uint32_t{TCGETS}})
    filter.allow(SCMP_SYS(ioctl), {SCMP_A1_32(SCMP_CMP_EQ, request)});
}

void filter_system_calls() {
  SystemCallFilter filter{ENOSYS};
  filter.allow(allowed);
  filter.allow_memory(/*executable_files=*/true);
  add_processes(filter);
  add_sockets(filter);
  if (sanitized) filter.allow(allowed_to_sanitizers);
  filter.install();
}

// A field of each line of a file of /proc that begins with '/', cut at the next space.
std::set<fs::path> paths_in(const char* file, const auto& wanted) {
  std::set<fs::path> paths;
  std::istringstream lines{base::read_file(file, 4 << 20).value_or("")};
  for (std::string line; std::getline(lines, line);)
    if (const std::string path = wanted(line); path.starts_with('/')) paths.insert(path);
  return paths;
}

// Where the libraries are that the worker, which is this program again, will load.
std::set<fs::path> library_folders() {
  return paths_in("/proc/self/maps", [](const std::string& line) {
    const std::size_t at = line.find('/');
    return at == std::string::npos || line.find(".so") == std::string::npos
               ? std::string{}
               : fs::path{line.substr(at)}.parent_path().string();
  });
}

// The counters of sandboxes are read through descriptors that the cage sends, which Landlock looks at too.
std::set<fs::path> cgroup_mounts() {
  return paths_in("/proc/self/mountinfo", [](const std::string& line) {
    if (line.find(" - cgroup") == std::string::npos) return std::string{};
    std::istringstream words{line};
    std::string path;
    for (int word = 0; word < 5; ++word) words >> path;
    return path;
  });
}

void restrict_files(int abi, const ServerPlaces& places) {
  Landlock files{abi};
  for (const fs::path& path : places.reads) files.allow_reading(path);
  for (const fs::path& path : library_folders()) files.allow_reading(path);
  for (const fs::path& path : cgroup_mounts()) files.allow_reading(path);
  for (const char* path : {"/usr/lib", "/lib", "/lib64", "/usr/local/lib", "/usr/share/zoneinfo", "/etc/ld.so.cache",
                           "/etc/ld.so.preload", "/etc/localtime", "/etc/hosts", "/etc/host.conf", "/etc/resolv.conf",
                           "/etc/nsswitch.conf", "/etc/gai.conf", "/etc/services", "/dev/urandom", "/proc/self"})
    files.allow_reading(path);
  files.allow_writing_file("/dev/null");
  files.allow_writing(places.writes);
  for (const fs::path& socket : places.socket_files) files.allow_making_sockets(fs::absolute(socket).parent_path());
  // Itself, in the role of the worker, and what the kernel loads it with.
  files.allow_executing("/proc/self/exe");
  files.allow_executing("/lib64/ld-linux-x86-64.so.2");
  if (places.port) files.allow_listening(*places.port);
  if (sanitized) files.allow_reading("/");
  files.enter();
}

}  // namespace

int confine_server(const ServerPlaces& places, int last_descriptor) {
  check(base::close_range(static_cast<unsigned>(last_descriptor) + 1, ~0U), "close what was inherited");
  // Not a terminal: who can ask for its input could type into it.
  const UniqueFd null = base::check_fd(::open("/dev/null", O_RDONLY | O_CLOEXEC), "open /dev/null");
  check(::dup2(null.get(), 0), "place /dev/null");
  const rlimit no_core{0, 0};
  check(::setrlimit(RLIMIT_CORE, &no_core), "limit core files");  // it would hold what people sent us
  if (!sanitized) check(::prctl(PR_SET_DUMPABLE, 0), "become undumpable");
  check(::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "set no_new_privs");
  const int abi = base::landlock::abi();
  if (abi > 0) restrict_files(abi, places);
  filter_system_calls();  // the last thing: it forbids some of the above
  return abi;
}

}  // namespace cordon::confinement
