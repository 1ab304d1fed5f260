#include <cctype>
#include <iostream>
#include <string>
struct Parser {
  std::string text;
  std::size_t at = 0;
  char peek() const { return at < text.size() ? text[at] : '\0'; }
  int expression() {
    int value = term();
    while (peek() == '+' || peek() == '-') { const char op = text[at++]; const int right = term(); value = op == '+' ? value + right : value - right; }
    return value;
  }
  int term() {
    int value = factor();
    while (peek() == '*' || peek() == '/') { const char op = text[at++]; const int right = factor(); value = op == '*' ? value * right : value / right; }
    return value;
  }
  int factor() {
    if (peek() == '-') return ++at, -factor();
    if (peek() == '(') { ++at; const int value = expression(); ++at; return value; }
    int value = 0;
    while (std::isdigit(peek())) value = value * 10 + (text[at++] - '0');
    return value;
  }
};
int main() {
  for (std::string line; std::getline(std::cin, line);) {
    std::string packed = line;
    std::erase(packed, ' ');
    std::cout << line << " = " << Parser{packed}.expression() << '\n';
  }
}
