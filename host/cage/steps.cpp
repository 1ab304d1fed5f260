#include "host/cage/steps.hpp"

#include "base/namespace.hpp"
#include "base/protection.hpp"
#include "base/syscall.hpp"
#include "host/cage/landlock.hpp"

#include <grp.h>
#include <linux/capability.h>
#include <linux/seccomp.h>
#include <linux/securebits.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <string>
#include <system_error>
#include <utility>

namespace cordon::cage {
namespace {

using base::check;
using base::enforced;
using base::fault_point;
using base::Protection;

constexpr unsigned guest_id = 1000;
constexpr std::uint64_t scratch_bytes = 16 << 20;  // each of /tmp and /dev/shm
constexpr unsigned scratch_files = 4096;
constexpr unsigned no_file_limit = 0;  // as tmpfs(5) takes it

void mount_tmpfs(const char* path, std::uint64_t bytes, unsigned files, unsigned mode, unsigned id) {
  fault_point("mount a tmpfs");
  if (!enforced(Protection::inode_limit)) files = no_file_limit;
  if (!enforced(Protection::work_folder_limit)) bytes *= 16;
  char options[128];
  std::snprintf(options, sizeof options, "size=%llu,nr_inodes=%u,mode=%o,uid=%u,gid=%u",
                static_cast<unsigned long long>(bytes), files, mode, id, id);
  check(::mount("tmpfs", path, "tmpfs", MS_NOSUID | MS_NODEV, options), path);
}

#ifdef CORDON_WEAKENED
// What a program that is not root keeps over execve() is what is ambient.
void keep_capabilities() {
  __user_cap_header_struct header{.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
  __user_cap_data_struct data[2] = {};
  check(::syscall(SYS_capget, &header, data), "read capabilities");
  for (__user_cap_data_struct& half : data) half.inheritable = half.effective = half.permitted;
  check(::syscall(SYS_capset, &header, data), "keep capabilities");
  for (int capability = 0; capability < 64; ++capability)
    ::prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability, 0, 0);
}
#else
void keep_capabilities() {}
#endif

void limit_resource(__rlimit_resource resource, rlim_t soft, rlim_t hard) {
  rlimit now{};
  check(::getrlimit(resource, &now), "getrlimit");
  const rlimit wanted{std::min(soft, now.rlim_max), std::min(hard, now.rlim_max)};
  check(::setrlimit(resource, &wanted), "setrlimit");
}

}  // namespace

// When the machine itself runs out of memory, a sandbox goes before the server. Raising the score needs
// no privilege and what starts from here cannot lower it again (proc(5), oom_score_adj).
void prefer_for_killing() {
  const UniqueFd score{::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC)};
  if (score) base::write_all(score.get(), "600");
}

void mount_scratch(const Scratch& scratch, unsigned owner) {
  mount_tmpfs("box", scratch.work_folder, scratch.work_files, 0700, owner);
  mount_tmpfs("tmp", scratch_bytes, scratch_files, 01777, owner);
  mount_tmpfs("dev/shm", scratch_bytes, scratch_files / 4, 01777, owner);
}

