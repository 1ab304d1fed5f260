#include <cstdio>
#include <vector>
int main() {
  std::vector<int> row{1};
  for (int i = 0; i < 10; ++i) {
    std::printf("%*s", 2 * (9 - i), "");
    for (int x : row) std::printf("%4d", x);
    std::puts("");
    row.push_back(0);
    for (std::size_t k = row.size() - 1; k > 0; --k) row[k] += row[k - 1];
  }
}
