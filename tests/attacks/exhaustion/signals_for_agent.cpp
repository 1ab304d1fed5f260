// expect: time_limit | timeout: 2
#include <csignal>
#include <unistd.h>
int main() {
  fork();
  fork();
  for (;;)
    for (int signal = 1; signal < 65; ++signal) kill(1, signal);
}
