// The threads of a runtime that is about to fork: fork(2) leaves them behind, and a runtime that has started them
// does not work without. So they are parked, each a stack with all that it was about inside a system call, and go on
// from there in the child, at the same place in memory, as if nothing had happened.
#pragma once

namespace cordon::zygotes {

// Ends every thread but the calling one, when it rests in a system call. Throws std::system_error where one will not.
void park_threads();

// In a child of the process that parked them: they go on.
void revive_threads();

}  // namespace cordon::zygotes
