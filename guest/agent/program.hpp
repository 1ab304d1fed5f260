// The one program that the agent runs at a time, with everything that descends from it.
//
// The agent is process 1 of its process namespace: all that the program leaves behind becomes the
// agent's child, and kill(-1) reaches exactly the program's processes.
#pragma once

#include "base/unique_fd.hpp"
#include "guest/protocol/message.hpp"

#include <sys/types.h>
#include <optional>

namespace cordon::agent {

// A process, and our ends of its pipes.
struct Runtime {
  Runtime() = default;
  // Starts it, or throws std::system_error (also when it cannot be executed). `file_rules`: a Landlock ruleset
  // that it enters, or -1. With Start::park it gets `control` and `readiness` too (start.hpp).
  Runtime(const protocol::Run& run, int file_rules);

  // To be called when `readiness` can be read. Throws where the runtime is gone instead.
  bool says_ready();
  [[nodiscard]] bool ready() const { return !readiness; }
  // Reaps it then.
  [[nodiscard]] bool has_died() const;

  pid_t pid = -1;
  UniqueFd input, output, error_output;  // of its standard streams
  UniqueFd control, readiness;           // of one that waits for its program
};

class Program {
 public:
  // Starts it, or throws std::system_error (also when it cannot be executed).
  Program(const protocol::Run& run, int file_rules);
  // Gives it to a runtime that has said that it is ready.
  Program(const protocol::Run& run, Runtime runtime);

  // Reaps what has died. True once the program itself (not all of its descendants) is among it.
  bool reap();

  // Kills and reaps everything that is left. Afterwards the pipes have no writer.
  void kill_all();

  // Ends the program if the limits that no cgroup enforces here are exceeded.
  void watch();
  [[nodiscard]] pid_t pid() const { return pid_; }
  [[nodiscard]] bool watched() const { return run_memory_ != 0 || run_cpu_us_ != 0; }
  [[nodiscard]] std::uint64_t file_size() const { return file_size_; }  // the most that a file may have; 0 = any

  // For everything reaped so far, after reap() said true or kill_all() was called.
  [[nodiscard]] protocol::Exit exit() const;

  void signal(int number) const;

  UniqueFd input, output, error_output;  // our ends, non-blocking

 private:
  Program(const protocol::Run& run, std::int64_t started_us, Runtime runtime);
  void note_death(pid_t pid, int status);

  pid_t pid_ = -1;
  std::int64_t started_us_ = 0, agent_started_us_ = 0;
  UniqueFd control_;
  std::uint64_t cpu_before_us_ = 0;  // used by the runtime before it had the program
  std::optional<protocol::Exit> exit_;
  std::uint64_t run_memory_ = 0, run_cpu_us_ = 0, file_size_ = 0;
  std::uint32_t processes_ = 0;
  bool memory_exceeded_ = false, cpu_exceeded_ = false, processes_reached_ = false;
};

}  // namespace cordon::agent
