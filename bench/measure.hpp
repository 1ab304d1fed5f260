// Timing rounds of competing things in turn, and telling their quantiles and ratios. Single-threaded.
#pragma once

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

namespace cordon::bench {

struct Contender {
  std::string name;
  std::function<void()> round;
  std::vector<double> microseconds = {};
};

// Every round runs each contender once, so that whatever else the machine does hits all alike.
inline void run_interleaved(std::vector<Contender>& contenders, int rounds, int warm_up = 5) {
  for (int i = -warm_up; i < rounds; ++i)
    for (Contender& contender : contenders) {
      const auto start = std::chrono::steady_clock::now();
      contender.round();
      const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - start;
      if (i >= 0) contender.microseconds.push_back(took.count());
    }
}

inline double quantile(std::vector<double> values, double q) {
  std::sort(values.begin(), values.end());
  return values.at(std::min(values.size() - 1, static_cast<std::size_t>(q * static_cast<double>(values.size()))));
}

// The first contender is what the others are compared with.
inline nlohmann::json report(const std::vector<Contender>& contenders) {
  nlohmann::json rows = nlohmann::json::array();
  const double reference = quantile(contenders.front().microseconds, 0.5);
  std::printf("%-44s %10s %10s %10s %8s\n", "", "p50 ms", "p90 ms", "p99 ms", "ratio");
  for (const Contender& contender : contenders) {
    const double p50 = quantile(contender.microseconds, 0.5), p90 = quantile(contender.microseconds, 0.9),
                 p99 = quantile(contender.microseconds, 0.99);
    std::printf("%-44s %10.2f %10.2f %10.2f %8.2f\n", contender.name.c_str(), p50 / 1e3, p90 / 1e3, p99 / 1e3,
                p50 / reference);
    rows.push_back({{"name", contender.name},
                    {"p50_us", p50},
                    {"p90_us", p90},
                    {"p99_us", p99},
                    {"ratio", p50 / reference},
                    {"rounds", contender.microseconds.size()}});
  }
  return rows;
}

// Starts a program below `root` ("" = here), its output thrown away, and waits for it.
inline void run_program(const std::string& root, const std::vector<std::string>& command) {
  std::vector<char*> argv;
  for (const std::string& word : command) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  char path[] = "PATH=/usr/bin:/bin";
  char* const environment[] = {path, nullptr};
  const pid_t pid = ::vfork();
  if (pid == 0) {
    const int null = ::open("/dev/null", O_RDWR);
    if (::dup2(null, 1) < 0 || (!root.empty() && (::chroot(root.c_str()) != 0 || ::chdir("/") != 0))) ::_exit(126);
    ::execve(argv[0], argv.data(), environment);
    ::_exit(127);
  }
  int status = 0;
  if (pid < 0 || ::waitpid(pid, &status, 0) != pid || status != 0) throw std::runtime_error{command[0] + " failed"};
}

}  // namespace cordon::bench
