#include "host/sandbox/namespaces/counters.hpp"

#include "base/syscall.hpp"

#include <charconv>

namespace cordon::sandbox::namespaces {
namespace {

// The number after `key` at the start of a line; with an empty key the first number. 0 if there is none.
std::uint64_t number_after(std::string_view text, std::string_view key) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (std::string_view line = text.substr(at, end - at); line.starts_with(key)) {
      line.remove_prefix(key.size());
      std::uint64_t value = 0;
      if (std::from_chars(line.data(), line.data() + line.size(), value).ec == std::errc{}) return value;
    }
    at = end + 1;
  }
  return 0;
}

std::uint64_t read_number(const UniqueFd& directory, const char* file, std::string_view key) {
  return number_after(base::read_file_at(directory.get(), file, 4096).value_or(""), key);
}

}  // namespace

Counters CgroupCounters::read() const {
  Counters counters;
  counters.counted = counts();
  if (!counters.counted) return counters;
  if (version_ == cage::CgroupVersion::v2) {
    const UniqueFd& all = directories_[0];
    counters.cpu = cpu_time();
    counters.memory_kills = read_number(all, "memory.events", "oom_kill ");
    counters.process_refusals = read_number(all, "pids.events", "max ");
  } else {
    counters.cpu = cpu_time();
    counters.memory_kills = read_number(directories_[0], "memory.oom_control", "oom_kill ");
    counters.process_refusals = read_number(directories_[2], "pids.events", "max ");
  }
  return counters;
}

bool CgroupCounters::counts() const {
  return (version_ == cage::CgroupVersion::v2 && !directories_.empty()) ||
         (version_ == cage::CgroupVersion::v1 && directories_.size() >= 3);
}

microseconds CgroupCounters::cpu_time() const {
  if (!counts()) return {};
  return version_ == cage::CgroupVersion::v2 ? microseconds{read_number(directories_[0], "cpu.stat", "usage_usec ")}
                                             : microseconds{read_number(directories_[1], "cpuacct.usage", "") / 1000};
}

std::uint64_t CgroupCounters::memory_peak(std::uint64_t known) const {
  if (directories_.empty()) return 0;
  const UniqueFd& memory = directories_[0];
  const bool v2 = version_ == cage::CgroupVersion::v2;
  const std::uint64_t peak = read_number(memory, v2 ? "memory.peak" : "memory.max_usage_in_bytes", "");  // 5.19
  if (peak <= known) return peak;
  const std::string statistics = base::read_file_at(memory.get(), "memory.stat", 8192).value_or("");
  const std::uint64_t cached = number_after(statistics, v2 ? "file " : "cache ");
  const std::uint64_t shared = number_after(statistics, "shmem ");
  const std::uint64_t given_back = cached - std::min(cached, shared);
  return peak - std::min(peak, given_back);
}

}  // namespace cordon::sandbox::namespaces
