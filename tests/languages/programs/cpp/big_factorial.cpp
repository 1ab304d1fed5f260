#include <cstdint>
#include <format>
#include <iostream>
#include <numeric>
#include <string>
#include <vector>
class Natural {
 public:
  explicit Natural(std::uint32_t n) : limbs_{n} {}
  Natural& operator*=(std::uint32_t factor) {
    std::uint64_t carry = 0;
    for (auto& limb : limbs_) {
      carry += static_cast<std::uint64_t>(limb) * factor;
      limb = carry % base;
      carry /= base;
    }
    if (carry) limbs_.push_back(static_cast<std::uint32_t>(carry));
    return *this;
  }
  std::string text() const {
    std::string s = std::to_string(limbs_.back());
    for (auto limb = limbs_.rbegin() + 1; limb != limbs_.rend(); ++limb) s += std::format("{:09}", *limb);
    return s;
  }
 private:
  static constexpr std::uint32_t base = 1'000'000'000;
  std::vector<std::uint32_t> limbs_;
};
int main() {
  for (int n : {20, 50, 100}) {
    Natural f{1};
    for (int i = 2; i <= n; ++i) f *= i;
    const auto s = f.text();
    std::cout << n << ' ' << s << ' ' << std::accumulate(s.begin(), s.end(), 0, [](int sum, char c) { return sum + c - '0'; }) << '\n';
  }
}
