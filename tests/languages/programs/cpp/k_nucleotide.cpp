#include <algorithm>
#include <iostream>
#include <string>
#include <unordered_map>
#include <vector>
int main() {
  std::string sequence;
  std::cin >> sequence;
  for (std::size_t k : {1, 2, 3}) {
    std::unordered_map<std::string, int> counts;
    for (std::size_t i = 0; i + k <= sequence.size(); ++i) ++counts[sequence.substr(i, k)];
    std::vector<std::pair<std::string, int>> ordered(counts.begin(), counts.end());
    std::sort(ordered.begin(), ordered.end(), [](auto& a, auto& b) { return a.second != b.second ? a.second > b.second : a.first < b.first; });
    if (ordered.size() > 6) ordered.resize(6);
    for (const auto& [key, n] : ordered) std::cout << key << ' ' << n << '\n';
    std::cout << '\n';
  }
}
