#include "host/cage/cgroup.hpp"

#include "base/syscall.hpp"

#include <dirent.h>
#include <sys/stat.h>
#include <algorithm>
#include <array>
#include <csignal>
#include <memory>
#include <system_error>

namespace cordon::cage {
namespace {

constexpr std::uint64_t cpu_period_us = 100'000;

bool exists(const std::string& path) { return ::access(path.c_str(), F_OK) == 0; }

bool write_file(const std::string& path, std::string_view text) {
  const UniqueFd fd{::open(path.c_str(), O_WRONLY | O_CLOEXEC)};
  return fd && base::write_all(fd.get(), text);
}

bool write_file_at(const UniqueFd& directory, const char* name, std::string_view text) {
  const UniqueFd fd{::openat(directory.get(), name, O_WRONLY | O_CLOEXEC)};
  return fd && base::write_all(fd.get(), text);
}

void must_write(const UniqueFd& directory, const char* name, std::uint64_t value) {
  if (!write_file_at(directory, name, std::to_string(value))) base::check(-1, name);
}

UniqueFd open_directory(const std::string& path) {
  return base::check_fd(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC), path);
}

std::vector<std::string> subdirectories(const std::string& path) {
  std::vector<std::string> names;
  const std::unique_ptr<DIR, int (*)(DIR*)> directory{::opendir(path.c_str()), ::closedir};
  while (directory)
    if (const dirent* entry = ::readdir(directory.get()); entry == nullptr)
      break;
    else if (entry->d_type == DT_DIR && entry->d_name[0] != '.')
      names.emplace_back(entry->d_name);
  return names;
}

// Every process in the group, by the numbers that cgroup.procs lists. Used only on groups of our own
// making, whose members are sandboxes: the numbers are pinned by a pidfd and looked up again before
// the signal, so that a number that was given to a stranger meanwhile is not hit.
void kill_members(const std::string& directory) {
  if (write_file(directory + "/cgroup.kill", "1")) return;  // v2, Linux 5.14
  const auto members = [&] { return base::read_file(directory + "/cgroup.procs").value_or(""); };
  const std::string text = members();
  for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) {
    const int pid = std::atoi(text.c_str() + at);
    const UniqueFd pinned{pid > 1 ? base::pidfd_open(pid) : -1};
    if (pinned && ('\n' + members()).find('\n' + std::to_string(pid) + '\n') != std::string::npos)
      base::pidfd_send_signal(pinned.get(), SIGKILL);
    if (text.find('\n', at) == std::string::npos) break;
  }
}

bool remove_group(const std::string& directory) {
  if (::rmdir(directory.c_str()) == 0 || errno == ENOENT) return true;
  kill_members(directory);
  return ::rmdir(directory.c_str()) == 0 || errno == ENOENT;
}

void remove_tree(const std::string& directory) {
  for (const std::string& name : subdirectories(directory)) remove_tree(directory + '/' + name);
  for (int attempt = 0; attempt < 100 && !remove_group(directory); ++attempt) ::usleep(10'000);
}

// The path of our own group in hierarchy `controller` ("" = v2), from /proc/self/cgroup.
std::string own_group(std::string_view controller) {
  const std::string text = '\n' + base::read_file("/proc/self/cgroup").value_or("");
  const std::string key = controller.empty() ? "0::" : ':' + std::string{controller} + ':';
  const std::size_t at = text.find(key);
  if (at == std::string::npos) return "/";
  const std::size_t begin = at + key.size();
  return text.substr(begin, text.find('\n', begin) - begin);
}

bool enable_controllers(const std::string& group) {
  return write_file(group + "/cgroup.subtree_control", "+memory +pids +cpu");
}

// A group that was delegated to us (systemd's Delegate=yes) holds us and our keeper and nobody else.
// Processes may not sit in a group that distributes controllers: move ours into a leaf of it.
bool claim_delegated(const std::string& group) {
  const std::string leaf = group + "/supervisor";
  if (::mkdir(leaf.c_str(), 0755) != 0 && errno != EEXIST) return false;
  for (const pid_t pid : {::getppid(), ::getpid()}) write_file(leaf + "/cgroup.procs", std::to_string(pid));
  if (base::read_file(group + "/cgroup.procs").value_or("?").empty() && enable_controllers(group)) return true;
  for (const pid_t pid : {::getppid(), ::getpid()}) write_file(group + "/cgroup.procs", std::to_string(pid));
  ::rmdir(leaf.c_str());
  return false;
}

}  // namespace

CgroupTree::CgroupTree(const std::string& mount_root, const std::string& instance) {
  find_v2(mount_root, instance);
  if (version_ == CgroupVersion::none) find_v1(mount_root, instance);
  if (version_ == CgroupVersion::none) return;
  pin();
  sweep();
}

void CgroupTree::pin() {
  for (Hierarchy& hierarchy : hierarchies_) {
    const std::size_t slash = hierarchy.path.rfind('/');
    hierarchy.name = hierarchy.path.substr(slash + 1);
    hierarchy.parent = open_directory(hierarchy.path.substr(0, slash));
    hierarchy.directory = open_directory(hierarchy.path);
    hierarchy.path = "/proc/self/fd/" + std::to_string(hierarchy.directory.get());
  }
}

