// expect: contained | stopped by: resource_limits
#include <csignal>
#include <cstdio>
#include <unistd.h>
int main() {
  sigset_t blocked;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGRTMIN);
  sigprocmask(SIG_BLOCK, &blocked, nullptr);
  for (int i = 0; i < 2000; ++i)
    if (sigqueue(getpid(), SIGRTMIN, sigval{}) != 0) return std::puts("contained"), 0;
  std::puts("ESCAPED: 2000 signals in the queue");
}
