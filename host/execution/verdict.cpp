#include "host/execution/verdict.hpp"

#include "host/execution/grant.hpp"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstring>

namespace cordon::execution {
namespace {

constexpr std::array<std::string_view, 10> names{
    "ok",           "runtime_error", "compile_error", "time_limit", "cpu_time_limit",
    "memory_limit", "output_limit",  "process_limit", "file_limit", "policy"};

std::string work_folder_text(const sandbox::Limits& limits) {
  return " (" + to_text(limits.work_folder) + ", " + std::to_string(limits.work_files) + " files)";
}

bool grew_a_file(const sandbox::Ran& ran) {
  return (ran.signal == SIGXFSZ && !ran.signalled_itself) || ran.file_limit_reached;
}

}  // namespace

std::string_view name(Verdict verdict) { return names.at(static_cast<std::size_t>(verdict)); }

Verdict judge(const sandbox::Ran& ran, const sandbox::Limits& limits) {
  if (ran.not_started) return ran.full_place.empty() ? Verdict::compile_error : Verdict::file_limit;
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
  if (grew_a_file(ran) || !place_without_room(ran).empty()) return Verdict::file_limit;
  if (ran.counters.process_refusals > 0 || ran.process_limit_reached) return Verdict::process_limit;
  // A call of another architecture; all others are refused only.
  if (ran.signal == SIGSYS && !ran.signalled_itself) return Verdict::policy;
  return Verdict::runtime_error;
}

std::string place_without_room(const sandbox::Ran& ran) {
  // Memory that maps a file for which there is no room ends in SIGBUS.
  const bool plausible = ran.signal == 0 || ran.signal == SIGABRT || ran.signal == SIGBUS;
  return plausible && !grew_a_file(ran) ? ran.full_place : "";
}

std::string limit_sentence(Verdict verdict, const sandbox::Limits& limits, const sandbox::Ran& ran) {
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
      if (const std::string place = place_without_room(ran); !place.empty())
        return "No space left in " + place + (place == "/box" ? work_folder_text(limits) : "");
      return "File size limit exceeded (" + to_text(limits.file_size) + ')';
    case Verdict::policy:
      return "Stopped by policy: system calls of another architecture are not allowed in a sandbox";
    default:
      return {};
  }
}

bool complains_of_file_size(std::string_view exception) {
  constexpr std::array ways = {"OSError: [Errno 27] ",      "Error: EFBIG: ",  "java.io.IOException: File too large",
                               "code: 27, kind: FileTooLarge", "(os error 27)", ": file too large"};
  return std::ranges::any_of(ways, [&](const char* way) { return exception.find(way) != std::string_view::npos; });
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
