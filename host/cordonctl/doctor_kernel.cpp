#include "base/obstacle.hpp"
#include "base/syscall.hpp"
#include "host/cordonctl/attempt.hpp"
#include "host/cordonctl/doctor.hpp"

#include <linux/filter.h>
#include <linux/kvm.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <cstdio>

namespace cordon::cordonctl {
namespace {

using base::check;

// close_range is of 5.9, procfs with subset=pid of 5.8; cgroup.kill is of 5.14, Landlock of 5.13.
constexpr unsigned needed_major = 5, needed_minor = 9, wanted_minor = 14;

const char* const container_fix =
    "let the container make these calls, for Docker and Podman: --cap-add SYS_ADMIN "
    "--security-opt seccomp=unconfined --security-opt apparmor=unconfined --security-opt systempaths=unconfined";

Check version() {
  utsname name{};
  ::uname(&name);
  unsigned major_number = 0, minor_number = 0;
  std::sscanf(name.release, "%u.%u", &major_number, &minor_number);
  const auto at_least = [&](unsigned minor_wanted) {
    return major_number > needed_major || (major_number == needed_major && minor_number >= minor_wanted);
  };
  const std::string why = std::string{"Linux "} + name.release + " on " + name.machine;
  if (at_least(wanted_minor)) return {.name = "kernel", .why = why};
  if (at_least(needed_minor))
    return {"kernel", State::warning, why + "; 5.14 brings Landlock and cgroup.kill", "use Linux 5.14 or newer"};
  return {"kernel", State::failure, why + "; 5.9 is needed", "use Linux 5.9 or newer (Debian 12 has 6.1)"};
}

void seal_memory() {
  const UniqueFd file = base::check_fd(::memfd_create("probe", MFD_CLOEXEC | MFD_ALLOW_SEALING), "memfd_create");
  check(::fcntl(file.get(), F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_WRITE), "F_ADD_SEALS");
}

void open_securely() {
  const UniqueFd root = base::check_fd(::open("/", O_PATH | O_DIRECTORY | O_CLOEXEC), "open /");
  const UniqueFd again{static_cast<int>(check(base::open_beneath(root.get(), ".", O_RDONLY | O_DIRECTORY), "openat2"))};
}

void use_pidfd() {
  const UniqueFd self{static_cast<int>(check(base::pidfd_open(::getpid()), "pidfd_open"))};
  check(base::pidfd_send_signal(self.get(), 0), "pidfd_send_signal");
}

Check system_calls() {
  std::string refused;
  for (const auto& action :
       {std::function<void()>{[] { check(base::close_range(100, 200), "close_range"); }},
        std::function<void()>{use_pidfd}, std::function<void()>{open_securely}, std::function<void()>{seal_memory}})
    if (const Attempt tried = attempt(action); !tried.worked) refused += (refused.empty() ? "" : "; ") + to_text(tried);
  if (refused.empty())
    return {.name = "system calls", .why = "close_range, openat2, pidfd_open, pidfd_send_signal, memfd_create work"};
  return {"system calls", State::failure, refused,
          base::in_container() ? container_fix
                               : "use a newer kernel, or a seccomp filter around us that lets these through"};
}

void filter_calls() {
  check(::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "set no_new_privs");
  sock_filter allow[] = {BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
  const sock_fprog program{.len = 1, .filter = allow};
  check(::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program), "install a filter");
}

Check seccomp() {
  const std::string status = base::read_file("/proc/self/status").value_or("");
  const bool filtered = status.find("Seccomp:\t2") != std::string::npos;
  const Attempt tried = attempt(filter_calls);
  if (!tried.worked)
    return {"seccomp", State::failure, to_text(tried),
            "use a kernel with CONFIG_SECCOMP_FILTER" + std::string{filtered ? ", or a looser filter around us" : ""}};
  return {.name = "seccomp",
          .why = filtered ? "filters can be installed; one is already around us, from a container or a service"
                          : "filters can be installed"};
}

Check landlock() {
  const long abi = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (abi > 0) return {.name = "landlock", .why = "ABI " + std::to_string(abi)};
  if (errno == EOPNOTSUPP)
    return {"landlock", State::warning, "it is built into this kernel and switched off: sandboxes lack a second wall",
            "add landlock to the lsm= kernel parameter: lsm=landlock,lockdown,yama,apparmor,bpf"};
  return {"landlock", State::warning, "not in this kernel: sandboxes lack a second wall around files",
          "use Linux 5.13 or newer with CONFIG_SECURITY_LANDLOCK=y and landlock in the lsm= kernel parameter"};
}

Check kvm() {
  const UniqueFd device{::open("/dev/kvm", O_RDWR | O_CLOEXEC)};
  std::string why = "/dev/kvm cannot be opened";
  if (device)
    why = ::ioctl(device.get(), KVM_GET_API_VERSION, 0) == 12 ? "usable" : "there, but does not answer";
  else if (errno == ENOENT)
    why = "not there";
  return {.name = "kvm", .why = why + "; this version does not use it"};
}

Check file_systems() {
  const std::string known = '\n' + base::read_file("/proc/filesystems").value_or("");
  const auto has = [&](const std::string& name) { return known.find('\t' + name + '\n') != std::string::npos; };
  if (!has("tmpfs") || !has("proc"))
    return {"file systems", State::failure, "the kernel lacks tmpfs or proc", "use a kernel with CONFIG_TMPFS=y"};
  return {.name = "file systems",
          .why = std::string{"tmpfs and proc; overlay "} + (has("overlay") ? "too" : "not") + ", which is not needed"};
}

}  // namespace

Checks check_kernel() { return {version(), system_calls(), seccomp(), landlock(), kvm(), file_systems()}; }

}  // namespace cordon::cordonctl
