#include <iostream>
#include <stack>
#include <string>
bool balanced(const std::string& line) {
  std::stack<char> open;
  for (char c : line) {
    switch (c) {
      case '(': open.push(')'); break;
      case '[': open.push(']'); break;
      case '{': open.push('}'); break;
      case ')': case ']': case '}':
        if (open.empty() || open.top() != c) return false;
        open.pop();
        [[fallthrough]];
      default: break;
    }
  }
  return open.empty();
}
int main() { for (std::string line; std::getline(std::cin, line);) std::cout << line << (balanced(line) ? " balanced\n" : " broken\n"); }
