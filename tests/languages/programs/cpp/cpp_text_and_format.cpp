#include <format>
#include <iomanip>
#include <iostream>
#include <regex>
#include <sstream>
#include <string>
#include <string_view>
using namespace std::literals;
int main() {
  std::cout << std::format("{:>6}|{:<6}|{:^6}|{:06.2f}|{:#x}|{:b}|{:+}|{}", "r", "l", "c", 3.14159, 255, 5, 7, true) << '\n';
  std::ostringstream out;
  out << std::hex << std::showbase << 255 << std::dec << ' ' << std::setfill('*') << std::setw(8) << 42 << ' ' << std::boolalpha << true << ' ' << std::scientific << std::setprecision(2) << 12345.678;
  std::cout << out.str() << '\n';
  const std::string log = "2024-05-01 ERROR disk; 2024-05-02 INFO ok";
  const std::regex entry{R"((\d+)-(\d+)-(\d+) (\w+))"};
  for (std::sregex_iterator m{log.begin(), log.end(), entry}, end; m != end; ++m) std::cout << (*m)[4] << '@' << (*m)[3] << ' ';
  std::cout << std::regex_replace("a-b-c"s, std::regex{"-"}, "+") << ' ' << u8"größe 😀"sv.size() << ' ' << "a\0b"s.size() << ' ' << R"(raw\n)" << '\n';
}
