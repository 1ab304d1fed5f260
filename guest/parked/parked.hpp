// A runtime that was started ahead of need, in the sandbox and behind the filter and rules in which its program will
// run: the agent started it (Start::park), and it waits here for the one program of its life.
#pragma once

#include "guest/protocol/message.hpp"

namespace cordon::parked {

// First of all. The library that is running this came as a file that is open, and by a variable of the environment:
// programs shall have neither, and the runtime shall get the numbers of descriptors that it would get.
void set_aside();

// Says that the runtime is ready, and returns with its program, whose limits are in force then.
protocol::Run wait_for_program();

// Enters what a program is held by from its first instruction on, with every thread there is.
void become(const protocol::Run& run);

// Becomes the program as if nothing had waited for it: for what the runtime cannot be any more.
[[noreturn]] void execute(const protocol::Run& run);

}  // namespace cordon::parked
