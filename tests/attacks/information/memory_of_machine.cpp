// expect: contained | stopped by: system_call_filter | limits: {"memory": 134217728}
// Whoever answers sysinfo(2) for the kernel cannot write into a process that is not dumpable.
#include <sys/prctl.h>
#include <sys/sysinfo.h>
#include <unistd.h>
#include <cstdio>
#include <initializer_list>

int main() {
  bool more = false;
  for (const int dumpable : {1, 0, 1}) {
    prctl(PR_SET_DUMPABLE, dumpable);
    struct sysinfo told {};
    if (sysinfo(&told) == 0) more |= told.totalram * told.mem_unit > 128 << 20 || told.uptime > 600 || told.procs > 1;
  }
  std::puts(more ? "ESCAPED: the memory of the machine" : "contained");
}
