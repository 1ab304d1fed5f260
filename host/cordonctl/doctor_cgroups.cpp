#include "base/obstacle.hpp"
#include "base/syscall.hpp"
#include "host/cordonctl/cgroup_facts.hpp"
#include "host/cordonctl/doctor.hpp"

#include <algorithm>
#include <cstdlib>

namespace cordon::cordonctl {
namespace {

const char* const consequence = ": limits of memory, processes and CPU are then enforced by other, coarser means";

// For a terminal, and for a service. Delegate= hands over the controllers; user services get all of them
// only if the user's own manager was given them.
std::string delegation_fix() {
  if (base::in_container())
    return "give the container a cgroup tree of its own that it may write: Docker, Podman: --cgroupns=private and "
           "-v /sys/fs/cgroup:/sys/fs/cgroup:rw";
  if (::geteuid() == 0)
    return "systemd-run --scope -p Delegate=yes COMMAND; for a service the lines\n[Service]\nDelegate=yes";
  return "systemd-run --user --scope -p Delegate=yes COMMAND; for a service the lines\n"
         "[Service]\nDelegate=yes\n"
         "and, once, so that users get all controllers:\n"
         "sudo mkdir -p /etc/systemd/system/user@.service.d\n"
         "printf '[Service]\\nDelegate=cpu cpuset io memory pids\\n' | "
         "sudo tee /etc/systemd/system/user@.service.d/delegate.conf\n"
         "sudo systemctl daemon-reload   # and log in again";
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

std::string layout_name(CgroupLayout layout) {
  switch (layout) {
    case CgroupLayout::v1:
      return "v1";
    case CgroupLayout::v2:
      return "v2";
    case CgroupLayout::hybrid:
      return "hybrid (controllers in v1)";
    case CgroupLayout::none:
      break;
  }
  return "none";
}

// This process and all that it descends from: they move together, or wait for us.
std::vector<int> own_line() {
  std::vector<int> line{::getpid()};
  for (int i = 0; i < 64 && line.back() > 1; ++i) {
    const std::string text = base::read_file("/proc/" + std::to_string(line.back()) + "/stat").value_or("");
    const std::size_t name_end = text.rfind(')');
    if (name_end == std::string::npos || name_end + 4 >= text.size()) break;
    line.push_back(std::atoi(text.c_str() + name_end + 4));
  }
  return line;
}

Check controllers(const CgroupFacts& facts) {
  const std::string found = layout_name(facts.layout);
  if (facts.layout == CgroupLayout::none)
    return {"cgroups", State::warning, "none are mounted" + std::string{consequence},
            base::in_container() ? delegation_fix() : "mount -t cgroup2 none /sys/fs/cgroup"};
  if (!facts.missing_controllers.empty())
    return {"cgroups", State::warning, found + " without " + joined(facts.missing_controllers) + consequence,
            "boot with cgroup_enable=memory, or a kernel that has these controllers"};
  if (!facts.writable)
    return {"cgroups", State::warning, found + ", and this account may not make groups in " + facts.place + consequence,
            delegation_fix()};
  if (!facts.delegated)
    return {"cgroups", State::warning, facts.place + " was not given memory, pids and cpu" + consequence,
            delegation_fix()};
  if (!facts.others.empty())
    return {"cgroups", State::warning,
            facts.place + " holds " + std::to_string(facts.others.size()) + " other processes, so that it cannot be " +
                "divided" + consequence,
            delegation_fix()};
  return {.name = "cgroups", .why = found + "; groups can be made in " + facts.place};
}

Check swap(const CgroupFacts& facts) {
  const std::string swaps = base::read_file("/proc/swaps").value_or("");
  if (std::ranges::count(swaps, '\n') <= 1) return {.name = "swap", .why = "there is none"};
  if (facts.layout == CgroupLayout::none) return {.name = "swap", .why = "there is some; nothing limits it"};
  if (facts.swap_counted) return {.name = "swap", .why = "what is swapped out counts as memory"};
  return {"swap", State::warning, "what is swapped out is not counted: a program may use more than its limit",
          "boot with swapaccount=1, or switch swap off: sudo swapoff -a"};
}

}  // namespace

Checks check_cgroups() {
  const std::string own = base::read_file("/proc/self/cgroup").value_or("");
  const CgroupFacts facts = look_at_cgroups("/sys/fs/cgroup", own, own_line());
  return {controllers(facts), swap(facts)};
}

}  // namespace cordon::cordonctl
