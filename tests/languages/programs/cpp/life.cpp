#include <iostream>
#include <set>
int main() {
  constexpr int size = 8;
  std::set<std::pair<int, int>> alive{{0, 1}, {1, 2}, {2, 0}, {2, 1}, {2, 2}};
  for (int generation = 0; generation < 5; ++generation) {
    std::cout << "generation " << generation << '\n';
    decltype(alive) next;
    for (int r = 0; r < size; ++r) {
      for (int c = 0; c < size; ++c) {
        const bool lives = alive.contains({r, c});
        std::cout << (lives ? '#' : '.');
        int near = -lives;
        for (int dr : {size - 1, 0, 1}) for (int dc : {size - 1, 0, 1}) near += alive.contains({(r + dr) % size, (c + dc) % size});
        if (near == 3 || (lives && near == 2)) next.emplace(r, c);
      }
      std::cout << '\n';
    }
    alive = std::move(next);
  }
}
