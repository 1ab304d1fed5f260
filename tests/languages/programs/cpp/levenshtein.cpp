#include <algorithm>
#include <iostream>
#include <numeric>
#include <string>
#include <vector>
int distance(const std::string& a, const std::string& b) {
  std::vector<int> previous(b.size() + 1);
  std::iota(previous.begin(), previous.end(), 0);
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::vector<int> current{static_cast<int>(i) + 1};
    for (std::size_t j = 0; j < b.size(); ++j) current.push_back(std::min({current[j] + 1, previous[j + 1] + 1, previous[j] + (a[i] != b[j])}));
    previous.swap(current);
  }
  return previous.back();
}
int main() { for (std::string a, b; std::cin >> a >> b;) std::cout << a << ' ' << b << ' ' << distance(a, b) << '\n'; }
