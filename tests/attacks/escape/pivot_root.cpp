// expect: contained
#include <cstdio>
#include <sys/syscall.h>
#include <unistd.h>
int main() { std::puts(syscall(SYS_pivot_root, "/tmp", "/tmp") == 0 ? "ESCAPED: another root" : "contained"); }
