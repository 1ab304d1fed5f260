#include "base/elapsed.hpp"

#include <gtest/gtest.h>

namespace cordon::base {
namespace {

TEST(Laps, AddUpToTheWhole) {
  Laps laps;
  std::chrono::microseconds sum{};
  for (int i = 0; i < 1000; ++i) sum += laps.lap();
  EXPECT_EQ(sum, laps.total());
}

TEST(Laps, AreNeverNegative) {
  Laps laps;
  for (int i = 0; i < 1000; ++i) EXPECT_GE(laps.lap().count(), 0);
}

}  // namespace
}  // namespace cordon::base
