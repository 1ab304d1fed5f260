#include <functional>
#include <iostream>
int main() {
  int moves = 0;
  const std::function<void(int, char, char, char)> hanoi = [&](int n, char source, char target, char spare) {
    if (n == 0) return;
    hanoi(n - 1, source, spare, target);
    ++moves;
    std::cout << n << ": " << source << " -> " << target << '\n';
    hanoi(n - 1, spare, target, source);
  };
  hanoi(4, 'A', 'C', 'B');
  std::cout << moves << '\n';
}
