// One of the programs that images are built with: started with nothing on standard input, a given
// environment, what it prints collected or handed on as a stream. It dies with the thread that
// started it, and at the latest at its deadline. One owner, one thread.
#pragma once

#include <sys/types.h>
#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "base/quantity.hpp"
#include "base/result.hpp"
#include "base/unique_fd.hpp"

namespace cordon::images {

struct Command {
  std::vector<std::string> argv;              // the program is looked for in PATH
  std::vector<std::string> environment = {};  // "NAME=value"
  std::filesystem::path folder = {};          // where it runs; ours if empty
  std::string name = {};                      // what to call it in errors; the program if empty
  seconds patience{900};
  bool same_addresses = false;  // no random layout of memory, where that may be switched off
};

class Process {
 public:
  static Result<Process> start(const Command& command);
  Process(Process&& other) noexcept;
  Process& operator=(Process&&) = delete;
  ~Process();

  [[nodiscard]] int output() const { return output_.get(); }  // the reading end of a pipe
  // What it prints up to its end, at most `limit` bytes; the rest is read and dropped.
  Result<std::string> read_output(std::size_t limit);
  // Waits for it. Fails unless it exits with 0: the error ends with the last lines it wrote to standard error.
  Result<> finish();

 private:
  Process(std::string name, pid_t pid, UniqueFd output, UniqueFd messages,
          std::chrono::steady_clock::time_point deadline);
  [[nodiscard]] std::string last_messages() const;
  [[nodiscard]] bool wait_for(int descriptor) const;  // false at the deadline

  std::string name_;
  pid_t pid_;
  UniqueFd pidfd_;
  UniqueFd output_;
  UniqueFd messages_;
  std::chrono::steady_clock::time_point deadline_;
};

// Runs it to its end and gives what it printed, at most `limit` bytes.
Result<std::string> run(const Command& command, std::size_t limit = 64 << 20);

// The variables of our environment that decide how the network is reached, and PATH.
std::vector<std::string> inherited_environment();

// The full path of a program in PATH, or an error that says which package has it.
Result<std::string> find_program(std::string_view name);

}  // namespace cordon::images
