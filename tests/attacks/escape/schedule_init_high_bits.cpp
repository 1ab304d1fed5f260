// expect: contained | stopped by: system_call_filter
// The kernel takes the low half of a process number; a filter that compares all of it sees another one.
#include <cstdio>
#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
int main() {
  const sched_param none{};
  const long init = (1L << 32) | 1;
  const bool held_up = syscall(SYS_sched_setscheduler, init, SCHED_IDLE, &none) == 0 || syscall(SYS_setpriority, (1L << 32) | PRIO_USER, 0L, 19L) == 0 ||
                       syscall(SYS_setpriority, PRIO_PROCESS, init, 19L) == 0;
  std::puts(held_up ? "ESCAPED: process 1 can be held up" : "contained");
}
