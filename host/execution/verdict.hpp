// What a run amounts to: plain functions of what was measured. Any thread.
#pragma once

#include "host/execution/outcome.hpp"
#include "host/sandbox/run.hpp"

namespace cordon::execution {

// From what the kernel counted and what we ended, never guessed from a signal.
Verdict judge(const sandbox::Ran& ran, const sandbox::Limits& limits);

// The sentence for `error` where the verdict alone says what happened; "" where the program's own
// words, if there are any, say it better (runtime_error, compile_error, ok).
std::string limit_sentence(Verdict verdict, const sandbox::Limits& limits, const sandbox::Ran& ran);

// "/box", where it failed because nothing more could be written there; "" where it did not, or because one file
// grew too long.
std::string place_without_room(const sandbox::Ran& ran);

// Whether an exception that nobody caught, as the runtimes of the seven languages write it, is that a file must not
// grow so long. The kernel refuses that to a program without counting it.
bool complains_of_file_size(std::string_view exception);

// "Exited with status 3", "Killed by SIGSEGV".
std::string ending(int exit_code, int signal);

// "SIGSEGV", "SIGRTMIN+3"; "SIG99" for one without a name.
std::string signal_name(int signal);

}  // namespace cordon::execution
