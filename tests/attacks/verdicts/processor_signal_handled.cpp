// expect: cpu_time_limit | limits: {"cpu_time": 1}
#include <csignal>
int main() {
  std::signal(SIGXCPU, SIG_IGN);
  std::signal(SIGPROF, SIG_IGN);
  for (volatile int x = 0;;) x = x + 1;
}
