// expect: contained | stopped by: system_call_filter
// Memory that the kernel itself cannot look at.
#include <cstdio>
#include <sys/syscall.h>
#include <unistd.h>
int main() { std::puts(syscall(447, 0) >= 0 ? "ESCAPED: secret memory" : "contained"); }
