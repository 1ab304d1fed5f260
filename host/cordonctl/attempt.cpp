#include "host/cordonctl/attempt.hpp"

#include "base/syscall.hpp"

#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <system_error>

namespace cordon::cordonctl {
namespace {

constexpr int deadline_ms = 5000;

[[noreturn]] void act(const std::function<void()>& action, int report) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  std::string text{"done"};
  try {
    action();
  } catch (const std::system_error& error) {
    text = std::to_string(error.code().value()) + ' ' + error.what();
  } catch (const std::exception& error) {
    text = std::string{"0 "} + error.what();
  }
  base::write_all(report, text);
  ::_exit(0);
}

Attempt read_report(int report) {
  pollfd readable{.fd = report, .events = POLLIN, .revents = 0};
  if (base::retry([&] { return ::poll(&readable, 1, deadline_ms); }) == 0) return {.step = "it took too long"};
  char text[512];
  const ssize_t size = base::retry([&] { return ::read(report, text, sizeof text - 1); });
  if (size <= 0) return {};
  text[size] = '\0';
  if (std::strcmp(text, "done") == 0) return {.worked = true};
  Attempt failed{.error_number = std::atoi(text)};
  failed.step = std::strchr(text, ' ') + 1;
  const std::string meaning = ": " + std::generic_category().message(failed.error_number);
  if (failed.step.ends_with(meaning)) failed.step.resize(failed.step.size() - meaning.size());
  return failed;
}

}  // namespace

Attempt attempt(const std::function<void()>& action) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return {.step = "make a pipe", .error_number = errno};
  const UniqueFd reading{ends[0]};
  UniqueFd writing{ends[1]};
  const pid_t child = ::fork();
  if (child < 0) return {.step = "fork", .error_number = errno};
  if (child == 0) act(action, writing.get());
  writing.reset();
  Attempt result = read_report(reading.get());
  ::kill(child, SIGKILL);
  int status = 0;
  base::retry([&] { return ::waitpid(child, &status, 0); });
  if (!result.worked && result.step.empty())
    result.step = std::string{"it was ended by "} + (WIFSIGNALED(status) ? ::strsignal(WTERMSIG(status)) : "something");
  return result;
}

std::string to_text(const Attempt& attempt) {
  if (attempt.error_number == 0) return attempt.step;
  return attempt.step + ": " + std::generic_category().message(attempt.error_number);
}

}  // namespace cordon::cordonctl