void mount_own_processes(bool hidden) {
  const char* options = hidden ? "hidepid=2,subset=pid" : "subset=pid";
  if (!enforced(Protection::hidden_processes)) options = "";
  fault_point("mount /proc");
  check(::mount("proc", "proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, options), "mount /proc");
}

void enter_work_folder() {
  check(::chdir("/box"), "enter the work folder");
  char where[8] = {};
  // A working directory outside the root would be a way out (CVE-2024-21626).
  if (::syscall(SYS_getcwd, where, sizeof where) < 0 || std::strcmp(where, "/box") != 0)
    throw std::system_error{EXDEV, std::generic_category(), "the work folder is not where it should be"};
}

// A user namespace in which this sandbox's own user is the only one. All other namespaces belong to
// the cage's, so that capabilities inside, were they ever had, would be worth nothing over them.
void become_nobody(unsigned id) {
  // Without this, changing the user would take the capabilities that the next steps need.
  check(::prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP | SECBIT_NOROOT), "keep capabilities");
  if (::setgroups(0, nullptr) != 0 && id != 0) check(-1, "drop groups");  // rootless: not ours to drop
  check(::setresgid(id, id, id), "set the group");
  check(::setresuid(id, id, id), "set the user");
  if (!enforced(Protection::user_namespace)) return;
  fault_point("make a user namespace");
  check(::unshare(CLONE_NEWUSER), "make a user namespace");
  // The maps belong to whoever may trace us: root, until we say that it is us.
  check(::prctl(PR_SET_DUMPABLE, 1), "become dumpable");
  base::map_one_user({guest_id, id}, {guest_id, id});
  check(::prctl(PR_SET_DUMPABLE, 0), "become undumpable");
}

void drop_capabilities() {
  if (!enforced(Protection::no_capabilities)) return keep_capabilities();
  for (int capability = 0; ::prctl(PR_CAPBSET_DROP, capability) == 0; ++capability) {
  }
  constexpr int locked = SECBIT_NOROOT | SECBIT_NOROOT_LOCKED | SECBIT_NO_SETUID_FIXUP_LOCKED |
                         SECBIT_KEEP_CAPS_LOCKED | SECBIT_NO_CAP_AMBIENT_RAISE | SECBIT_NO_CAP_AMBIENT_RAISE_LOCKED;
  check(::prctl(PR_SET_SECUREBITS, locked), "lock the secure bits");
  __user_cap_header_struct header{.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
  const __user_cap_data_struct none[2] = {};
  check(::syscall(SYS_capset, &header, none), "drop capabilities");
}

void limit_resources() {
  limit_resource(RLIMIT_CORE, 0, 0);
  limit_resource(RLIMIT_MEMLOCK, 64 << 10, 64 << 10);
  limit_resource(RLIMIT_MSGQUEUE, 0, 0);
  limit_resource(RLIMIT_RTPRIO, 0, 0);
  limit_resource(RLIMIT_NICE, 0, 0);
  limit_resource(RLIMIT_SIGPENDING, 1024, 1024);
  limit_resource(RLIMIT_STACK, 8 << 20, 64 << 20);
  limit_resource(RLIMIT_NOFILE, 1024, 4096);
}

// What the agent has every program enter before it starts (agent/program.cpp). Not the agent itself: who is
// outside of a program's rules may write into its memory, and cannot be reached by its signals.
void leave_file_rules(int landlock_abi) {
  UniqueFd made = make_file_rules(landlock_abi);
  if (made.get() == at(Place::file_rules))
    check(::fcntl(made.release(), F_SETFD, 0), "keep the file rules");
  else
    check(::dup2(made.get(), at(Place::file_rules)), "place the file rules");
}

// What the agent counts attempts to reach a network by. Ahead of need, and in the cage's /proc: in the sandbox's
// own, which is new, the way to them costs a tenth of what a sandbox costs.
void open_network_counters() {
  for (const auto& [path, place] : 
       {std::pair{"/proc/self/net/snmp", at(Place::snmp)}, {"/proc/self/net/snmp6", at(Place::snmp6)}}) {
    const UniqueFd file{::open(path, O_RDONLY | O_CLOEXEC)};  // not there without IPv6
    if (file) check(::dup2(file.get(), place), "place the network counters");
  }
}

// Some of what the kernel says of a network namespace is the machine's: a line for each of its processors, and what
// all its sockets hold. Who may read it is remembered with the namespace, wherever its /proc is mounted.
void hide_network_statistics() {
  const UniqueFd folder{::open("/proc/self/net", O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  for (const char* name : {"softnet_stat", "sockstat", "sockstat6", "protocols", "stat"})
    if (folder && ::fchmodat(folder.get(), name, 0, 0) != 0) continue;  // not all are there everywhere
}

void place_null() {
  const UniqueFd null = base::check_fd(::open("/dev/null", O_RDWR | O_CLOEXEC), "open /dev/null");
  for (const int standard : {0, 1, 2}) check(::dup2(null.get(), standard), "place /dev/null");
}

// The system calls that the filter wants told go to the agent, which refuses and counts them. There is
// no listener where there is no filter, and the agent does without.
void load_filter(const std::vector<sock_filter>& filter) {
  if (!enforced(Protection::system_call_filter)) return;
  fault_point("install the system call filter");
  const sock_fprog program{.len = static_cast<unsigned short>(filter.size()),
                           .filter = const_cast<sock_filter*>(filter.data())};
  const auto install = [&](unsigned long flags) {
    return UniqueFd{static_cast<int>(::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &program))};
  };
  // Where the kernel can, a signal does not make a call that the agent has heard of begin again, and count twice.
  constexpr unsigned long listen = SECCOMP_FILTER_FLAG_NEW_LISTENER, hear_once = 1UL << 5;  // Linux 5.19
  UniqueFd made = install(listen | hear_once);
  if (!made && errno == EINVAL) made = install(listen);
  check(made.get(), "install the system call filter");
  if (made.get() == at(Place::listener))
    check(::fcntl(made.release(), F_SETFD, 0), "keep the listener");
  else
    check(::dup2(made.get(), at(Place::listener)), "place the listener");
}

void execute_agent() {
  fault_point("execute the agent");
  char name[] = "agent";
#ifdef CORDON_WEAKENED
  std::string weakened = std::to_string(base::left_out());
  char* const arguments[] = {name, weakened.data(), nullptr};
#else
  char* const arguments[] = {name, nullptr};
#endif
  char* const environment[] = {nullptr};
  ::syscall(SYS_execveat, at(Place::agent), "", arguments, environment, AT_EMPTY_PATH);
  throw std::system_error{errno, std::generic_category(), "execute the agent"};
}

}  // namespace cordon::cage
