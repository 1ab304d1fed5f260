// The language plugins and the rules, as the server sees them: a child process that may crash or hang
// without harm.
//
// Requests wait in one queue and run one at a time. A hook that takes longer than its time, or takes
// the process down, costs its own request; the next one gets a new process. What the process answers
// is checked as if a submission had written it. Owned by the server; event-loop thread only.
#pragma once

#include "base/result.hpp"
#include "base/task.hpp"
#include "host/languages/prepared.hpp"
#include "host/languages/registry.hpp"
#include "host/languages/trust.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace cordon::languages {

class Worker {
 public:
  struct Options {
    std::filesystem::path executable = "/proc/self/exe";
    std::vector<std::string> arguments = {"--role=language-worker"};
    std::filesystem::path plugin_folder;  // only files in it that a manifest names are opened
    Trust trust;                          // whose plugins are loaded
    milliseconds hook_time{5'000};        // of one call
    milliseconds load_time{10'000};       // of one plugin
    milliseconds queue_time{10'000};      // how long a request waits for its turn
    std::size_t queue_length = 512;
  };

  struct Statistics {
    std::uint64_t calls = 0;    // answered
    std::uint64_t failed = 0;   // hooks that failed, hung or crashed
    std::uint64_t started = 0;  // processes
  };

  Worker(asio::any_io_executor executor, Options options);
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;
  ~Worker();

  enum class OnRefusal { serve_the_rest, change_nothing };

  // Starts a process with the plugins of these languages. Answers, by language id, why a plugin is
  // refused. Called again after a change: until the new process is ready the old one serves.
  Task<std::map<std::string, std::string>> load(std::vector<LanguagePointer> languages,
                                                OnRefusal on_refusal = OnRefusal::serve_the_rest);

  // Names the files and checks them by the rules of this profile ("" = open), without asking a process
  // where neither needs one. Errc::malformed_request where the language has no such profile. `language` stays alive
  // until the answer. Errors as apply() in prepared.hpp; Errc::internal where the plugin or the rules failed,
  // Errc::busy and Errc::unavailable where no process could be asked.
  Task<Result<Prepared>> prepare(const Language& language, std::vector<SourceFile> files, std::string profile = "");

  // What a plugin reads in what step "compile" or "run" wrote to standard error.
  Task<Result<Diagnosis>> diagnose(const Language& language, std::string step, std::string output);

  [[nodiscard]] Statistics statistics() const;

 private:
  struct State;
  std::shared_ptr<State> state_;  // shared with the coroutine that serves the queue
};

}  // namespace cordon::languages
