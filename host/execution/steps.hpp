// The two steps that happen in a sandbox: compiling, and running. Each takes a sandbox of its own.
#pragma once

#include "base/elapsed.hpp"
#include "host/execution/capture.hpp"
#include "host/execution/compiled.hpp"
#include "host/execution/outcome.hpp"
#include "host/execution/submission.hpp"
#include "host/languages/language.hpp"
#include "host/languages/placeholders.hpp"
#include "host/languages/prepared.hpp"
#include "host/pool/pool.hpp"
#include "host/sandbox/run.hpp"

namespace cordon::execution {

// What both steps need to know.
struct Work {
  const languages::Language& language;
  const languages::Prepared& prepared;
  std::string image;
  languages::Values values;  // for the placeholders
  sandbox::Limits granted;   // of the run
};

struct RunStep {
  sandbox::Ran ran;
  Stream out, err;
  bool pool_hit = false;
  bool warm = false;  // a runtime had waited for the program
  microseconds lease{}, put{}, run{};  // as in Usage
};

// What each step's sandbox has to be. `granted`: what the run gets; `client`: environment variables of the request. A
// runtime that was started ahead without one of them is not what is asked for.
sandbox::Spec compile_spec(const languages::Language& language, std::string image, const sandbox::Limits& granted);
sandbox::Spec run_spec(const languages::Language& language, std::string image, const sandbox::Limits& granted,
                       const std::map<std::string, std::string>& client);

// "NAME=value": the server's, the language's, the step's, the client's, each over the one before.
std::vector<std::string> environment_of(const languages::Language& language, const languages::Step& step,
                                        const std::map<std::string, std::string>& client);

// A program of the image's own, which gets no input and whose two output streams are read as one.
struct Tool {
  std::vector<std::string> argv, environment;
  sandbox::Limits limits;
  bool hand_over = false;  // it waits in the sandbox already
};
Task<Result<sandbox::Ran>> run_tool(sandbox::Sandbox& sandbox, const Tool& tool, Capture& output);

// Whether all that the program will find in its work folder fits into it.
bool fits(const Work& work, const std::vector<sandbox::CollectedFile>& artefacts, const sandbox::Limits& limits);

// Of a language that has a compile step.
CompilePlan plan_compile(const Work& work);

// A program that does not compile, or to nothing that can be run, is an outcome; the error is ours. `kind` is the
// pool's.
Task<Result<Compiled>> compile(pool::Pool& pool, std::string kind, const CompilePlan& plan);

struct RunInput {
  std::string_view standard_input;
  const std::vector<SourceFile>& data_files;
  const std::map<std::string, std::string>& environment;
  sandbox::Limits limits;
  bool output_limit_kills = false;
  bool start_nothing = false;  // the program may not execute others
};
Task<Result<RunStep>> run(pool::Pool& pool, const Work& work, const std::vector<sandbox::CollectedFile>& artefacts,
                          RunInput input, base::Laps& laps);

}  // namespace cordon::execution
