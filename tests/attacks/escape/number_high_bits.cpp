// expect: contained | stopped by: system_call_filter
// The kernel takes 32 bits of the number.
#include <cstdio>
int main() {
  char parameters[120] = {};
  long result = (1L << 32) + 425;
  asm volatile("syscall" : "+a"(result) : "D"(8L), "S"(parameters) : "rcx", "r11", "memory");
  std::puts(result >= 0 ? "ESCAPED: an io_uring" : "contained");
}
