#include <algorithm>
#include <iostream>
#include <map>
#include <ranges>
#include <span>
#include <string_view>
#include <vector>
int main() {
  namespace v = std::views;
  for (int x : v::iota(1) | v::filter([](int i) { return i % 3 == 0; }) | v::transform([](int i) { return i * i; }) | v::drop(1) | v::take(4)) std::cout << x << ' ';
  std::vector words{"pear", "fig", "apple", "kiwi"};
  std::ranges::sort(words, {}, [](std::string_view w) { return std::pair{w.size(), w}; });
  for (auto w : words | v::reverse) std::cout << w << ' ';
  std::map<std::string_view, int> m{{"a", 1}, {"b", 2}};
  for (int x : m | v::values) std::cout << x << ' ';
  for (auto part : v::split(std::string_view{"x,yy,z"}, ',')) std::cout << std::string_view(part.begin(), part.end()) << '|';
  int data[] = {5, 1, 4};
  std::span s{data};
  std::cout << *std::ranges::max_element(s) << ' ' << s.last(2).front() << ' ' << std::ranges::count_if(s, [](int i) { return i > 2; }) << '\n';
}
