#include <algorithm>
#include <array>
#include <iomanip>
#include <iostream>
int main() {
  constexpr int n = 5, far = 1000000;
  int d[n][n];
  for (int i = 0; i < n; ++i) for (int j = 0; j < n; ++j) d[i][j] = i == j ? 0 : far;
  for (auto [a, b, w] : {std::array{0, 1, 3}, {0, 2, 8}, {0, 4, -4}, {1, 3, 1}, {1, 4, 7}, {2, 1, 4}, {3, 0, 2}, {3, 2, -5}, {4, 3, 6}}) d[a][b] = w;
  for (int k = 0; k < n; ++k) for (int i = 0; i < n; ++i) for (int j = 0; j < n; ++j) d[i][j] = std::min(d[i][j], d[i][k] + d[k][j]);
  for (auto& row : d) { for (int j = 0; j < n; ++j) std::cout << (j ? " " : "") << std::setw(3) << row[j]; std::cout << '\n'; }
}
