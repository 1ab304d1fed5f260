// expect: contained | stopped by: landlock + system_call_filter + undumpable_agent
// The agent's channel to its host is its descriptor 3.
#include <cstdio>
#include <sys/syscall.h>
#include <unistd.h>
int main() {
  const long process = syscall(SYS_pidfd_open, 1, 0);
  std::puts(process >= 0 && syscall(438, process, 3, 0) >= 0 ? "ESCAPED: the agent's channel" : "contained");
}
