// expect: contained | stopped by: resource_limits | limits: {"files": 1048576}
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>
int main() {
  std::signal(SIGXFSZ, SIG_IGN);
  const int file = open("/box/file", O_CREAT | O_RDWR, 0600);
  const bool grown = ftruncate(file, 8L << 30) == 0 || posix_fallocate(file, 2 << 20, 4096) == 0 || pwrite(file, "x", 1, 8L << 30) == 1;
  std::puts(grown ? "ESCAPED: a file over its limit" : "contained");
}
