// expect: contained | stopped by: system_call_filter
// The kernel looks at the low half of some arguments only, and a filter had better do the same.
#include <csignal>
#include <initializer_list>
#include <cstdio>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>
int main() {
  long escaped = 0;
  for (const unsigned long high : {0UL, 1UL << 32, 0xffffffffUL << 32}) {
    const long child = syscall(SYS_clone, high | CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0);
    if (child == 0) _exit(0);
    if (child > 0) escaped = child;
  }
  std::puts(escaped > 0 ? "ESCAPED: a child in a user namespace" : "contained");
}
