// A place where an agent answers: the one interface over both kinds of wall, namespaces and microVMs.
//
// A sandbox serves one step (one compile or one run) and is thrown away. Owned by one unique_ptr;
// destroying it kills all that runs in it. Single event-loop thread.
#pragma once

#include "base/result.hpp"
#include "base/task.hpp"
#include "host/sandbox/agent_channel.hpp"
#include "host/sandbox/limits.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cordon::sandbox {

// A runtime that is started ahead in the sandbox, and waits there for its program.
struct Parked {
  std::string runtime;                         // which of those that can wait: "jvm"
  std::vector<std::string> argv, environment;  // the program's, as far as they are the same for all
  bool merge_output = false;                   // as in Program
  bool operator==(const Parked&) const = default;
};

struct Spec {
  std::string image;  // digest
  Limits limits;
  bool compile = false;  // the step is a compile, not a run
  // Of a runtime that is to wait in the sandbox for its program ("python"), forked from one that has started
  // already; "" = none. Its agent is ready when the runtime is.
  std::string zygote = {};
  std::optional<Parked> parked = {};
  bool operator==(const Spec&) const = default;
};

// What the kernel counted, for the sandbox as a whole.
struct Counters {
  microseconds cpu{};                  // user + system; includes setting up, a fraction of a millisecond
  std::uint64_t memory_kills = 0;      // processes that were killed because memory was used up
  std::uint64_t process_refusals = 0;  // processes or threads that could not be started
  bool counted = false;                // false where nothing counts (no cgroups): the agent watches instead
};

class Sandbox {
 public:
  virtual ~Sandbox() = default;

  virtual AgentChannel& agent() = 0;
  // Whether the agent has said that it is ready.
  [[nodiscard]] bool ready() const { return ready_; }
  void set_ready() { ready_ = true; }

  [[nodiscard]] virtual Counters counters() const = 0;
  // Two of them alone, which are asked for before a program has done anything.
  [[nodiscard]] virtual microseconds cpu_time() const { return counters().cpu; }
  [[nodiscard]] virtual bool counts() const { return counters().counted; }
  // The most that was in use at one time, in bytes, where the kernel counted it; 0 elsewhere.
  // Not looked at closely where it cannot be more than `known`.
  [[nodiscard]] virtual std::uint64_t memory_peak(std::uint64_t /*known*/) const { return 0; }
  // Processors for what starts now; they are given back when the sandbox ends. Empty: all that it sees.
  virtual std::vector<std::uint16_t> occupy_processors(std::uint32_t /*cpu_percent*/) { return {}; }
  // Before a program runs in it. The work folder's size cannot change. A sandbox that was made with a runtime to be
  // started ahead stands behind all others, where processor time is short, until then.
  // They hold when this is done; where they cannot be set, the sandbox is ended.
  virtual Task<Result<>> limit(const Limits& limits) = 0;
  // Ends everything in it at once; the stream then ends.
  virtual void kill() = 0;

 private:
  bool ready_ = false;
};

// One protection: in force, or why it is missing and what to do.
struct Fact {
  std::string name;
  bool in_force = false;
  std::string why, fix;
};

class Backend {
 public:
  virtual ~Backend() = default;

  // A sandbox that is being set up; the agent's first message says that it is ready (or what failed).
  virtual Task<Result<std::unique_ptr<Sandbox>>> create(Spec spec) = 0;

  [[nodiscard]] virtual std::string_view method() const = 0;  // "namespaces"
  [[nodiscard]] virtual bool has_zygote(std::string_view /*name*/) const { return false; }
  [[nodiscard]] virtual const std::vector<Fact>& facts() const = 0;
};

}  // namespace cordon::sandbox
