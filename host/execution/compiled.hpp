// What a compile goes into, and what comes out of it. Values.
#pragma once

#include "host/execution/outcome.hpp"
#include "host/languages/prepared.hpp"
#include "host/sandbox/run.hpp"

#include <memory>
#include <string>
#include <vector>

namespace cordon::execution {

// All that a compile gets. What it makes depends on nothing else, so the artefact cache knows it by this
// (artefact_key.hpp): what a compile is to be given belongs in here first.
struct CompilePlan {
  sandbox::Spec spec;                              // the image and the limits
  std::vector<std::vector<std::string>> commands;  // one after the other, until one fails
  std::vector<std::string> environment;            // "NAME=value", of each
  const std::vector<languages::SourceFile>& files;
  const std::vector<std::string>& artefacts;  // paths, files or folders
  std::string program;                        // what the run will execute: "./main" has to be one
};

struct Compiled {
  CompileOutcome outcome;
  std::string problem;  // why it failed, where the compiler does not say it
  // Nothing but the plan decided how it ended: no limit was in its way.
  bool undisturbed = false;
  std::vector<sandbox::CollectedFile> artefacts;
};

// Several submissions may use one at the same time, and the cache too.
using SharedCompiled = std::shared_ptr<const Compiled>;

}  // namespace cordon::execution
