#include <algorithm>
#include <iostream>
#include <string>
#include <string_view>
void flush(const std::string& header, std::string& text) {
  if (header.empty()) return;
  constexpr std::string_view from = "ACGTNRYKM", to = "TGCANYRMK";
  std::cout << header << '\n';
  std::ranges::transform(text, text.begin(), [&](char c) { return to[from.find(c)]; });
  std::ranges::reverse(text);
  for (std::size_t i = 0; i < text.size(); i += 30) std::cout << text.substr(i, 30) << '\n';
  text.clear();
}
int main() {
  std::string header, text;
  for (std::string line; std::getline(std::cin, line);)
    if (line.starts_with('>')) { flush(header, text); header = line; }
    else text += line;
  flush(header, text);
}
