// What a sandbox's first process does between its creation and the agent: the steps, in order.
#pragma once

#include "base/unique_fd.hpp"
#include "host/cage/cgroup.hpp"
#include "host/cage/spec.hpp"

#include <linux/filter.h>
#include <string>
#include <vector>

namespace cordon::cage {

struct Setup {
  const CreateMessage& spec;
  const std::string& root;  // where the image is mounted
  const Group& group;
  CgroupVersion cgroup;
  const std::vector<sock_filter>& filter;
  int landlock_abi;
  int agent;         // the program, open
  int channel;       // the agent's end of its stream
  unsigned host_id;  // user and group outside; inside it is 1000
};

// Never returns: becomes the agent, or reports the step that failed over the channel and exits.
[[noreturn]] void become_agent(const Setup& setup);

}  // namespace cordon::cage
