// Runs submissions: admission, prepare, compile, run, verdict. executor.cpp is the story.
//
// One event-loop thread calls it; any number of submissions are in progress at once.
#pragma once

#include "base/result.hpp"
#include "base/task.hpp"
#include "host/execution/outcome.hpp"
#include "host/execution/submission.hpp"

namespace cordon::execution {

class Executor {
 public:
  virtual ~Executor() = default;

  // What the program did; or why the request was refused (4xx), why it has to wait (503), or our own
  // failure (500). Abandoning the task (client gone) ends the run.
  virtual Task<Result<Outcome>> execute(Submission submission) = 0;
};

}  // namespace cordon::execution
