// expect: runtime_error | exit: 6
// What children say after the program has ended is not its result.
#include <cstdio>
#include <unistd.h>
int main() {
  for (int i = 0; i < 5; ++i)
    if (fork() == 0) {
      setsid();
      sleep(1);
      std::puts("ESCAPED: said after the end");
      std::fflush(stdout);
      _exit(0);
    }
  _exit(6);
}
