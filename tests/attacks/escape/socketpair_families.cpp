// expect: contained
#include <cstdio>
#include <sys/socket.h>
int main() {
  for (int family = 2; family < 47; ++family)
    for (int type = 1; type < 6; ++type)
      if (int pair[2]; socketpair(family, type, 0, pair) == 0) return std::printf("ESCAPED: family %d\n", family), 0;
  std::puts("contained");
}
