#include "host/cordonctl/cgroup_facts.hpp"

#include "base/syscall.hpp"

#include <unistd.h>
#include <algorithm>
#include <sstream>

namespace cordon::cordonctl {
namespace fs = std::filesystem;
namespace {

bool is_there(const fs::path& path) { return ::access(path.c_str(), F_OK) == 0; }
bool may_write(const fs::path& path) { return ::access(path.c_str(), W_OK) == 0; }

template <class T>
std::vector<T> words_of(const fs::path& file) {
  std::istringstream text{base::read_file(file.string()).value_or("")};
  std::vector<T> words;
  for (T word; text >> word;) words.push_back(word);
  return words;
}

// Our group in one hierarchy: the line "0::/path" of v2, or the one that names the controller.
std::string own_group(std::string_view own, std::string_view controller) {
  std::istringstream lines{std::string{own}};
  for (std::string line; std::getline(lines, line);) {
    const std::size_t first = line.find(':'), second = line.find(':', first + 1);
    if (second == std::string::npos) continue;
    const std::string names = ',' + line.substr(first + 1, second - first - 1) + ',';
    const bool is_it = controller.empty() ? line.starts_with("0::")
                                          : names.find(',' + std::string{controller} + ',') != std::string::npos;
    if (is_it) return line.substr(second + 1);
  }
  return "/";
}

void look_at_v2(CgroupFacts& facts, const fs::path& mounts, std::string_view own, const std::vector<int>& self) {
  const auto offered = words_of<std::string>(mounts / "cgroup.controllers");
  for (const char* needed : {"memory", "pids", "cpu"})
    if (std::ranges::find(offered, needed) == offered.end()) facts.missing_controllers.emplace_back(needed);
  // The root may hold processes and give out controllers at once; any other group may not.
  const bool root_is_ours = may_write(mounts / "cgroup.subtree_control") && !is_there(mounts / "cgroup.type");
  const fs::path place = root_is_ours ? mounts : fs::path{mounts.string() + own_group(own, "")};
  facts.place = place.string();
  facts.writable = may_write(place) && may_write(place / "cgroup.subtree_control") && may_write(place / "cgroup.procs");
  const auto here = words_of<std::string>(place / "cgroup.controllers");
  facts.delegated = std::ranges::all_of(std::vector<std::string>{"memory", "pids", "cpu"}, [&](const auto& needed) {
    return std::ranges::find(here, needed) != here.end();
  });
  if (!root_is_ours)
    for (const int process : words_of<int>(place / "cgroup.procs"))
      if (std::ranges::find(self, process) == self.end()) facts.others.push_back(process);
  facts.swap_counted = root_is_ours || is_there(place / "memory.swap.max");
}

void look_at_v1(CgroupFacts& facts, const fs::path& mounts, std::string_view own) {
  facts.writable = true;
  for (const char* controller : {"memory", "cpuacct", "pids", "cpu"}) {
    const fs::path root = mounts / controller;
    if (!is_there(root / "cgroup.procs")) {
      facts.missing_controllers.emplace_back(controller);
      continue;
    }
    const fs::path group{root.string() + own_group(own, controller)};
    const fs::path& place = may_write(root) ? root : group;
    if (facts.place.empty()) facts.place = place.string();
    facts.writable = facts.writable && may_write(place);
  }
  facts.delegated = facts.missing_controllers.empty();
  facts.swap_counted = is_there(mounts / "memory" / "memory.memsw.limit_in_bytes");
}

}  // namespace

CgroupFacts look_at_cgroups(const fs::path& mounts, std::string_view own, const std::vector<int>& self) {
  CgroupFacts facts;
  const bool v2 = is_there(mounts / "cgroup.controllers");
  const bool v1 = is_there(mounts / "memory" / "cgroup.procs") || is_there(mounts / "pids" / "cgroup.procs");
  const bool v2_beside = is_there(mounts / "unified" / "cgroup.controllers");
  if (v2) {
    facts.layout = CgroupLayout::v2;
    look_at_v2(facts, mounts, own, self);
  } else if (v1) {
    facts.layout = v2_beside ? CgroupLayout::hybrid : CgroupLayout::v1;
    look_at_v1(facts, mounts, own);
  }
  return facts;
}

}  // namespace cordon::cordonctl
