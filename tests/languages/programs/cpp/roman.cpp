#include <iostream>
#include <string>
#include <string_view>
constexpr struct { int value; std::string_view letters; } table[] = {{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}};
std::string to_roman(int n) {
  std::string text;
  for (auto [value, letters] : table) for (; n >= value; n -= value) text += letters;
  return text;
}
int from_roman(std::string_view text) {
  int sum = 0;
  for (auto [value, letters] : table) for (; text.starts_with(letters); text.remove_prefix(letters.size())) sum += value;
  return sum;
}
int main() { for (int n : {1, 4, 9, 14, 40, 90, 400, 1994, 2024, 3999}) std::cout << n << ' ' << to_roman(n) << ' ' << from_roman(to_roman(n)) << '\n'; }
