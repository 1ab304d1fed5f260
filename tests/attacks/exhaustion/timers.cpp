// expect: contained | stopped by: resource_limits
#include <csignal>
#include <cstdio>
#include <ctime>
int main() {
  sigevent none{};
  none.sigev_notify = SIGEV_SIGNAL;
  none.sigev_signo = SIGRTMIN;
  timer_t timer;
  for (int i = 0; i < 2000; ++i)
    if (timer_create(CLOCK_MONOTONIC, &none, &timer) != 0) return std::puts("contained"), 0;
  std::puts("ESCAPED: 2000 timers");
}
