// expect: contained
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <initializer_list>
#include <utility>
int main() {
  for (const auto [type, number] : {std::pair{S_IFBLK, makedev(254, 0)}, {S_IFBLK, makedev(8, 0)}, {S_IFCHR, makedev(1, 1)}, {S_IFCHR, makedev(1, 3)}})
    for (const char* path : {"/box/device", "/tmp/device", "/dev/shm/device", "/dev/device"})
      if (mknod(path, static_cast<mode_t>(type) | 0600, number) == 0) return std::printf("ESCAPED: %s\n", path), 0;
  std::puts("contained");
}
