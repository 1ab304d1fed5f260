#include <iostream>
#include <queue>
#include <string>
#include <tuple>
#include <vector>
int main() {
  std::vector<std::string> grid;
  for (std::string row; std::cin >> row;) grid.push_back(row);
  std::queue<std::tuple<int, int, int>> queue;
  for (int r = 0; r < std::ssize(grid); ++r)
    if (const auto c = grid[r].find('S'); c != std::string::npos) queue.emplace(r, static_cast<int>(c), 0);
  std::vector seen(grid.size(), std::vector<bool>(grid[0].size()));
  seen[std::get<0>(queue.front())][std::get<1>(queue.front())] = true;
  int count = 1;
  std::string answer = "no way";
  for (; !queue.empty(); queue.pop()) {
    const auto [r, c, steps] = queue.front();
    if (grid[r][c] == 'E') { answer = "steps " + std::to_string(steps); break; }
    for (const auto& [dr, dc] : {std::pair{1, 0}, {-1, 0}, {0, 1}, {0, -1}})
      if (grid[r + dr][c + dc] != '#' && !seen[r + dr][c + dc]) {
        seen[r + dr][c + dc] = true;
        ++count;
        queue.emplace(r + dr, c + dc, steps + 1);
      }
  }
  std::cout << answer << "\nseen " << count << '\n';
}
