#include <algorithm>
#include <iostream>
#include <string>
#include <vector>
std::string lcs(const std::string& a, const std::string& b) {
  std::vector t(a.size() + 1, std::vector<int>(b.size() + 1));
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < b.size(); ++j) t[i + 1][j + 1] = a[i] == b[j] ? t[i][j] + 1 : std::max(t[i][j + 1], t[i + 1][j]);
  std::string out;
  for (std::size_t i = a.size(), j = b.size(); i && j;)
    if (a[i - 1] == b[j - 1]) { out += a[--i]; --j; }
    else if (t[i - 1][j] >= t[i][j - 1]) --i;
    else --j;
  return {out.rbegin(), out.rend()};
}
int main() {
  const char* pairs[][2] = {{"AGGTAB", "GXTXAYB"}, {"thisisatest", "testing123testing"}, {"", "x"}};
  for (auto [a, b] : pairs) { const auto r = lcs(a, b); std::cout << r.size() << ' ' << r << ".\n"; }
}
