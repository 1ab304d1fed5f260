// A zygote: a runtime that has started and, instead of running a program, forks. Each child becomes a sandbox of its
// own: process 1 takes the same steps as one that the cage makes (host/cage/steps.hpp) and executes the agent;
// process 2, forked from it just before, is the runtime, and waits for its program (agent/start.hpp).
//
// A zygote never sees anything of a submission. What its children share with it is what it had read before: an
// initialised runtime, and with it the runtime's places in memory, which differ between zygotes only.
// Single-threaded.
#pragma once

#include "guest/protocol/message.hpp"

namespace cordon::zygotes {

// What a runtime has to do around fork(2), or nullptr.
struct Hooks {
  void (*before_fork)() = nullptr;
  void (*after_fork_in_parent)() = nullptr;
  void (*after_fork_in_child)() = nullptr;
  // Whether the runtime has descriptors of its own, above those reserved for us, that its children need.
  bool keeps_descriptors = false;
  // A program that does next to nothing, to learn from (rehearsal.hpp): how it is started, and what is in its work
  // folder, all in folders that come before. None if it has no words.
  protocol::Run rehearsal;
  std::vector<protocol::Put> rehearsal_files;
};

// Forks whenever the cage asks for it, until the cage lets go; then waits for its children's end and exits. Returns in
// a child, process 2 of a new sandbox, with the program that it was given, whose limits are in force.
protocol::Run serve(const Hooks& hooks);

// No program that starts from here on can be replaced by another one: what Run::start_nothing asks for.
void start_nothing();

}  // namespace cordon::zygotes
