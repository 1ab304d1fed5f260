// expect: time_limit | timeout: 1
#include <csignal>
#include <unistd.h>
int main() {
  for (int signal = 1; signal < 65; ++signal) std::signal(signal, SIG_IGN);
  for (;;) pause();
}
