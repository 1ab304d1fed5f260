// What a process does to itself just before a submission's program runs in it: the agent's child, or a runtime that
// has waited for one (guest/zygotes). System calls only: a child of vfork() calls these.
#pragma once

#include "guest/protocol/message.hpp"

namespace cordon::agent {

// The descriptors over which a runtime that waits is told its program (a Run frame, once), and says with one byte
// that it is ready; and the library that it is started with, if it is.
namespace runtime {
inline constexpr int control = 3, readiness = 4, library = 5;
}

void limit_resources(const protocol::Run& run);

// SIGPIPE is ignored and SIGCHLD blocked by the agent: a program starts with neither.
void default_signals();

// The number of processors is part of what a program adapts itself to; its share of their time is the cgroup's.
void keep_to(const std::vector<std::uint16_t>& processors);

// Asking to run elsewhere is answered as if it were done. What a program was given is what it sees, and were it
// to choose, it would see how many the machine has. With a number of a process the listener answers the same.
int stay_there();

// From now on execve() of nothing but `path`, at just this place in memory; nullptr: of nothing. -1 and errno on
// failure. The program that starts does not know the place, and its memory is not ours any more; this makes a
// shell hard to come by, and is no wall.
int execute_only(const char* path);

// For a runtime that waited and cannot be what the program needs: becomes the program as if there had been no runtime.
// Not for a child of vfork(): it allocates.
[[noreturn]] void execute(const protocol::Run& run);

}  // namespace cordon::agent
