// The control groups that count and limit a sandbox, for both interfaces of the kernel.
//
// v2 is one tree, v1 has one tree for each controller. Below the tree that belongs to this cage every
// sandbox has a group of its own, which is never used twice.
#pragma once

#include "base/unique_fd.hpp"
#include "host/cage/spec.hpp"

#include <string>
#include <vector>

namespace cordon::cage {

struct GroupLimits {
  std::uint64_t memory = 0;  // bytes, without swap
  std::uint32_t processes = 0;
  std::uint32_t cpu_percent = 0;
  bool background = false;  // behind all other groups, where processor time is short
};

// As the server asks for them (request.cpp has their ranges).
template <class Message>
GroupLimits limits_of(const Message& message) {
  return {message.memory, message.processes, message.cpu_percent, message.background != 0};
}

// The groups of one sandbox. Destroying the object leaves them; CgroupTree::remove takes them away.
struct Group {
  std::string name;
  std::vector<UniqueFd> directories;  // as Reply documents
  std::vector<UniqueFd> attach;       // v1: cgroup.procs of every hierarchy, to write "0" to
};

class CgroupTree {
 public:
  // Finds what this machine has and makes our subtree, named after `instance`, sweeping what a killed
  // predecessor of that name left behind. `mount_root` is /sys/fs/cgroup. Never throws: without usable
  // cgroups version() is none and why_not() says what is missing.
  CgroupTree(const std::string& mount_root, const std::string& instance);

  [[nodiscard]] CgroupVersion version() const { return version_; }
  [[nodiscard]] const std::string& why_not() const { return why_not_; }
  // Whether swapped-out memory counts too.
  [[nodiscard]] bool swap_limited() const { return swap_limited_; }

  // Throw std::system_error.
  Group make();
  void limit(const Group& group, const GroupLimits& limits);  // of its place among others as far as can be

  // What to write "0" to in order to enter the group: for a process that was not born in it.
  [[nodiscard]] std::vector<UniqueFd> entrances(const Group& group) const;

  // Kills what is in the group.
  void kill(const std::string& name);

  // Kills what is still in the group and removes it; false if it has to be tried again later.
  bool remove(const std::string& name);

  // Removes the whole subtree: at the end.
  void remove_all();

 private:
  struct Hierarchy {
    std::string controllers;  // "memory"; v2: all
    std::string path;         // of our subtree in it, through a descriptor: valid in any mount namespace
    UniqueFd directory = {}, parent = {};
    std::string name = {};  // in the parent
  };
  // Names the subtrees by descriptors, because the cage leaves the mount namespace that shows them.
  void pin();
  void find_v2(const std::string& mount_root, const std::string& instance);
  void find_v1(const std::string& mount_root, const std::string& instance);
  void sweep();
  void limit_v1_memory(const UniqueFd& group, std::uint64_t bytes) const;
  std::uint64_t next_ = 0;
  CgroupVersion version_ = CgroupVersion::none;
  std::vector<Hierarchy> hierarchies_;
  std::string why_not_;
  bool swap_limited_ = false;
};

}  // namespace cordon::cage
