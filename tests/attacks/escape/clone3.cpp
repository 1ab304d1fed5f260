// expect: contained | stopped by: system_call_filter
// Its flags are behind a pointer.
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <sys/syscall.h>
#include <unistd.h>
int main() {
  std::uint64_t arguments[8] = {0x10000000 /* CLONE_NEWUSER */, 0, 0, 0, SIGCHLD, 0, 0, 0};
  const long child = syscall(435, arguments, sizeof arguments);
  if (child == 0) _exit(0);
  std::puts(child > 0 ? "ESCAPED: a child in a user namespace" : "contained");
}
