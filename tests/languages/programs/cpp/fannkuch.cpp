#include <algorithm>
#include <iostream>
#include <numeric>
#include <vector>

int main() {
  const int n = 7;
  int most = 0, checksum = 0, r = n;
  std::vector<int> perm1(n), count(n);
  std::iota(perm1.begin(), perm1.end(), 0);
  for (int index = 0;; ++index) {
    for (; r != 1; --r) count[r - 1] = r;
    auto perm = perm1;
    int flips = 0;
    for (; perm[0] != 0; ++flips) std::reverse(perm.begin(), perm.begin() + perm[0] + 1);
    most = std::max(most, flips);
    checksum += index % 2 == 0 ? flips : -flips;
    for (;; ++r) {
      if (r == n) {
        std::cout << checksum << "\nPfannkuchen(" << n << ") = " << most << std::endl;
        return 0;
      }
      std::rotate(perm1.begin(), perm1.begin() + 1, perm1.begin() + r + 1);
      if (--count[r] > 0) break;
    }
  }
}
