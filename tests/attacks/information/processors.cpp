// expect: contained
// How many processors the machine has: asked of process 1, which is not bound, and by asking for all of them.
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <cstdio>
#include <cstring>
#include <initializer_list>
#include <thread>

int main() {
  const long high_bits = 1L << 32;
  cpu_set_t set;
  bool more = false;
  for (const long pid : {0L, long{getpid()}, high_bits, high_bits | getpid(), 1L, high_bits | 1}) {
    std::memset(&set, 0xff, sizeof set);
    syscall(SYS_sched_setaffinity, pid, sizeof set, &set);
    CPU_ZERO(&set);
    if (syscall(SYS_sched_getaffinity, pid, sizeof set, &set) > 0) more |= CPU_COUNT(&set) > 1;
  }
  std::thread{[&] { more |= sysconf(_SC_NPROCESSORS_ONLN) > 1 || sysconf(_SC_NPROCESSORS_CONF) > 1; }}.join();
  more |= std::thread::hardware_concurrency() > 1;
  std::puts(more ? "ESCAPED: the processors of the machine" : "contained");
}
