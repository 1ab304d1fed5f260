// The protections of a sandbox that a test can take away, one at a time.
//
// An attack that is stopped proves little: perhaps it never worked. So tests/attacks runs every one
// again in a cage and an agent that were built with CORDON_WEAKENED and told to leave out what stops
// it, and there it has to succeed. In everything that is installed enforced() is a constant, and there
// is nothing to tell.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace cordon::base {

enum class Protection : std::uint8_t {
  system_call_filter,
  landlock,
  no_capabilities,
  no_new_privileges,
  read_only_root,
  hidden_processes,
  network_namespace,
  ipc_namespace,
  uts_namespace,
  user_namespace,
  own_user,
  memory_limit,
  process_limit,
  cpu_limit,
  inode_limit,
  work_folder_limit,
  resource_limits,
  closed_descriptors,
  undumpable_agent,
};

#ifdef CORDON_WEAKENED

bool enforced(Protection protection);
void leave_out(Protection protection);
std::optional<Protection> protection_named(std::string_view name);

// One bit for each protection that is left out: how the cage tells the agent.
std::uint32_t left_out();
void leave_out(std::uint32_t bits);

// Every `every`th call of fault_point(step), in whichever process, throws ENOMEM. Before any fork.
void inject_fault(std::string_view step, unsigned every);
void fault_point(std::string_view step);

#else

constexpr bool enforced(Protection) { return true; }
constexpr void fault_point(std::string_view) {}

#endif

}  // namespace cordon::base
