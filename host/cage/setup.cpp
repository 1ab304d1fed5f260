#include "host/cage/setup.hpp"

#include "base/namespace.hpp"
#include "base/protection.hpp"
#include "base/syscall.hpp"
#include "guest/protocol/codec.hpp"
#include "host/cage/steps.hpp"

#include <sched.h>
#include <sys/mount.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
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

void enter_cgroups(const Setup& setup) {
  if (setup.cgroup == CgroupVersion::v1)  // v2: we were created in it
    for (const UniqueFd& attach : setup.group.attach) check(::write(attach.get(), "0", 1), "enter the cgroup");
  // After entering, so that the group is the root that this namespace shows.
  if (setup.cgroup != CgroupVersion::none) check(::unshare(CLONE_NEWCGROUP), "make a cgroup namespace");
}

Assignment wait_for_assignment() {
  Assignment assignment;
  const ssize_t n = base::retry([&] { return ::recv(at(Place::channel), &assignment, sizeof assignment, MSG_WAITALL); });
  if (n != sizeof assignment) ::_exit(0);  // the cage has no use for us
  return assignment;
}

void enter_root(const Setup& setup, const Assignment& assignment) {
  check(::chdir(assignment.root), "enter the image");
  if (!enforced(Protection::read_only_root))
    check(::mount(nullptr, assignment.root, nullptr, MS_BIND | MS_REMOUNT | MS_NOSUID | MS_NODEV, nullptr), "remount");
  mount_scratch({assignment.spec.work_folder, assignment.spec.work_files}, setup.host_id);
  mount_own_processes(/*hidden=*/setup.cgroup != CgroupVersion::none);
  fault_point("pivot_root");
  check(::syscall(SYS_pivot_root, ".", "."), "pivot_root");
  check(::umount2(".", MNT_DETACH), "leave the old root");
  enter_work_folder();
}

// The cage's other descriptors are not for a sandbox to hold: not even for one that only waits.
void keep_descriptors(const Setup& setup) {
  // Both might sit on each other's number: move them out of the way first.
  const int channel_copy = static_cast<int>(check(::fcntl(setup.channel, F_DUPFD, 16), "move the channel"));
  const int agent_copy = static_cast<int>(check(::fcntl(setup.agent, F_DUPFD, 16), "move the agent"));
  check(::dup2(channel_copy, at(Place::channel)), "place the channel");
  check(::dup3(agent_copy, at(Place::agent), O_CLOEXEC), "place the agent");
  check(base::close_range(at(Place::agent) + 1, ~0U), "close everything else");
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
    if (enforced(Protection::network_namespace)) hide_network_statistics();
    if (enforced(Protection::uts_namespace)) check(::sethostname("sandbox", 7), "set the host name");
    const Assignment assignment = wait_for_assignment();
    enter_root(setup, assignment);
    become_nobody(setup.host_id);
    drop_capabilities();
    if (enforced(Protection::no_new_privileges)) check(::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "set no_new_privs");
    if (enforced(Protection::resource_limits)) limit_resources();
    if (setup.landlock_abi > 0 && enforced(Protection::landlock)) leave_file_rules(setup.landlock_abi);
    place_null();
    load_filter(setup.filters.of(assignment.spec.profile));
    execute_agent();
  } catch (const std::system_error& error) {
    const std::string frame = protocol::encode(
        protocol::FromAgent{protocol::Failed{.step = error.what(), .error_number = error.code().value()}});
    // The channel may already have moved to its place.
    for (const int fd : {at(Place::channel), setup.channel})
      if (base::write_all(fd, frame)) break;
  }
  ::_exit(1);
}

}  // namespace cordon::cage
