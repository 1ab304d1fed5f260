#include "base/namespace.hpp"
#include "base/obstacle.hpp"
#include "base/syscall.hpp"
#include "base/temp_dir.hpp"
#include "host/cordonctl/attempt.hpp"
#include "host/cordonctl/doctor.hpp"

#include <grp.h>
#include <linux/sched.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <array>
#include <csignal>
#include <cstdlib>
#include <cstring>

namespace cordon::cordonctl {
namespace {

using base::check;

constexpr unsigned probe_id = 200'000;  // the first user that cordon-cage gives to sandboxes

bool is_root() { return ::geteuid() == 0; }

// As the cage does it without root.
void become_root_of_a_user_namespace() {
  const base::OneId user{0, ::geteuid()}, group{0, ::getegid()};
  check(::unshare(CLONE_NEWUSER | CLONE_NEWNS), "make a user namespace");
  base::map_one_user(user, group);
}

void make_null_device(bool own_devices) {
  if (own_devices) {
    check(::mknod("null", S_IFCHR | 0666, makedev(1, 3)), "make a device");
    return;
  }
  const UniqueFd file = base::check_fd(::open("null", O_CREAT | O_WRONLY | O_CLOEXEC, 0666), "make a file");
  check(::mount("/dev/null", "null", nullptr, MS_BIND, nullptr), "bind a device");
}

// Step for step what the cage and its sandboxes do, on an empty folder.
void build_root(const std::string& folder, bool own_devices) {
  check(::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr), "make mounts private");
  check(::mount("probe", folder.c_str(), "tmpfs", MS_NOSUID, "size=64k,nr_inodes=32,mode=0755"), "mount a tmpfs");
  check(::chdir(folder.c_str()), "enter it");
  check(::mkdir("proc", 0755), "make a folder");
  make_null_device(own_devices);
  check(::mount("proc", "proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, "hidepid=2,subset=pid"), "mount /proc");
  check(::mount(".", ".", nullptr, MS_BIND | MS_REC, nullptr), "bind a folder");
  check(::chdir(folder.c_str()), "enter it");
  check(::mount(nullptr, ".", nullptr, MS_BIND | MS_REMOUNT | MS_RDONLY | MS_NOSUID, nullptr), "make it read-only");
  check(::syscall(SYS_pivot_root, ".", "."), "pivot_root");
  check(::umount2(".", MNT_DETACH), "leave the old root");
}

void become_nobody(bool as_root) {
  const unsigned id = as_root ? probe_id : 0;
  if (as_root) {
    check(::setgroups(0, nullptr), "drop groups");
    check(::setresgid(id, id, id), "change the group");
    check(::setresuid(id, id, id), "change the user");
  }
  check(::unshare(CLONE_NEWUSER), "make the sandbox's user namespace");
  check(::prctl(PR_SET_DUMPABLE, 1), "become dumpable");
  base::map_one_user({1000, id}, {1000, id});
}

void make_sandbox(const std::string& folder) {
  const bool as_root = is_root();
  if (!as_root) become_root_of_a_user_namespace();
  int process = -1;
  clone_args arguments{};
  arguments.flags = CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_PIDFD;
  arguments.pidfd = reinterpret_cast<std::uint64_t>(&process);
  arguments.exit_signal = SIGCHLD;
  const long pid = check(::syscall(SYS_clone3, &arguments, sizeof arguments), "make the namespaces (clone3)");
  if (pid > 0) {  // the child reports; all that is left to do here is to wait for it
    base::retry([&] { return ::waitpid(static_cast<pid_t>(pid), nullptr, 0); });
    ::_exit(0);
  }
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  check(::unshare(CLONE_NEWCGROUP), "make a cgroup namespace");
  check(::sethostname("probe", 5), "set the host name");
  base::raise_loopback();
  build_root(folder, as_root);
  become_nobody(as_root);
}

struct Capability {
  unsigned number;
  const char* name;
};
constexpr std::array<Capability, 8> needed{{{0, "CHOWN"},
                                            {1, "DAC_OVERRIDE"},
                                            {5, "KILL"},
                                            {6, "SETGID"},
                                            {7, "SETUID"},
                                            {8, "SETPCAP"},
                                            {12, "NET_ADMIN"},
                                            {21, "SYS_ADMIN"}}};

std::string missing_capabilities() {
  const std::string status = base::read_file("/proc/self/status").value_or("");
  const std::size_t at = status.find("CapEff:");
  const auto held = at == std::string::npos ? 0 : std::strtoull(status.c_str() + at + 7, nullptr, 16);
  std::string missing;
  for (const Capability& capability : needed)
    if ((held >> capability.number & 1) == 0) missing += std::string{missing.empty() ? "" : " "} + capability.name;
  return missing;
}

Check account() {
  if (!is_root())
    return {"account", State::warning,
            "user " + std::to_string(::geteuid()) + ": all sandboxes and the server are the same user outside",
            "start as root, which gives each sandbox a user of its own"};
  const std::string missing = missing_capabilities();
  if (missing.empty()) return {.name = "account", .why = "root: the server and every sandbox get users of their own"};
  return {"account", State::failure, "root without the capabilities " + missing,
          "give them to the container or service (Docker: --cap-add NAME), or start as an ordinary user"};
}

// What stands in the way of a user namespace, by what can be read; the attempt has said that something does.
Check explain_refusal(const Attempt& tried) {
  Check check{"user namespaces", State::failure, to_text(tried), ""};
  if (first_line_of("/proc/sys/kernel/unprivileged_userns_clone") == "0" && !is_root()) {
    check.why += " (kernel.unprivileged_userns_clone is 0)";
    check.fix =
        "echo kernel.unprivileged_userns_clone=1 | sudo tee /etc/sysctl.d/60-cordon.conf && sudo sysctl --system";
  } else if (first_line_of("/proc/sys/user/max_user_namespaces") == "0") {
    check.why += " (user.max_user_namespaces is 0)";
    check.fix = "echo user.max_user_namespaces=15000 | sudo tee /etc/sysctl.d/60-cordon.conf && sudo sysctl --system";
  } else if (first_line_of("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") == "1" && !is_root()) {
    check.why += " (kernel.apparmor_restrict_unprivileged_userns is 1)";
    check.fix = apparmor_profile();
  } else if (base::in_container()) {
    check.fix =
        "the container around us refuses it; Docker, Podman: --security-opt seccomp=unconfined "
        "--security-opt apparmor=unconfined";
  } else {
    check.fix = "use a kernel with CONFIG_USER_NS=y, and no seccomp filter around us that refuses unshare";
  }
  return check;
}

Check user_namespaces() {
  // With a mount, because AppArmor lets the namespace be made and then takes all rights in it away.
  const Attempt tried = attempt([] {
    if (is_root()) return check(::unshare(CLONE_NEWUSER | CLONE_NEWNS), "make a user namespace"), void();
    become_root_of_a_user_namespace();
    check(::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr), "mount in a user namespace");
  });
  if (!tried.worked) return explain_refusal(tried);
  const std::string most = first_line_of("/proc/sys/user/max_user_namespaces");
  return {.name = "user namespaces", .why = "they can be made" + (most.empty() ? "" : "; at most " + most)};
}

std::string fix_for(const Attempt& tried) {
  if (!is_root() && first_line_of("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") == "1")
    return apparmor_profile();
  const std::string fix = base::mending(tried.step, tried.error_number);
  return fix.empty() ? "look in `dmesg` and `journalctl -k`" : fix;
}

Check sandbox() {
  const auto folder = TempDir::create(std::filesystem::temp_directory_path(), "cordonctl-doctor-");
  if (!folder)
    return {"sandbox", State::failure, folder.error().message, "make the folder for temporary files writable"};
  const Attempt tried = attempt([&] { make_sandbox(folder->path()); });
  if (tried.worked)
    return {.name = "sandbox",
            .why = "clone3 with all namespaces, mounts, a masked /proc, pivot_root, an own user: one was made"};
  return {"sandbox", State::failure, to_text(tried), fix_for(tried)};
}

}  // namespace

Checks check_sandbox() { return {account(), user_namespaces(), sandbox()}; }

}  // namespace cordon::cordonctl
