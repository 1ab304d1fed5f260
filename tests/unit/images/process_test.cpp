#include "images/process.hpp"

#include <gtest/gtest.h>
#include <sys/personality.h>

namespace cordon::images {
namespace {

// What dumps its memory into an image is to write the same bytes in every build.
TEST(Process, LaysOutItsMemoryTheSameWayWhereAsked) {
  const auto layout = run({.argv = {"cat", "/proc/self/personality"}, .same_addresses = true});
  ASSERT_TRUE(layout) << layout.error().message;
  const int ours = ::personality(0xffffffff);
  const bool allowed = ::personality(static_cast<unsigned>(ours) | ADDR_NO_RANDOMIZE) >= 0;
  ::personality(static_cast<unsigned>(ours));
  EXPECT_EQ((std::stoul(*layout, nullptr, 16) & ADDR_NO_RANDOMIZE) != 0, allowed);
}

}  // namespace
}  // namespace cordon::images
