#include "host/execution/verdict.hpp"

#include "host/execution/grant.hpp"

#include <array>
#include <csignal>
#include <cstring>

namespace cordon::execution {
namespace {

constexpr std::array<std::string_view, 10> names{
    "ok",           "runtime_error", "compile_error", "time_limit", "cpu_time_limit",
    "memory_limit", "output_limit",  "process_limit", "file_limit", "policy"};

}  // namespace

std::string_view name(Verdict verdict) { return names.at(static_cast<std::size_t>(verdict)); }

Verdict judge(const sandbox::Ran& ran, const sandbox::Limits& limits) {
  switch (ran.stopped) {
    case sandbox::Stopped::wall_time:
      return Verdict::time_limit;
    case sandbox::Stopped::cpu_time:
      return Verdict::cpu_time_limit;
    case sandbox::Stopped::memory:
      return Verdict::memory_limit;
    case sandbox::Stopped::output:
      return Verdict::output_limit;
    case sandbox::Stopped::none:
      break;
  }
  // Also where the program did not mind that a process of it was killed: its answer lacks what that one did.
  if (ran.counters.memory_kills > 0) return Verdict::memory_limit;
  if (ran.signal == 0 && ran.exit_code == 0) return Verdict::ok;
  if ((ran.signal == SIGXCPU || ran.signal == SIGKILL) && ran.cpu_user + ran.cpu_system >= limits.cpu_time)
    return Verdict::cpu_time_limit;
  if (ran.signal == SIGXFSZ || ran.file_limit_reached) return Verdict::file_limit;
  if (ran.counters.process_refusals > 0 || ran.process_limit_reached) return Verdict::process_limit;
  if (ran.signal == SIGSYS) return Verdict::policy;  // a call of another architecture; all others are refused only
  return Verdict::runtime_error;
}

std::string limit_sentence(Verdict verdict, const sandbox::Limits& limits) {
  switch (verdict) {
    case Verdict::time_limit:
      return "Execution timed out after " + to_text(limits.wall);
    case Verdict::cpu_time_limit:
      return "CPU time limit exceeded (" + to_text(limits.cpu_time) + ')';
    case Verdict::memory_limit:
      return "Memory limit exceeded (" + to_text(limits.memory) + ')';
    case Verdict::output_limit:
      return "Output limit exceeded (" + to_text(limits.output) + ')';
    case Verdict::process_limit:
      return "Process limit exceeded (" + std::to_string(limits.processes) + " processes and threads)";
    case Verdict::file_limit:
      return "File size limit exceeded (" + to_text(limits.file_size) + ')';
    case Verdict::policy:
      return "Stopped by policy: system calls of another architecture are not allowed in a sandbox";
    default:
      return {};
  }
}

std::string signal_name(int signal) {
  if (signal >= SIGRTMIN && signal <= SIGRTMAX)
    return signal == SIGRTMIN ? "SIGRTMIN" : "SIGRTMIN+" + std::to_string(signal - SIGRTMIN);
  const char* name = ::sigabbrev_np(signal);
  return "SIG" + (name == nullptr ? std::to_string(signal) : std::string{name});
}

std::string ending(int exit_code, int signal) {
  return signal != 0 ? "Killed by " + signal_name(signal) : "Exited with status " + std::to_string(exit_code);
}

}  // namespace cordon::execution
