#include <cmath>
#include <iomanip>
#include <iostream>
#include <numeric>
#include <vector>

using Vector = std::vector<double>;
double a(int i, int j) { return 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1); }
Vector times(const Vector& v, bool transposed) {
  Vector r(v.size());
  for (std::size_t i = 0; i < v.size(); ++i)
    for (std::size_t j = 0; j < v.size(); ++j) r[i] += (transposed ? a(j, i) : a(i, j)) * v[j];
  return r;
}
int main() {
  Vector u(50, 1.0), v;
  for (int i = 0; i < 10; ++i) {
    v = times(times(u, false), true);
    u = times(times(v, false), true);
  }
  const auto dot = [](const Vector& x, const Vector& y) { return std::inner_product(x.begin(), x.end(), y.begin(), 0.0); };
  std::cout << std::fixed << std::setprecision(9) << std::sqrt(dot(u, v) / dot(v, v)) << '\n';
}
