#include <array>
#include <cstdint>
#include <iostream>
constexpr int n = 40;
using Matrix = std::array<std::array<int, n>, n>;
std::int64_t seed = 1;
int random_digit() { return static_cast<int>((seed = (seed * 1103515245 + 12345) % 2147483648) / 65536 % 10); }
Matrix random_matrix() { Matrix m; for (auto& row : m) for (int& x : row) x = random_digit(); return m; }
Matrix operator*(const Matrix& a, const Matrix& b) {
  Matrix c{};
  for (int i = 0; i < n; ++i) for (int j = 0; j < n; ++j) for (int k = 0; k < n; ++k) c[i][j] += a[i][k] * b[k][j];
  return c;
}
int main() {
  const Matrix a = random_matrix(), b = random_matrix(), c = a * b;
  int trace = 0, sum = 0;
  for (int i = 0; i < n; ++i) { trace += c[i][i]; for (int x : c[i]) sum += x; }
  std::cout << trace << ' ' << sum << ' ' << c.front().front() << ' ' << c.back().back() << '\n';
}
