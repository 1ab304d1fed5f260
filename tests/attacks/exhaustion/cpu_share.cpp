// expect: contained | stopped by: cpu_limit + system_call_filter
// One processor is granted. The best of a few tries, for the machine may be busy.
#include <cstdio>
#include <cstring>
#include <ctime>
#include <sched.h>
#include <thread>
#include <vector>
static double now(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}
int main() {
  cpu_set_t all;
  std::memset(&all, 0xff, sizeof all);
  sched_setaffinity(0, sizeof all, &all);  // it was told to use only some
  double best = 0;
  for (int attempt = 0; attempt < 12 && best < 1.3; ++attempt) {
    const double wall = now(CLOCK_MONOTONIC), cpu = now(CLOCK_PROCESS_CPUTIME_ID);
    std::vector<std::jthread> threads;
    for (int i = 0; i < 6; ++i)
      threads.emplace_back([=] { while (now(CLOCK_MONOTONIC) - wall < 0.5) {} });
    threads.clear();
    best = std::max(best, (now(CLOCK_PROCESS_CPUTIME_ID) - cpu) / (now(CLOCK_MONOTONIC) - wall));
  }
  std::puts(best > 1.3 ? "ESCAPED: more than one processor" : "contained");
}
