// expect: contained | stopped by: closed_descriptors
#include <cstdio>
#include <fcntl.h>
int main() {
  for (int fd = 3; fd < 65536; ++fd)
    if (fcntl(fd, F_GETFD) >= 0) return std::printf("ESCAPED: descriptor %d\n", fd), 0;
  std::puts("contained");
}
