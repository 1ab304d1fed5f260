// Runs submissions: admission, prepare, compile, run, verdict. executor.cpp is the story.
//
// One event-loop thread calls it; any number of submissions are in progress at once.
#pragma once

#include "base/result.hpp"
#include "base/task.hpp"
#include "host/execution/grant.hpp"
#include "host/execution/outcome.hpp"
#include "host/execution/submission.hpp"

#include <functional>
#include <memory>

namespace cordon::languages {
class Languages;
class Worker;
}  // namespace cordon::languages
namespace cordon::pool {
class Pool;
}

namespace cordon::execution {

class Admission;
class ArtefactCache;
class Toolchains;

class Executor {
 public:
  virtual ~Executor() = default;

  // What the program did; or why the request was refused (4xx), why it has to wait (503), or our own
  // failure (500). Abandoning the task (client gone) ends the run.
  virtual Task<Result<Outcome>> execute(Submission submission) = 0;
};

// What an executor works with; all of it outlives the executor.
struct Parts {
  Admission& admission;
  const languages::Languages& languages;
  languages::Worker& worker;
  pool::Pool& pool;
  Toolchains& toolchains;
  ArtefactCache& artefacts;
  SecurityLevel level = SecurityLevel::sandbox;
  std::string isolation_method;
};

std::unique_ptr<Executor> make_executor(Parts parts);

}  // namespace cordon::execution
