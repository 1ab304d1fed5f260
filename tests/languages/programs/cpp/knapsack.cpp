#include <algorithm>
#include <cstdio>
#include <vector>
struct Item { int weight, value; };
int main() {
  const std::vector<Item> items{{9, 150}, {13, 35}, {153, 200}, {50, 160}, {15, 60}, {68, 45}, {27, 60}, {39, 40}, {23, 30}, {52, 10}, {11, 70}, {32, 30}};
  int best[201] = {};
  for (auto [weight, value] : items) for (int c = 200; c >= weight; --c) best[c] = std::max(best[c], best[c - weight] + value);
  std::printf("%d %d %d\n", best[50], best[100], best[200]);
}
