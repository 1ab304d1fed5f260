// expect: contained | stopped by: landlock + system_call_filter + undumpable_agent
// The agent is a static program at a fixed address.
#include <cstdio>
#include <sys/uio.h>
int main() {
  char head[4] = {};
  iovec here{head, 4}, there{reinterpret_cast<void*>(0x400000), 4};
  std::puts(process_vm_readv(1, &here, 1, &there, 1, 0) == 4 ? "ESCAPED: memory of process 1" : "contained");
}
