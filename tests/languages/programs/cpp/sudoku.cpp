#include <array>
#include <iostream>
#include <string>
std::array<std::string, 9> grid;
bool fits(int r, int c, char d) {
  for (int i = 0; i < 9; ++i)
    if (grid[r][i] == d || grid[i][c] == d || grid[r / 3 * 3 + i / 3][c / 3 * 3 + i % 3] == d) return false;
  return true;
}
bool solve(int at = 0) {
  if (at == 81) return true;
  char& cell = grid[at / 9][at % 9];
  if (cell != '.') return solve(at + 1);
  for (char d = '1'; d <= '9'; ++d)
    if (fits(at / 9, at % 9, d)) {
      cell = d;
      if (solve(at + 1)) return true;
      cell = '.';
    }
  return false;
}
int main() {
  for (auto& row : grid) std::cin >> row;
  std::cout << (solve() ? "solved\n" : "impossible\n");
  for (const auto& row : grid) std::cout << row << '\n';
}
