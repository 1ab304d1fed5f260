#include <iostream>
int queens(int n, int row = 0, int columns = 0, int left = 0, int right = 0) {
  if (row == n) return 1;
  int found = 0;
  for (int free = ~(columns | left | right) & ((1 << n) - 1); free; free &= free - 1) {
    const int bit = free & -free;
    found += queens(n, row + 1, columns | bit, (left | bit) << 1, (right | bit) >> 1);
  }
  return found;
}
int main() { for (int n = 1; n <= 8; ++n) std::cout << n << ' ' << queens(n) << '\n'; }
