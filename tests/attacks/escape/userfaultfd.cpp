// expect: contained | stopped by: system_call_filter
// Handling one's own page faults makes races in the kernel winnable.
#include <cstdio>
#include <sys/syscall.h>
#include <unistd.h>
int main() { std::puts(syscall(SYS_userfaultfd, 1) >= 0 ? "ESCAPED: a userfaultfd" : "contained"); }
