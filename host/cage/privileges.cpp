#include "host/cage/privileges.hpp"

#include "base/syscall.hpp"

#include <linux/capability.h>
#include <linux/keyctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <algorithm>
#include <array>

namespace cordon::cage {
namespace {

constexpr std::array needed = {
    CAP_SYS_ADMIN,                              // namespaces and mounts
    CAP_NET_ADMIN,                              // raise a sandbox's loopback
    CAP_SETUID,       CAP_SETGID, CAP_SETPCAP,  // become a sandbox's user, and nobody
    CAP_MKNOD,                                  // /dev
    CAP_CHOWN,        CAP_FOWNER,               // the server's folder, the manifests' copies
    CAP_DAC_OVERRIDE,                           // images and cgroups that belong to another user
    CAP_KILL,                                   // end a sandbox
    CAP_SETFCAP,       // without root: map the one user that there is, 0, into a sandbox (user_namespaces(7))
    CAP_SYS_RESOURCE,  // limits above those we were started with
    CAP_SYS_CHROOT,    // setns(2) into the mount namespace of the host, for the server
};

}  // namespace

void keep_only_what_sandboxes_need() {
  // A keyring of its own, empty. Where that is not allowed the calls for keys are not either.
  ::syscall(SYS_keyctl, KEYCTL_JOIN_SESSION_KEYRING, nullptr);
  __user_cap_header_struct header{.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
  __user_cap_data_struct sets[2] = {};
  base::check(::syscall(SYS_capget, &header, sets), "read capabilities");
  for (int capability = 0; ::prctl(PR_CAPBSET_READ, capability) >= 0; ++capability) {
    if (std::ranges::find(needed, capability) != needed.end()) continue;
    ::prctl(PR_CAPBSET_DROP, capability);  // refused without CAP_SETPCAP: then it was never more than we have
    __user_cap_data_struct& half = sets[capability / 32];
    half.effective &= ~(1U << (capability % 32));
    half.permitted &= ~(1U << (capability % 32));
    half.inheritable &= ~(1U << (capability % 32));
  }
  base::check(::syscall(SYS_capset, &header, sets), "drop capabilities");
}

}  // namespace cordon::cage
