// Which cgroups there are and what this account may do with them. Looks, and changes nothing. Plain
// functions on files, so that tests can show them other machines.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace cordon::cordonctl {

enum class CgroupLayout { none, v1, v2, hybrid };  // hybrid: v2 is there, its controllers are in v1

struct CgroupFacts {
  CgroupLayout layout = CgroupLayout::none;
  std::vector<std::string> missing_controllers;  // of memory, pids, cpu (and cpuacct in v1)
  std::string place;                             // folder in which our groups would be made
  bool writable = false;                         // this account may make groups there
  bool delegated = false;                        // v2: the place has the controllers we need
  std::vector<int> others;  // v2: processes in it besides us; a group that gives out controllers may hold none
  bool swap_counted = false;
};

// `mounts` is /sys/fs/cgroup, `own` the text of /proc/self/cgroup, `self` the numbers of this process and
// of those that it came from.
CgroupFacts look_at_cgroups(const std::filesystem::path& mounts, std::string_view own, const std::vector<int>& self);

}  // namespace cordon::cordonctl
