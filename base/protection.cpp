#include "base/protection.hpp"

#include <sys/mman.h>
#include <array>
#include <atomic>
#include <cerrno>
#include <new>
#include <string>
#include <system_error>
#include <vector>

namespace cordon::base {
namespace {

constexpr std::array<std::string_view, 19> names{
    "system_call_filter", "landlock",          "no_capabilities",    "no_new_privileges", "read_only_root",
    "hidden_processes",   "network_namespace", "ipc_namespace",      "uts_namespace",     "user_namespace",
    "own_user",           "memory_limit",      "process_limit",      "cpu_limit",         "inode_limit",
    "work_folder_limit",  "resource_limits",   "closed_descriptors", "undumpable_agent"};

std::uint32_t without = 0;

struct Fault {
  std::string step;
  unsigned every;
  std::atomic<unsigned>* calls;  // in memory that children share
};
std::vector<Fault> faults;

std::uint32_t bit(Protection protection) { return 1U << static_cast<unsigned>(protection); }

}  // namespace

bool enforced(Protection protection) { return (without & bit(protection)) == 0; }
void leave_out(Protection protection) { without |= bit(protection); }
std::uint32_t left_out() { return without; }
void leave_out(std::uint32_t bits) { without |= bits; }

std::optional<Protection> protection_named(std::string_view name) {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == name) return static_cast<Protection>(i);
  return std::nullopt;
}

void inject_fault(std::string_view step, unsigned every) {
  void* shared = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED) throw std::bad_alloc{};
  faults.push_back({std::string{step}, every == 0 ? 1 : every, new (shared) std::atomic<unsigned>{0}});
}

void fault_point(std::string_view step) {
  for (const Fault& fault : faults)
    if (fault.step == step && ++*fault.calls % fault.every == 0)
      throw std::system_error{ENOMEM, std::generic_category(), std::string{step}};
}

}  // namespace cordon::base
