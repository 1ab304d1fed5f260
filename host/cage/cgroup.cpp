#include "host/cage/cgroup.hpp"

#include "base/protection.hpp"
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
// v1 counts the buffers of network sockets apart from all other memory, and only where they have a limit.
constexpr std::string_view v1_socket_memory = "16777216";

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

// Whether `list` ("cpu,cpuacct", "cpuset cpu io") has `word` in it: not as a part of another one.
bool lists(std::string_view list, std::string_view word) {
  for (std::size_t at = 0; at <= list.size();) {
    const std::size_t end = std::min(list.find_first_of(", \n", at), list.size());
    if (list.substr(at, end - at) == word) return true;
    at = end + 1;
  }
  return false;
}

// The path of our own group in the hierarchy of `controller` ("" = v2), from lines like
// "4:cpu,cpuacct:/group". "/" if it is not said, or lies outside of what our cgroup namespace shows.
std::string own_group(std::string_view controller) {
  const std::string text = base::read_file("/proc/self/cgroup").value_or("");
  for (std::string_view rest = text; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    const std::size_t first = line.find(':'), second = line.find(':', first + 1);
    if (second == std::string_view::npos) continue;
    const std::string_view path = line.substr(second + 1);
    if (lists(line.substr(first + 1, second - first - 1), controller) && !path.starts_with("/.."))
      return std::string{path};
  }
  return "/";
}

constexpr std::string_view leaf_name = "/supervisor";

// Our own group in the v2 tree; of a cage that was started again, the one that its predecessor claimed.
std::string own_delegated_group() {
  std::string group = own_group("");
  if (group.ends_with(leaf_name)) group.resize(group.size() - leaf_name.size());
  return group;
}

constexpr std::array needed_controllers = {"memory", "pids", "cpu"};

// "" or the first that `group` cannot hand on.
std::string_view missing_controller(const std::string& group) {
  const std::string offered = base::read_file(group + "/cgroup.controllers").value_or("");
  const auto found = std::find_if_not(needed_controllers.begin(), needed_controllers.end(),
                                      [&](const char* name) { return lists(offered, name); });
  return found == needed_controllers.end() ? "" : *found;
}

bool enable_controllers(const std::string& group) {
  return write_file(group + "/cgroup.subtree_control", "+memory +pids +cpu");
}

// A group that was delegated to us (systemd's Delegate=yes) holds us and our keeper and nobody else.
// Processes may not sit in a group that distributes controllers: move ours into a leaf of it.
bool claim_delegated(const std::string& group) {
  const std::string leaf = group + std::string{leaf_name};
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
  if (!exists(mount_root + "/cgroup.controllers")) return;
  if (const std::string_view name = missing_controller(mount_root); !name.empty()) {
    why_not_ = "the cgroup v2 tree does not offer the " + std::string{name} + " controller";
    return;
  }
  const std::string group = own_delegated_group();
  const std::string own = group == "/" ? mount_root : mount_root + group;
  for (const std::string& base : {own, mount_root}) {
    if (!(base == mount_root && enable_controllers(base)) && !claim_delegated(base)) continue;
    const std::string path = base + "/cordon." + instance;
    if (::mkdir(path.c_str(), 0755) != 0 && errno != EEXIST) continue;
    if (!enable_controllers(path)) continue;
    hierarchies_.push_back({"all", path});
    version_ = CgroupVersion::v2;
    // Without a kernel that can swap there is neither file.
    swap_limited_ = exists(path + "/memory.swap.max") || !exists("/proc/swaps");
    return;
  }
  const std::string_view name = missing_controller(own);
  why_not_ = name.empty() || ::access(own.c_str(), W_OK) != 0
                 ? "no cgroup was delegated to this process"
                 : "the cgroup of this process does not offer the " + std::string{name} + " controller";
}

