// expect: contained | runs: plant look
#include <cstdio>
#include <cstring>
#include <initializer_list>
#include <sys/syscall.h>
#include <unistd.h>
int main(int, char** arguments) {
  for (const int ring : {-2, -3, -4, -5})
    if (std::strcmp(arguments[1], "plant") == 0)
      syscall(SYS_add_key, "user", "left", "x", 1, ring);
    else if (syscall(SYS_keyctl, 10, ring, "user", "left", 0) >= 0)
      return std::puts("ESCAPED: a key of another run"), 0;
  std::puts("contained");
}
