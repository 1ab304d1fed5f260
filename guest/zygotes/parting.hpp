// How process 1 of a sandbox becomes the agent, and leaves all that it has in memory to process 2.
#pragma once

namespace cordon::zygotes {

// To be called in the zygote while it has one thread. Throws std::system_error where the C library is not known.
void prepare_parting();

// Makes the calling process, which has one thread, a copy of itself, as fork(2) does, but for what programs and the C
// library have registered to happen: with one thread there is nothing to be careful of.
int fork_plainly();

// The calling process executes the agent, and its child, which has to be process 2, goes on here in its place: with its
// memory, which nobody has to copy. Throws where there can be no child.
void become_agent_and_go_on();

}  // namespace cordon::zygotes