void CgroupTree::find_v1(const std::string& mount_root, const std::string& instance) {
  std::vector<Hierarchy> found;
  const auto fail = [&](const std::string& why) {
    if (why_not_.empty()) why_not_ = why;
    for (const Hierarchy& made : found) ::rmdir(made.path.c_str());
  };
  // The order in which Reply hands out descriptors; cpu comes last and is not handed out.
  for (const char* controller : {"memory", "cpuacct", "pids", "cpu"}) {
    const std::string root = mount_root + '/' + controller;
    if (!exists(root + "/cgroup.procs")) return fail(std::string{"there is no cgroup hierarchy for "} + controller);
    std::string path = root + "/cordon." + instance;
    if (::mkdir(path.c_str(), 0755) != 0 && errno != EEXIST) {
      path = root + own_group(controller) + "/cordon." + instance;
      if (::mkdir(path.c_str(), 0755) != 0 && errno != EEXIST)
        return fail("the cgroup hierarchy for " + std::string{controller} + " is not writable");
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
  base::fault_point("make a cgroup");
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
  if (version_ == CgroupVersion::v1 && base::enforced(base::Protection::memory_limit))
    write_file_at(group.directories[0], "memory.kmem.tcp.limit_in_bytes", v1_socket_memory);
  return group;
}

std::vector<UniqueFd> CgroupTree::entrances(const Group& group) const {
  std::vector<UniqueFd> entrances;
  for (const UniqueFd& directory : group.directories)
    entrances.push_back(
        base::check_fd(::openat(directory.get(), "cgroup.procs", O_WRONLY | O_CLOEXEC), "open cgroup.procs"));
  return entrances;
}

// memory <= memory+swap holds at every moment: which of the two has to move first depends on the direction.
void CgroupTree::limit_v1_memory(const UniqueFd& group, std::uint64_t bytes) const {
  const std::string text = std::to_string(bytes);
  write_file_at(group, "memory.limit_in_bytes", text);
  if (swap_limited_ && !write_file_at(group, "memory.memsw.limit_in_bytes", text))
    base::check(-1, "memory.memsw.limit_in_bytes");
  must_write(group, "memory.limit_in_bytes", bytes);
}

void CgroupTree::limit(const Group& group, const GroupLimits& limits) {
  base::fault_point("limit a cgroup");
  const std::uint64_t quota = cpu_period_us * limits.cpu_percent / 100;
  if (version_ == CgroupVersion::v2) {
    const UniqueFd& all = group.directories[0];
    must_write(all, "memory.max", limits.memory);
    if (!write_file_at(all, "memory.swap.max", "0") && errno != ENOENT) base::check(-1, "memory.swap.max");
    must_write(all, "pids.max", limits.processes);
    if (!write_file_at(all, "cpu.max", std::to_string(quota) + ' ' + std::to_string(cpu_period_us)))
      base::check(-1, "cpu.max");
    write_file_at(all, "cpu.weight", limits.background ? "1" : "100");
  } else if (version_ == CgroupVersion::v1) {
    const UniqueFd &memory = group.directories[0], &pids = group.directories[2], &cpu = group.directories[3];
    // v1 refuses a limit that is exceeded already, where v2 kills: then what is in use is the limit, and what
    // comes next is too much.
    // That may have grown before it is written.
    constexpr int attempts = 8;
    for (int attempt = 1;; ++attempt) {
      const std::string in_use = base::read_file_at(memory.get(), "memory.usage_in_bytes", 64).value_or("");
      try {
        limit_v1_memory(memory, std::max<std::uint64_t>(limits.memory, std::strtoull(in_use.c_str(), nullptr, 10)));
        break;
      } catch (const std::system_error&) {
        if (attempt == attempts) throw;
      }
    }
    must_write(pids, "pids.max", limits.processes);
    must_write(cpu, "cpu.cfs_quota_us", quota);
    write_file_at(cpu, "cpu.shares", limits.background ? "2" : "1024");
  }
}

void CgroupTree::kill(const std::string& name) {
  // One hierarchy is enough: in each there are the same processes.
  if (!hierarchies_.empty() && !name.empty()) kill_members(hierarchies_.front().path + '/' + name);
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
