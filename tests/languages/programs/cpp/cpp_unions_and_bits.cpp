#include <bit>
#include <bitset>
#include <climits>
#include <cstdint>
#include <cstring>
#include <iostream>
#include <limits>
struct Bits { unsigned a : 3; unsigned b : 5; };
enum class Flag : std::uint8_t { none = 0, read = 1, write = 2 };
constexpr Flag operator|(Flag x, Flag y) { return Flag(std::uint8_t(x) | std::uint8_t(y)); }
int main() {
  Bits bits{.a = 9 & 7, .b = 31};
  static_assert(sizeof(void*) == 8 && CHAR_BIT == 8);
  std::cout << bits.a << ' ' << bits.b << ' ' << int(Flag::read | Flag::write) << ' ' << std::popcount(0xFFu) << ' ' << std::bit_ceil(37u) << ' ' << std::countl_zero(std::uint16_t{1}) << ' ' << std::rotl(std::uint8_t{0x81}, 1) + 0 << ' '
            << std::hex << std::bit_cast<std::uint32_t>(1.0f) << std::dec << ' ' << std::bitset<6>(21) << ' ' << std::numeric_limits<int>::max() << ' ' << (std::endian::native == std::endian::little) << ' ' << 0b1010'1010 << ' ' << static_cast<int>(static_cast<signed char>(200)) << '\n';
  if (int x = 5; x > 3) goto done;
  std::cout << "never";
done:
  std::cout << [](auto... n) { return (n + ...); }(1, 2, 3) << '\n';
}