void CgroupTree::find_v2(const std::string& mount_root, const std::string& instance) {
  const std::string controllers = ' ' + base::read_file(mount_root + "/cgroup.controllers").value_or("") + ' ';
  if (!exists(mount_root + "/cgroup.controllers")) return;
  const auto offers = [&](const char* name) { return controllers.find(name) != std::string::npos; };
  if (!offers("memory") || !offers("pids") || !offers("cpu")) {
    why_not_ = "the cgroup v2 tree does not offer the memory, pids and cpu controllers";
    return;
  }
  const std::string own = mount_root + own_group("");
  for (const std::string& base : {own, mount_root}) {
    const bool is_root = base == mount_root || base == mount_root + '/';
    if (!(is_root ? enable_controllers(mount_root) || claim_delegated(mount_root) : claim_delegated(base))) continue;
    const std::string path = (is_root ? mount_root : base) + "/cordon." + instance;
    if (::mkdir(path.c_str(), 0755) != 0 && errno != EEXIST) continue;
    if (!enable_controllers(path)) continue;
    hierarchies_.push_back({"all", path});
    version_ = CgroupVersion::v2;
    swap_limited_ = true;
    return;
  }
  why_not_ = "no cgroup was delegated to this process";
}

void CgroupTree::find_v1(const std::string& mount_root, const std::string& instance) {
  std::vector<Hierarchy> found;
  // The order in which Reply hands out descriptors; cpu comes last and is not handed out.
  for (const char* controller : {"memory", "cpuacct", "pids", "cpu"}) {
    const std::string root = mount_root + '/' + controller;
    if (!exists(root + "/cgroup.procs")) {
      if (why_not_.empty()) why_not_ = std::string{"there is no cgroup hierarchy for "} + controller;
      return;
    }
    std::string path = root + "/cordon." + instance;
    if (::mkdir(path.c_str(), 0755) != 0 && errno != EEXIST) {
      path = root + own_group(controller) + "/cordon." + instance;
      if (::mkdir(path.c_str(), 0755) != 0 && errno != EEXIST) {
        why_not_ = "the cgroup hierarchy for " + std::string{controller} + " is not writable";
        return;
      }
    }
    found.push_back({controller, path});
  }
  hierarchies_ = std::move(found);
  version_ = CgroupVersion::v1;
  swap_limited_ = exists(hierarchies_[0].path + "/memory.memsw.limit_in_bytes");
}

void CgroupTree::sweep() {
  for (const Hierarchy& hierarchy : hierarchies_)
    for (const std::string& name : subdirectories(hierarchy.path)) remove_tree(hierarchy.path + '/' + name);
}

Group CgroupTree::make() {
  Group group{.name = std::to_string(++next_), .directories = {}, .attach = {}};
  for (const Hierarchy& hierarchy : hierarchies_) {
    const std::string path = hierarchy.path + '/' + group.name;
    // v1 may have two controllers in one hierarchy ("cpu,cpuacct"): then the second finds it made.
    if (::mkdir(path.c_str(), 0755) != 0 && errno != EEXIST) base::check(-1, "make a cgroup");
    group.directories.push_back(open_directory(path));
    if (version_ == CgroupVersion::v1)
      group.attach.push_back(base::check_fd(
          ::openat(group.directories.back().get(), "cgroup.procs", O_WRONLY | O_CLOEXEC), "open cgroup.procs"));
  }
  return group;
}

void CgroupTree::limit(const Group& group, const GroupLimits& limits) {
  const std::uint64_t quota = cpu_period_us * limits.cpu_percent / 100;
  if (version_ == CgroupVersion::v2) {
    const UniqueFd& all = group.directories[0];
    must_write(all, "memory.max", limits.memory);
    write_file_at(all, "memory.swap.max", "0");  // not there without swap
    must_write(all, "pids.max", limits.processes);
    if (!write_file_at(all, "cpu.max", std::to_string(quota) + ' ' + std::to_string(cpu_period_us)))
      base::check(-1, "cpu.max");
  } else if (version_ == CgroupVersion::v1) {
    const UniqueFd &memory = group.directories[0], &pids = group.directories[2], &cpu = group.directories[3];
    // memory <= memory+swap holds at every moment: which of the two has to move first depends on the direction.
    const std::string bytes = std::to_string(limits.memory);
    write_file_at(memory, "memory.limit_in_bytes", bytes);
    if (swap_limited_ && !write_file_at(memory, "memory.memsw.limit_in_bytes", bytes))
      base::check(-1, "memory.memsw.limit_in_bytes");
    must_write(memory, "memory.limit_in_bytes", limits.memory);
    must_write(pids, "pids.max", limits.processes);
    must_write(cpu, "cpu.cfs_quota_us", quota);
  }
}

bool CgroupTree::remove(const std::string& name) {
  bool gone = true;
  for (const Hierarchy& hierarchy : hierarchies_) gone &= remove_group(hierarchy.path + '/' + name);
  return gone;
}

void CgroupTree::remove_all() {
  sweep();
  for (const Hierarchy& hierarchy : hierarchies_)
    ::unlinkat(hierarchy.parent.get(), hierarchy.name.c_str(), AT_REMOVEDIR);
}

}  // namespace cordon::cage
