#include <iostream>
int main() {
  int best = 0, most = 0;
  for (int start = 1; start < 20000; ++start) {
    int steps = 1;
    for (long n = start; n != 1; ++steps) n = n % 2 ? 3 * n + 1 : n / 2;
    if (steps > most) most = steps, best = start;
  }
  std::cout << best << ' ' << most << '\n';
}
