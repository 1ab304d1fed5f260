// What the host and the agent in a sandbox say to each other. The same frames travel over a socket
// pair (namespaces), a vsock stream or a virtio-serial port (microVM).
//
// The agent is ours, but what it runs is not: the host treats every frame from a sandbox as hostile
// (bounded, checked, never trusted for a verdict that the kernel can give). Values.
//
// A session, host > agent < agent:
//   < Ready
//   > Run (park) < Ready                        a runtime that waits; where there is none yet, and one is wanted
//   > Put… > Run > Input… < Output… < Exit      a command; may be repeated (compile steps)
//   > Collect < File… < Collected               afterwards
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace cordon::protocol {

inline constexpr std::size_t max_payload = 1 << 20;     // bytes in one frame, both ways
inline constexpr std::size_t chunk_size = 64 << 10;     // of a stream or a file in one frame
inline constexpr std::size_t input_window = 256 << 10;  // standard input that the agent holds at most
inline constexpr std::size_t max_processors = 1024;     // named in one Run
inline constexpr std::size_t max_denied_calls = 64;     // different ones, named in one Exit

enum class Type : std::uint8_t {
  // host > agent
  put = 1,
  run,
  input,
  input_end,
  signal,
  stop,
  collect,
  // agent > host
  ready = 0x80,
  failed,
  output,
  error_output,
  input_credit,
  exit,
  file,
  collected,
};

// Creates a file below the work folder, or appends to it; folders on the way are made.
struct Put {
  std::string path;
  std::string data;
  std::uint16_t mode = 0644;
  bool append = false;
};

enum class Start : std::uint8_t {
  execute,    // start the program
  park,       // start a runtime that waits for its program; Ready says that it does
  hand_over,  // the program is for the runtime that waits
};

// Starts a program in the work folder. One at a time.
struct Run {
  std::vector<std::string> argv;
  std::vector<std::string> environment;   // "NAME=value"
  std::uint64_t file_size = 0;            // RLIMIT_FSIZE in bytes
  std::uint32_t open_files = 0;           // RLIMIT_NOFILE
  std::uint32_t cpu_seconds = 0;          // RLIMIT_CPU, a backstop; 0 = none
  std::uint32_t processes = 0;            // RLIMIT_NPROC; 0 = the cgroup counts
  std::uint64_t watch_memory = 0;         // bytes of resident memory to kill at; 0 = the cgroup does
  std::uint64_t watch_cpu_us = 0;         // CPU time of all processes to kill at; 0 = the host does
  bool merge_output = false;              // standard error goes where standard output goes
  bool start_nothing = false;             // the program may not execute others
  std::uint64_t memory = 0;               // bytes that the program is told the machine has; 0 = what it has
  std::vector<std::uint16_t> processors;  // the only ones that it sees and runs on; none = all
  Start start = Start::execute;
  std::string library;  // preloaded into a runtime that is to wait: the content of a shared object; "" = none
};

struct Input {
  std::string data;
};
struct InputEnd {};
struct Signal {
  std::int32_t number = 0;
};
struct Stop {};  // kill all that runs; Exit follows

// Sends back a file, or a folder with the regular files in it.
struct Collect {
  std::string path;
  std::uint64_t limit = 0;  // bytes of all files together
};

struct Ready {};

// A step of our own could not be done. The session is over.
struct Failed {
  std::string step;
  std::int32_t error_number = 0;
};

struct Output {
  std::string data;
  bool error_stream = false;
};

struct InputCredit {
  std::uint32_t bytes = 0;  // more that the host may send
};

// A system call that policy stopped, by its number on this architecture.
struct DeniedCall {
  std::uint32_t number = 0;
  std::uint64_t count = 0;
};

// A place that a program may write to, and that was full when it failed.
enum class FullPlace : std::uint8_t { none, box, tmp, shm };

// The program and all its descendants are dead and their output has been sent.
struct Exit {
  std::int32_t wait_status = 0;  // as wait(2) gives it
  std::int64_t wall_us = 0, user_us = 0, system_us = 0;
  std::uint64_t memory_peak = 0;       // bytes; largest resident set of any process
  bool memory_exceeded = false;        // watch_memory ended it
  bool cpu_exceeded = false;           // watch_cpu_us ended it
  bool file_limit_reached = false;     // it failed, and left a file that is as long as files may get
  bool process_limit_reached = false;  // Run::processes were seen to run at once
  bool signalled_itself = false;       // it sent the signal that ended it: known of SIGXFSZ and SIGSYS
  FullPlace full = FullPlace::none;
  std::int64_t agent_us = 0;      // CPU time that the agent took while it ran
  std::uint64_t unreachable = 0;  // packets and connections to places that no route leads to
  std::vector<DeniedCall> denied_calls;
};

struct File {
  std::string path;  // relative to the work folder
  std::string data;
  std::uint16_t mode = 0644;
  bool more = false;  // further frames of the same file follow
};

struct Collected {
  std::uint32_t files = 0;
  bool truncated = false;  // there was more than the limit
};

using FromHost = std::variant<Put, Run, Input, InputEnd, Signal, Stop, Collect>;
using FromAgent = std::variant<Ready, Failed, Output, InputCredit, Exit, File, Collected>;

}  // namespace cordon::protocol
