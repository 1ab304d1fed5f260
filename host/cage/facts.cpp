// What of the protections is in force here, for the server: the first thing that the cage says.
#include "base/syscall.hpp"
#include "host/cage/cage.hpp"

#include <sys/socket.h>
#include <vector>

namespace cordon::cage {

using base::check;

void Cage::send_facts() {
  std::vector<Fact> facts;
  const auto add = [&](std::string_view name, bool in_force, std::string_view why, std::string_view fix) {
    Fact fact{.in_force = in_force, .cgroup = cgroups_.version(), .zygotes = zygotes_->possible()};
    set_text(fact.name, name);
    if (!in_force) set_text(fact.why, why);
    if (!in_force) set_text(fact.fix, fix);
    facts.push_back(fact);
  };
  for (const char* name :
       {"namespaces", "read_only_root", "no_network", "no_capabilities", "no_new_privileges", "system_call_filter"})
    add(name, true, "", "");
  add("landlock", landlock_abi_ > 0, "this kernel has no Landlock, or it is not switched on",
      "use Linux 5.13 or newer and add landlock to the lsm= kernel parameter");
  add("cgroups", cgroups_.version() != CgroupVersion::none, cgroups_.why_not(),
      "start as root, with /sys/fs/cgroup mounted and writable, or as a systemd service or scope with Delegate=yes");
  add("swap_limit", cgroups_.version() != CgroupVersion::none && cgroups_.swap_limited(),
      "memory that is swapped out is not counted", "mend cgroups, boot with swapaccount=1, or switch swap off");
  add("hidden_store", roots_->hides_store(), "a program can read in /proc/self/mountinfo where the images are kept",
      "use a kernel with overlayfs (modprobe overlay), which is allowed in user namespaces from Linux 5.11 on");
  add("own_user_per_sandbox", !options_.rootless, "started without root: all sandboxes are the same user outside",
      "start as root");
  add("unprivileged_server", !options_.rootless, "started without root: the server is the same user as the sandboxes",
      "start as root");
  if (!options_.weakened.empty()) add("weakened_for_tests", false, options_.weakened, "start cordon-cage instead");
  for (std::size_t i = 0; i < facts.size(); ++i) {
    facts[i].count = static_cast<std::uint32_t>(facts.size());
    facts[i].index = static_cast<std::uint32_t>(i);
    check(::send(server_channel_.get(), &facts[i], sizeof facts[i], MSG_NOSIGNAL), "tell the server what is in force");
  }
}

}  // namespace cordon::cage
