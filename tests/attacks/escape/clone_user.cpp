// expect: contained | stopped by: system_call_filter
#include <csignal>
#include <cstdio>
#include <sched.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
int main() {
  const long child = syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0);
  if (child == 0) _exit(0);
  std::puts(child > 0 ? "ESCAPED: a child in a user namespace" : "contained");
}
