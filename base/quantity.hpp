// Amounts with their unit in the type, so that nobody passes mebibytes where bytes are meant.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>

namespace cordon::base {

struct Bytes {
  std::uint64_t count = 0;
  auto operator<=>(const Bytes&) const = default;
};

constexpr Bytes operator""_B(unsigned long long n) { return {n}; }
constexpr Bytes operator""_KiB(unsigned long long n) { return {n << 10}; }
constexpr Bytes operator""_MiB(unsigned long long n) { return {n << 20}; }
constexpr Bytes operator""_GiB(unsigned long long n) { return {n << 30}; }

}  // namespace cordon::base

namespace cordon {
using base::Bytes;
using base::operator""_B;
using base::operator""_KiB;
using base::operator""_MiB;
using base::operator""_GiB;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::seconds;
}  // namespace cordon
