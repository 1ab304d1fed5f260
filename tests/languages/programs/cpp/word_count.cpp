#include <algorithm>
#include <cctype>
#include <iomanip>
#include <iostream>
#include <iterator>
#include <map>
#include <utility>
#include <vector>
int main() {
  std::map<std::string, int> counts;
  std::string word;
  for (std::istreambuf_iterator<char> in{std::cin}, end;; ++in) {
    if (in != end && std::isalpha(static_cast<unsigned char>(*in))) { word += static_cast<char>(std::tolower(*in)); continue; }
    if (!word.empty()) ++counts[std::exchange(word, {})];
    if (in == end) break;
  }
  std::vector<std::pair<std::string, int>> ordered{counts.begin(), counts.end()};
  std::stable_sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  for (const auto& [w, n] : ordered) std::cout << std::left << std::setw(8) << w << std::right << std::setw(3) << n << '\n';
}
