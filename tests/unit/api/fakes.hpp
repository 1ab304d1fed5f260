// An executor and a catalogue that answer what a test tells them to.
#pragma once

#include "host/api/routes.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <vector>

namespace cordon::api {

class FakeExecutor final : public execution::Executor {
 public:
  static constexpr std::size_t most_remembered = 100;  // the fake server may run for long
  Result<execution::Outcome> answer = execution::Outcome{
      .exit_code = 0, .ran = true, .out = {.data = "hi\n"}, .language_id = "python", .language_version = "3.13.5"};
  milliseconds delay{0};
  std::vector<execution::Submission> asked;
  int cancelled = 0;
  bool answers_when_cancelled = false;  // as a failure, instead of throwing

  Task<Result<execution::Outcome>> execute(execution::Submission submission) override {
    if (asked.size() < most_remembered) asked.push_back(std::move(submission));
    if (delay.count() > 0) {
      asio::steady_timer timer{co_await asio::this_coro::executor, delay};
      try {
        co_await timer.async_wait(asio::use_awaitable);
      } catch (const boost::system::system_error&) {
        ++cancelled;
        if (!answers_when_cancelled) throw;
      }
    }
    if (cancelled > 0) co_return fail(Errc::internal, "cancelled");
    co_return answer;
  }
};

class FakeCatalog final : public LanguageCatalog {
 public:
  [[nodiscard]] std::vector<LanguageDescription> languages() const override {
    return {
        {.id = "python",
         .name = "Python",
         .version = "3.13.5",
         .aliases = {"py", "python3"},
         .extensions = {".py"},
         .profiles = {"default"},
         .rootfs = "python",
         .plugin = "python.so",
         .example = "print('hello')\n",
         .ready = true},
        {.id = "cpp", .name = "C++", .aliases = {"c++"}, .extensions = {".cpp"}, .compiled = true, .rootfs = "cpp"}};
  }
};

inline HealthReport healthy() {
  return {.execution_method = "namespaces",
          .security_level = "sandbox",
          .isolation_in_force = {"user namespace", "seccomp"},
          .isolation_missing = {{"cgroup v2", "not mounted", "mount it"}},
          .languages = {{.id = "python", .version = "3.13.5", .ready = true}},
          .version = "0.1.0"};
}

}  // namespace cordon::api
