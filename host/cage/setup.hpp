// What a sandbox's first process does between its creation and the agent: the steps, in order.
#pragma once

#include "base/unique_fd.hpp"
#include "host/cage/cgroup.hpp"
#include "host/cage/filter.hpp"
#include "host/cage/spec.hpp"

#include <string>
#include <vector>

namespace cordon::cage {

// What the cage tells a first process that waits: which sandbox to become. Sent through the agent's
// stream, before the host gets its end.
struct Assignment {
  CreateMessage spec;
  char root[96] = {};  // where the image is mounted
};

struct Setup {
  const Group& group;
  CgroupVersion cgroup;
  const Filters& filters;
  int landlock_abi;
  int agent;         // the program, open
  int channel;       // the agent's end of its stream
  unsigned host_id;  // user and group outside; inside it is 1000
};

// Enters what does not depend on the sandbox to be (cgroups, which may take 12 ms on v1, and the
// network), waits for its assignment, and becomes the agent; or reports the step that failed over the
// channel and exits. Never returns.
[[noreturn]] void become_agent(const Setup& setup);

}  // namespace cordon::cage
