// expect: policy | signal: SIGSYS
#include <cstdio>
#include <initializer_list>
#include <sys/syscall.h>
#include <unistd.h>
int main() {
  for (const long number : {39L, 101L, 272L, 425L, 520L, 545L})
    if (syscall(0x40000000 | number, 0, 0, 0, 0) >= 0) return std::printf("ESCAPED: x32 call %ld\n", number), 0;
  std::puts("contained");
}
