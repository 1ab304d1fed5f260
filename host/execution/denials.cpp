#include "host/execution/denials.hpp"

#include "host/execution/grant.hpp"
#include "host/execution/verdict.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace cordon::execution {
namespace {

// As the runtimes of the seven languages put it.
constexpr std::array network_words{"unreachable",     "Unreachable", "ENETUNREACH", "EAI_AGAIN",
                                   "name resolution", "ENOTFOUND",   "UnknownHost", "lookup ",
                                   "UnresolvedAddress", "Error: query"};
constexpr std::array system_call_words{"not permitted", "EPERM", "PermissionDenied"};

bool mentions(std::string_view text, const auto& words) {
  return std::ranges::any_of(words, [&](const char* word) { return text.find(word) != std::string_view::npos; });
}

}  // namespace

std::vector<Denial> denials_of(const sandbox::Ran& ran, const sandbox::Limits& limits) {
  std::vector<Denial> denials;
  if (ran.unreachable > 0) denials.push_back({"network", "connect", "no network: ENETUNREACH", ran.unreachable});
  for (const sandbox::DeniedCall& call : ran.denied_calls)
    denials.push_back({"syscall", call.name, "not allowed in a sandbox: EPERM", call.count});
  if (ran.counters.memory_kills > 0)
    denials.push_back(
        {"memory", "kill", "more than " + to_text(limits.memory) + " were used", ran.counters.memory_kills});
  if (ran.counters.process_refusals > 0)
    denials.push_back({"processes", "clone", "the process limit was reached: EAGAIN", ran.counters.process_refusals});
  return denials;
}

Denial denial_of_writing(const sandbox::Ran& ran, const sandbox::Limits& limits) {
  const std::string place = place_without_room(ran);
  if (!place.empty()) return {"file", "write", "no space is left in " + place + ": ENOSPC", 1};
  return {"file", "write", "no file may be larger than " + to_text(limits.file_size) + ": EFBIG", 1};
}

std::string reason_to_fail(const std::vector<Denial>& denials, std::string_view last_words) {
  for (const Denial& denial : denials) {
    if (denial.kind == "network" && mentions(last_words, network_words)) return "a sandbox has no network";
    if (denial.kind == "syscall" && mentions(last_words, system_call_words))
      return "a sandbox does not allow the system call " + denial.name;
  }
  return {};
}

}  // namespace cordon::execution
