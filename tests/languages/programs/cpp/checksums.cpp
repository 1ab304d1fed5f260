#include <cstdint>
#include <cstdio>
#include <string_view>
consteval std::uint32_t crc32(std::string_view text) {
  std::uint32_t crc = ~0u;
  for (unsigned char byte : text) { crc ^= byte; for (int i = 0; i < 8; ++i) crc = (crc >> 1) ^ (crc & 1 ? 0xEDB88320u : 0); }
  return ~crc;
}
int main() {
  constexpr std::string_view text = "The quick brown fox jumps over the lazy dog";
  std::uint32_t a = 1, b = 0, h = 2166136261u;
  for (unsigned char byte : text) { a = (a + byte) % 65521; b = (b + a) % 65521; h = (h ^ byte) * 16777619u; }
  std::printf("%08x %08x %08x\n", crc32(text), b << 16 | a, h);
}
