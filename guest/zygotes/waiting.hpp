// The runtime's process of a sandbox, from its fork to its program.
#pragma once

#include "base/unique_fd.hpp"
#include "guest/protocol/message.hpp"
#include "guest/zygotes/zygote.hpp"

namespace cordon::zygotes {

// The agent's ends of the runtime's pipes (agent/main.cpp), which make_pipes() places there.
inline constexpr int control_writer = 9, readiness_reader = 10, input_writer = 11, output_reader = 12, error_reader = 13;

// The runtime's own ends.
struct Ends {
  UniqueFd control, readiness, input, output, error_output;
};

Ends make_pipes();

// What a process list shows of the runtime; a program shall not be told from one that was started by its name. In the
// zygote, once.
void note_own_name();

// In process 2. Whatever the agent is to have, and the program is not, ends here. Says that it is ready, and returns
// with its program.
protocol::Run wait_for_program(const Hooks& hooks, Ends ends, int landlock_abi);

}  // namespace cordon::zygotes
