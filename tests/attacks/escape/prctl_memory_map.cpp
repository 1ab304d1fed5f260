// expect: contained
#include <cstdio>
#include <sys/prctl.h>
#include <unistd.h>
int main() {
  for (int what = 1; what <= 13; ++what)
    if (what != 12 && prctl(PR_SET_MM, what, sbrk(0), 0, 0) == 0) return std::puts("ESCAPED: its memory map changed"), 0;
  std::puts("contained");
}
