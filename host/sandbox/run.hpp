// Runs one program in a sandbox and enforces what the kernel does not: wall time, CPU time, output.
#pragma once

#include "host/sandbox/sandbox.hpp"

#include <functional>

namespace cordon::sandbox {

struct Program {
  std::vector<std::string> argv;
  std::vector<std::string> environment;  // "NAME=value"
  std::string_view standard_input;       // kept alive by the caller until run_program() is done
  Limits limits;
  bool merge_output = false;   // both streams arrive as standard output
  bool start_nothing = false;  // it may not execute other programs
  bool hand_over = false;      // a runtime waits for it in the sandbox
};

// Why we ended it; none where it ended by itself.
enum class Stopped { none, wall_time, cpu_time, memory, output };

// A system call that policy stopped.
struct DeniedCall {
  std::string name;  // "unshare"
  std::uint64_t count = 0;
};

struct Ran {
  int exit_code = 0;
  int signal = 0;
  Stopped stopped = Stopped::none;
  bool not_started = false;  // what was to be run is no program, and was not made by us; or did not fit
  microseconds until_ready{};  // how long the sandbox was waited for; 0 where that did not end with an Exit
  microseconds wall{}, cpu_user{}, cpu_system{};
  std::uint64_t memory_peak = 0;  // bytes: of all processes together where that is counted, else of the largest
  Counters counters;
  bool file_limit_reached = false;     // it failed, and some file is as long as files may get
  std::string full_place;              // "/box": it failed, and there nothing more could be written
  bool signalled_itself = false;       // it sent itself the signal that ended it: known of SIGXFSZ and SIGSYS
  bool process_limit_reached = false;  // where nothing counts refusals: as many ran as may
  std::uint64_t unreachable = 0;       // attempts to reach a network
  std::vector<DeniedCall> denied_calls;
};

// Takes a piece of output. False ends the program (output limit).
using OnOutput = std::function<bool(bool error_stream, std::string_view data)>;

// Resumes when the program and all that it started are dead and their output has been delivered. The
// error is ours: the agent died, or could not do what it was asked. Abandoning it leaves the sandbox
// running; destroy the sandbox then.
Task<Result<Ran>> run_program(Sandbox& sandbox, Program program, OnOutput on_output);

// Resumes when the agent is ready; for the pool, which waits before it hands a sandbox out.
Task<Result<>> await_ready(Sandbox& sandbox, milliseconds patience);

// Starts a runtime that waits for its program, with a library that makes it wait, and resumes when it does. The sandbox
// is ready before.
Task<Result<>> park(Sandbox& sandbox, Parked parked, const Limits& limits, std::string library, milliseconds patience);

// Files of the work folder. put() only queues: run_program() reports what went wrong.
void put_file(Sandbox& sandbox, std::string_view path, std::string_view content, unsigned mode = 0644);

struct CollectedFile {
  std::string path;
  std::string content;
  unsigned mode = 0644;
};

struct Collected {
  std::vector<CollectedFile> files;
  bool truncated = false;  // there was more than the limit
};

// A file, or all files below a folder; at most `limit` together.
Task<Result<Collected>> collect_files(Sandbox& sandbox, std::string path, Bytes limit);

}  // namespace cordon::sandbox
