// expect: contained | stopped by: system_call_filter
// A ring does file and network operations where no filter sees them.
#include <cstdio>
#include <sys/syscall.h>
#include <unistd.h>
int main() {
  char parameters[120] = {};
  std::puts(syscall(425, 8, parameters) >= 0 ? "ESCAPED: an io_uring" : "contained");
}
