// What a run amounts to: plain functions of what was measured. Any thread.
#pragma once

#include "host/execution/outcome.hpp"
#include "host/sandbox/run.hpp"

namespace cordon::execution {

// From what the kernel counted and what we ended, never guessed from a signal.
Verdict judge(const sandbox::Ran& ran, const sandbox::Limits& limits);

// The sentence for `error` where the verdict alone says what happened; "" where the program's own
// words, if there are any, say it better (runtime_error, compile_error, ok).
std::string limit_sentence(Verdict verdict, const sandbox::Limits& limits);

// "Exited with status 3", "Killed by SIGSEGV".
std::string ending(int exit_code, int signal);

// "SIGSEGV", "SIGRTMIN+3"; "SIG99" for one without a name.
std::string signal_name(int signal);

}  // namespace cordon::execution
