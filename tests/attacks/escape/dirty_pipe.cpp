// expect: contained
// CVE-2022-0847: a page of a file in a pipe, written to.
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
int main() {
  int pipe_ends[2];
  if (pipe(pipe_ends) != 0) return 1;
  static char fill[65536];
  if (write(pipe_ends[1], fill, sizeof fill) < 0 || read(pipe_ends[0], fill, sizeof fill) < 0) return 1;
  const int file = open("/etc/passwd", O_RDONLY);
  char before[64] = {}, after[64] = {};
  if (pread(file, before, sizeof before, 0) < 0) return 1;
  off_t at = 1;
  if (splice(file, &at, pipe_ends[1], nullptr, 1, 0) < 0 || write(pipe_ends[1], "XXXX", 4) < 0) std::puts("no splice");
  if (pread(file, after, sizeof after, 0) < 0) return 1;
  std::puts(std::memcmp(before, after, sizeof before) != 0 ? "ESCAPED: a file was written through a pipe" : "contained");
}
