// expect: memory_limit | stopped by: memory_limit | limits: {"memory": 67108864}
#include <cstdio>
#include <sys/mman.h>
#include <unistd.h>
int main() {
  static char chunk[1 << 20];
  for (int file = 0; file < 4; ++file) {
    const int fd = memfd_create("x", 0);
    for (int i = 0; i < 32; ++i)
      if (write(fd, chunk, sizeof chunk) < 0) return 1;
  }
  std::puts("ESCAPED: twice the limit");
}
