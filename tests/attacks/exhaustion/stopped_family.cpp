// expect: time_limit | timeout: 1
#include <csignal>
#include <unistd.h>
int main() {
  for (int i = 0; i < 5; ++i) fork();
  kill(-1, SIGSTOP);
  raise(SIGSTOP);
}
