// Reads what the cgroups of one sandbox counted, through the directories that the cage handed out.
#pragma once

#include "base/unique_fd.hpp"
#include "host/cage/spec.hpp"
#include "host/sandbox/sandbox.hpp"

#include <vector>

namespace cordon::sandbox::namespaces {

class CgroupCounters {
 public:
  CgroupCounters(cage::CgroupVersion version, std::vector<UniqueFd> directories)
      : version_{version}, directories_{std::move(directories)} {}

  [[nodiscard]] Counters read() const;
  [[nodiscard]] microseconds cpu_time() const;
  [[nodiscard]] bool counts() const;

  // Resident memory at its most, with what lies in the work folder; not what the kernel keeps of the image's
  // files, which it gives back as soon as somebody needs it. 0 where it is not counted. What of it are files takes the
  // kernel long to add up: it is not asked where there cannot be more than `known` anyway.
  [[nodiscard]] std::uint64_t memory_peak(std::uint64_t known) const;

 private:
  cage::CgroupVersion version_;
  std::vector<UniqueFd> directories_;  // v2: one; v1: memory, cpuacct, pids, cpu
};

}  // namespace cordon::sandbox::namespaces
