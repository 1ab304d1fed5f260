#include "host/execution/grant.hpp"

#include <algorithm>
#include <array>

namespace cordon::execution {
namespace {

using sandbox::Limits;
using sandbox::LimitsOverride;

constexpr std::array levels{std::pair{SecurityLevel::sandbox, std::string_view{"sandbox"}},
                            std::pair{SecurityLevel::restricted, std::string_view{"restricted"}},
                            std::pair{SecurityLevel::standard, std::string_view{"standard"}}};

std::string number_text(std::uint64_t whole, std::uint64_t parts, std::uint64_t unit) {
  const std::uint64_t tenths = parts * 10 / unit;
  return tenths == 0 ? std::to_string(whole) : std::to_string(whole) + '.' + std::to_string(tenths);
}

template <class T>
void lower(T& value, const std::optional<T>& by) {
  if (by) value = std::min(value, *by);
}

void lower_all(Limits& limits, const LimitsOverride& by) {
  lower(limits.wall, by.wall);
  lower(limits.cpu_time, by.cpu_time);
  lower(limits.memory, by.memory);
  lower(limits.processes, by.processes);
  lower(limits.output, by.output);
  lower(limits.file_size, by.file_size);
  lower(limits.work_folder, by.work_folder);
}

Limits smaller_of(Limits limits, const Limits& most) {
  lower_all(limits, {.wall = most.wall,
                     .cpu_time = most.cpu_time,
                     .memory = most.memory,
                     .processes = most.processes,
                     .output = most.output,
                     .file_size = most.file_size,
                     .work_folder = most.work_folder});
  return limits;
}

std::string amount(milliseconds value) { return to_text(value); }
std::string amount(Bytes value) { return std::to_string(value.count) + " bytes (" + to_text(value) + ')'; }
std::string amount(std::uint32_t value) { return std::to_string(value); }

template <class T>
Result<> ask(T& granted, const std::optional<T>& asked, const T& most, std::string_view what) {
  if (!asked) return {};
  if (*asked > most)
    return fail(Errc::limit_above_ceiling,
                std::string{what} + " of " + amount(*asked) + " is above the ceiling of " + amount(most));
  granted = *asked;
  return {};
}

}  // namespace

std::string_view name(SecurityLevel level) {
  return std::ranges::find(levels, level, &decltype(levels)::value_type::first)->second;
}

Result<SecurityLevel> security_level(std::string_view name) {
  const auto found = std::ranges::find(levels, name, &decltype(levels)::value_type::second);
  if (found == levels.end())
    return fail(Errc::bad_configuration,
                "SECURITY_LEVEL is sandbox, restricted or standard, not \"" + std::string{name} + '"');
  return found->first;
}

Ceilings ceilings(SecurityLevel level) {
  Ceilings result;
  Limits& most = result.most;
  most.output = 16_MiB;
  switch (level) {
    case SecurityLevel::sandbox:
      most.wall = seconds{60}, most.memory = 512_MiB, most.cpu_percent = 100, most.processes = 128;
      break;
    case SecurityLevel::restricted:
      most.wall = seconds{120}, most.memory = 1_GiB, most.cpu_percent = 200, most.processes = 256,
      most.work_folder = 128_MiB;
      break;
    case SecurityLevel::standard:
      most.wall = seconds{300}, most.memory = 4_GiB, most.cpu_percent = 400, most.processes = 512,
      most.work_folder = 256_MiB;
      break;
  }
  most.cpu_time = most.wall * most.cpu_percent / 100;
  most.file_size = most.work_folder;
  return result;
}

Ceilings ceilings(SecurityLevel level, const languages::Language& language) {
  Ceilings result = ceilings(level);
  lower_all(result.most, language.max_limits);
  lower_all(result.defaults, language.default_limits);
  result.defaults = smaller_of(result.defaults, result.most);
  return result;
}

Result<Limits> grant(const Ceilings& ceilings, const LimitsOverride& asked) {
  Limits limits = ceilings.defaults;
  const Limits& most = ceilings.most;
  TRY_VOID(ask(limits.wall, asked.wall, most.wall, "a time limit"));
  if (asked.wall) limits.cpu_time = std::min(limits.wall * limits.cpu_percent / 100, most.cpu_time);
  TRY_VOID(ask(limits.cpu_time, asked.cpu_time, most.cpu_time, "a CPU time limit"));
  TRY_VOID(ask(limits.memory, asked.memory, most.memory, "a memory limit"));
  TRY_VOID(ask(limits.processes, asked.processes, most.processes, "a process limit"));
  TRY_VOID(ask(limits.output, asked.output, most.output, "an output limit"));
  TRY_VOID(ask(limits.file_size, asked.file_size, most.file_size, "a file size limit"));
  TRY_VOID(ask(limits.work_folder, asked.work_folder, most.work_folder, "a work folder limit"));
  return limits;
}

Limits compile_limits(const languages::Compile& compile) {
  // Two processors, where the machine has them: linkers and compilers work on several things at once. What a step may
  // use of their time stays the same.
  Limits limits{.wall = seconds{30}, .cpu_time = seconds{30}, .memory = 1_GiB, .output = 256_KiB, .cpu_percent = 200};
  limits.work_folder = limits.file_size = 256_MiB;
  lower_all(limits, compile.limits);
  limits.cpu_time = std::min(limits.cpu_time, limits.wall);
  limits.processes += compile.extra_processes;
  return limits;
}

std::string to_text(Bytes bytes) {
  for (const auto& [unit, suffix] : {std::pair{1_GiB, " GiB"}, {1_MiB, " MiB"}, {1_KiB, " KiB"}})
    if (bytes >= unit) return number_text(bytes.count / unit.count, bytes.count % unit.count, unit.count) + suffix;
  return std::to_string(bytes.count) + " bytes";
}

std::string to_text(milliseconds time) {
  const auto count = static_cast<std::uint64_t>(time.count());
  std::string text = std::to_string(count / 1000);
  if (const std::uint64_t rest = count % 1000; rest != 0) {
    text += '.' + std::to_string(1000 + rest).substr(1);
    text.erase(text.find_last_not_of('0') + 1);
  }
  return text + (text == "1" ? " second" : " seconds");
}

}  // namespace cordon::execution
