#include "host/cage/setup.hpp"

#include "base/namespace.hpp"
#include "base/protection.hpp"
#include "base/syscall.hpp"
#include "guest/protocol/codec.hpp"
#include "host/cage/landlock.hpp"

#include <grp.h>
#include <linux/capability.h>
#include <linux/securebits.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <csignal>
#include <system_error>
#include <utility>

namespace cordon::cage {
namespace {

using base::check;
using base::enforced;
using base::fault_point;
using base::Protection;

constexpr int channel = 3, agent = 4, listener = 5, file_rules = 6, snmp = 7, snmp6 = 8;  // descriptors
constexpr unsigned guest_id = 1000;
constexpr std::uint64_t scratch_bytes = 16 << 20;  // each of /tmp and /dev/shm
constexpr unsigned scratch_files = 4096;
constexpr unsigned no_file_limit = 0;  // as tmpfs(5) takes it

void enter_cgroups(const Setup& setup) {
  if (setup.cgroup == CgroupVersion::v1)  // v2: we were created in it
    for (const UniqueFd& attach : setup.group.attach) check(::write(attach.get(), "0", 1), "enter the cgroup");
  // After entering, so that the group is the root that this namespace shows.
  if (setup.cgroup != CgroupVersion::none) check(::unshare(CLONE_NEWCGROUP), "make a cgroup namespace");
}

// When the machine itself runs out of memory, a sandbox goes before the server. Raising the score needs
// no privilege and what starts from here cannot lower it again (proc(5), oom_score_adj).
void prefer_for_killing() {
  const UniqueFd score{::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC)};
  if (score) base::write_all(score.get(), "600");
}

void mount_tmpfs(const char* path, std::uint64_t bytes, unsigned files, unsigned mode, unsigned id) {
  fault_point("mount a tmpfs");
  if (!enforced(Protection::inode_limit)) files = no_file_limit;
  if (!enforced(Protection::work_folder_limit)) bytes *= 16;
  char options[128];
  std::snprintf(options, sizeof options, "size=%llu,nr_inodes=%u,mode=%o,uid=%u,gid=%u",
                static_cast<unsigned long long>(bytes), files, mode, id, id);
  check(::mount("tmpfs", path, "tmpfs", MS_NOSUID | MS_NODEV, options), path);
}

Assignment wait_for_assignment() {
  Assignment assignment;
  const ssize_t n = base::retry([&] { return ::recv(channel, &assignment, sizeof assignment, MSG_WAITALL); });
  if (n != sizeof assignment) ::_exit(0);  // the cage has no use for us
  return assignment;
}

void enter_root(const Setup& setup, const Assignment& assignment) {
  check(::chdir(assignment.root), "enter the image");
  if (!enforced(Protection::read_only_root))
    check(::mount(nullptr, assignment.root, nullptr, MS_BIND | MS_REMOUNT | MS_NOSUID | MS_NODEV, nullptr), "remount");
  mount_tmpfs("box", assignment.spec.work_folder, assignment.spec.work_files, 0700, setup.host_id);
  mount_tmpfs("tmp", scratch_bytes, scratch_files, 01777, setup.host_id);
  mount_tmpfs("dev/shm", scratch_bytes, scratch_files / 4, 01777, setup.host_id);
  // A procfs of this process namespace, with nothing in it but our own processes: there is nothing to mask.
  // Without cgroups the agent counts memory by what it sees here, and a program can hide from hidepid.
  const char* options = setup.cgroup == CgroupVersion::none ? "subset=pid" : "hidepid=2,subset=pid";
  if (!enforced(Protection::hidden_processes)) options = "";
  fault_point("mount /proc");
  check(::mount("proc", "proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, options), "mount /proc");
  fault_point("pivot_root");
  check(::syscall(SYS_pivot_root, ".", "."), "pivot_root");
  check(::umount2(".", MNT_DETACH), "leave the old root");
  check(::chdir("/box"), "enter the work folder");
  char where[8] = {};
  // A working directory outside the root would be a way out (CVE-2024-21626).
  if (::syscall(SYS_getcwd, where, sizeof where) < 0 || std::strcmp(where, "/box") != 0)
    throw std::system_error{EXDEV, std::generic_category(), "the work folder is not where it should be"};
}

// A user namespace in which this sandbox's own user is the only one. All other namespaces belong to
// the cage's, so that capabilities inside, were they ever had, would be worth nothing over them.
void become_nobody(unsigned host_id) {
  // Without this, changing the user would take the capabilities that the next steps need.
  check(::prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP | SECBIT_NOROOT), "keep capabilities");
  if (::setgroups(0, nullptr) != 0 && host_id != 0) check(-1, "drop groups");  // rootless: not ours to drop
  check(::setresgid(host_id, host_id, host_id), "set the group");
  check(::setresuid(host_id, host_id, host_id), "set the user");
  if (!enforced(Protection::user_namespace)) return;
  fault_point("make a user namespace");
  check(::unshare(CLONE_NEWUSER), "make a user namespace");
  // The maps belong to whoever may trace us: root, until we say that it is us.
  check(::prctl(PR_SET_DUMPABLE, 1), "become dumpable");
  base::map_one_user({guest_id, host_id}, {guest_id, host_id});
  check(::prctl(PR_SET_DUMPABLE, 0), "become undumpable");
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

void limit_resource(__rlimit_resource resource, rlim_t soft, rlim_t hard) {
  rlimit now{};
  check(::getrlimit(resource, &now), "getrlimit");
  const rlimit wanted{std::min(soft, now.rlim_max), std::min(hard, now.rlim_max)};
  check(::setrlimit(resource, &wanted), "setrlimit");
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

// The cage's other descriptors are not for a sandbox to hold: not even for one that only waits.
void keep_descriptors(const Setup& setup) {
  // Both might sit on each other's number: move them out of the way first.
  const int channel_copy = static_cast<int>(check(::fcntl(setup.channel, F_DUPFD, 16), "move the channel"));
  const int agent_copy = static_cast<int>(check(::fcntl(setup.agent, F_DUPFD, 16), "move the agent"));
  check(::dup2(channel_copy, channel), "place the channel");
  check(::dup3(agent_copy, agent, O_CLOEXEC), "place the agent");
  check(base::close_range(5, ~0U), "close everything else");
}

// What the agent has every program enter before it starts (agent/program.cpp). Not the agent itself: who is
// outside of a program's rules may write into its memory, and cannot be reached by its signals.
void leave_file_rules(int landlock_abi) {
  UniqueFd made = make_file_rules(landlock_abi);
  if (made.get() == file_rules)
    check(::fcntl(made.release(), F_SETFD, 0), "keep the file rules");
  else
    check(::dup2(made.get(), file_rules), "place the file rules");
}

// The system calls that the filter wants told go to the agent, which refuses and counts them. There is
// no listener where there is no filter, and the agent does without.
void load_filter(const std::vector<sock_filter>& filter) {
  fault_point("install the system call filter");
  UniqueFd made = install_filter(filter);
  if (made.get() == listener)
    check(::fcntl(made.release(), F_SETFD, 0), "keep the listener");
  else
    check(::dup2(made.get(), listener), "place the listener");
}

// What the agent counts attempts to reach a network by. Ahead of need, and in the cage's /proc: in the sandbox's
// own, which is new, the way to them costs a tenth of what a sandbox costs.
void open_network_counters() {
  for (const auto& [path, place] : {std::pair{"/proc/self/net/snmp", snmp}, {"/proc/self/net/snmp6", snmp6}}) {
    const UniqueFd file{::open(path, O_RDONLY | O_CLOEXEC)};  // not there without IPv6
    if (file) check(::dup2(file.get(), place), "place the network counters");
  }
}

[[noreturn]] void execute_agent(const std::vector<sock_filter>& filter) {
  const UniqueFd null = base::check_fd(::open("/dev/null", O_RDWR), "open /dev/null");
  for (const int standard : {0, 1, 2}) check(::dup2(null.get(), standard), "place /dev/null");
  ::close(null.get());
  fault_point("execute the agent");
  char name[] = "agent";
#ifdef CORDON_WEAKENED
  std::string weakened = std::to_string(base::left_out());
  char* const arguments[] = {name, weakened.data(), nullptr};
#else
  char* const arguments[] = {name, nullptr};
#endif
  char* const environment[] = {nullptr};
  if (enforced(Protection::system_call_filter)) load_filter(filter);  // the last thing: it forbids much of the above
  ::syscall(SYS_execveat, agent, "", arguments, environment, AT_EMPTY_PATH);
  throw std::system_error{errno, std::generic_category(), "execute the agent"};
}

}  // namespace

void become_agent(const Setup& setup) {
  try {
    check(::prctl(PR_SET_PDEATHSIG, SIGKILL), "set the death signal");
    ::personality(PER_LINUX);  // whoever started the cage may have switched address randomisation off
    enter_cgroups(setup);
    prefer_for_killing();
    keep_descriptors(setup);
    if (enforced(Protection::network_namespace))
      base::raise_loopback();  // Go and Node programs talk to themselves; there is no other interface
    open_network_counters();
    if (enforced(Protection::uts_namespace)) check(::sethostname("sandbox", 7), "set the host name");
    const Assignment assignment = wait_for_assignment();
    enter_root(setup, assignment);
    become_nobody(setup.host_id);
    drop_capabilities();
    if (enforced(Protection::no_new_privileges)) check(::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "set no_new_privs");
    if (enforced(Protection::resource_limits)) limit_resources();
    if (setup.landlock_abi > 0 && enforced(Protection::landlock)) leave_file_rules(setup.landlock_abi);
    execute_agent(setup.filters.of(assignment.spec.profile));
  } catch (const std::system_error& error) {
    const std::string frame = protocol::encode(
        protocol::FromAgent{protocol::Failed{.step = error.what(), .error_number = error.code().value()}});
    // The channel may already have moved to its place.
    for (const int fd : {channel, setup.channel})
      if (base::write_all(fd, frame)) break;
  }
  ::_exit(1);
}

}  // namespace cordon::cage
