// expect: contained | stopped by: landlock + system_call_filter
#include <cstdio>
#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>
static void put(const char* path, const char* text, int length) {
  const int fd = open(path, O_WRONLY);
  if (fd >= 0 && write(fd, text, length) < 0) std::puts("the map was refused");
}
int main() {
  if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) return std::puts("contained"), 0;
  put("/proc/self/setgroups", "deny", 4);
  put("/proc/self/uid_map", "0 1000 1", 8);
  std::puts(mount("t", "/tmp", "tmpfs", 0, nullptr) == 0 ? "ESCAPED: a mount" : "contained");
}
