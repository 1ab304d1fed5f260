#include <iostream>
#include <memory>

struct Tree { std::unique_ptr<Tree> left, right; };
std::unique_ptr<Tree> make(int depth) {
  auto t = std::make_unique<Tree>();
  if (depth > 0) { t->left = make(depth - 1); t->right = make(depth - 1); }
  return t;
}
int check(const Tree& t) { return t.left ? 1 + check(*t.left) + check(*t.right) : 1; }
int main() {
  const int deepest = 10;
  std::cout << "stretch tree of depth " << deepest + 1 << " check: " << check(*make(deepest + 1)) << '\n';
  const auto long_lived = make(deepest);
  for (int depth = 4; depth <= deepest; depth += 2) {
    const int times = 1 << (deepest - depth + 4);
    int total = 0;
    for (int i = 0; i < times; ++i) total += check(*make(depth));
    std::cout << times << " trees of depth " << depth << " check: " << total << '\n';
  }
  std::cout << "long lived tree of depth " << deepest << " check: " << check(*long_lived) << '\n';
}
