#include "host/cordonctl/exit_status.hpp"

#include <charconv>
#include <csignal>
#include <cstring>
#include <string>

namespace cordon::cordonctl {
namespace {

// "SIGSEGV", "SIGRTMIN+3", "SIG77"; 0 for anything else.
int signal_number(std::string_view name) {
  if (!name.starts_with("SIG")) return 0;
  name.remove_prefix(3);
  int first = 0;
  if (name.starts_with("RTMIN")) {
    name.remove_prefix(5);
    first = SIGRTMIN;
    if (name.empty()) return first;
    name.remove_prefix(1);
  }
  int number = 0;
  if (const auto parsed = std::from_chars(name.data(), name.data() + name.size(), number); parsed.ec == std::errc{})
    return first + number;
  for (int signal = 1; signal < SIGRTMIN; ++signal)
    if (const char* known = ::sigabbrev_np(signal); known != nullptr && name == known) return signal;
  return 0;
}

}  // namespace

int exit_status(const nlohmann::json& answer) {
  const std::string verdict = answer.value("verdict", "");
  if (verdict == "ok") return succeeded;
  if (verdict == "compile_error") return failed;
  if (verdict == "time_limit" || verdict == "cpu_time_limit") return timed_out;
  if (const auto signal = answer.find("signal"); signal != answer.end() && signal->is_string())
    return signal_base + signal_number(signal->get<std::string>());
  if (const auto code = answer.find("exit_code"); code != answer.end() && code->is_number_integer())
    if (const int status = code->get<int>(); status != 0) return status;
  return failed;
}

}  // namespace cordon::cordonctl
