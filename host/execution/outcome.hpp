// What a submitted program did. All of this is data, also when the program failed. A value.
#pragma once

#include "base/quantity.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace cordon::execution {

enum class Verdict {
  ok,
  runtime_error,  // it exited with another status than 0, or a signal ended it
  compile_error,  // nothing ran
  time_limit,     // wall time
  cpu_time_limit,
  memory_limit,
  output_limit,
  process_limit,
  file_limit,
  policy,
};

std::string_view name(Verdict verdict);  // "ok", "runtime_error", …

struct Diagnostic {
  std::string severity;    // error, warning, note
  std::uint32_t line = 0;  // from 1; 0 where unknown
  std::uint32_t column = 0;
  std::string path, code, message;
};

// A policy stopped something.
struct Denial {
  std::string kind, name, reason;
  std::uint64_t count = 0;
};

struct Stream {
  std::string data;           // at most the output limit
  std::uint64_t dropped = 0;  // bytes cut out of its middle
};

struct Usage {
  microseconds wall{};  // of the run step
  microseconds cpu_user{}, cpu_system{};
  std::uint64_t memory_peak = 0;  // bytes in use at one time (sandbox::Ran)
  // Where the time went: these six follow each other and are all of `total`.
  microseconds queue{};    // until it was its turn
  microseconds put{};      // to name and check the files, and to send them to their sandbox
  microseconds compile{};  // or to find what is kept of an earlier one
  microseconds lease{};    // until a sandbox was ready to run it
  microseconds run{};      // until it was known how the program ended; more than `wall` by what its start and end cost
  microseconds collect{};  // to say what its end means
  microseconds total{};
};

// Whether a submission's compile was somebody else's: one that is kept, or one that was under way.
enum class CacheUse { off, miss, hit };

std::string_view name(CacheUse use);  // "off", …

struct CompileOutcome {
  bool succeeded = false;
  int exit_code = 0;
  Stream output;            // what the compiler printed, both streams as they came
  microseconds duration{};  // that this submission spent on it
  CacheUse cache = CacheUse::off;
};

struct Outcome {
  Verdict verdict = Verdict::ok;
  int exit_code = 0;  // meaningful where signal is 0 and something ran
  int signal = 0;     // that ended the program; 0 if it exited
  bool ran = false;   // false after a compile error: exit_code and signal are then null in answers
  Stream out, err;    // standard output and standard error
  std::string error;  // "" or one line that a person can act on
  std::vector<Diagnostic> diagnostics;
  std::vector<Denial> denials;
  std::vector<CompileOutcome> compile;  // none or one
  Usage usage;
  std::string language_id, language_version;
  std::map<std::string, std::string> options;  // of the language, with those that the request did not say
  std::string isolation_method;                // "namespaces"
  std::string security_level;                  // "sandbox"
  bool pool_hit = false;
  bool warm = false;  // a runtime had waited for the program
};

}  // namespace cordon::execution
