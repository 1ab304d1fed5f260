// expect: runtime_error | signal: SIGKILL | limits: {"memory": 67108864}
#include <csignal>
#include <cstring>
#include <vector>
int main() {
  std::vector<char> nearly(40 << 20, 'x');
  raise(SIGKILL);
  return nearly[5];
}
