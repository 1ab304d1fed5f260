#include "base/result.hpp"

#include <gtest/gtest.h>

#include <cerrno>
#include <memory>

using namespace cordon;

namespace {

Result<int> positive(int n) {
  if (n <= 0) return fail(Errc::malformed_request, "not positive");
  return n;
}
Result<> only_positive(int n) {
  TRY_VOID(positive(n));
  return {};
}
Result<int> sum(int a, int b) {
  TRY(const int x, positive(a));
  TRY(const int y, positive(b));
  return x + y;
}
Result<std::unique_ptr<int>> moved() {
  TRY(auto pointer, Result<std::unique_ptr<int>>{std::make_unique<int>(3)});
  return pointer;
}

}  // namespace

TEST(Result, TryGivesTheValueOrReturnsTheError) {
  EXPECT_EQ(sum(1, 2), 3);
  ASSERT_FALSE(sum(1, 0));
  EXPECT_EQ(sum(1, 0).error().code, Errc::malformed_request);
  EXPECT_EQ(sum(1, 0).error().message, "not positive");
}

TEST(Result, TryVoidReturnsTheError) {
  EXPECT_TRUE(only_positive(1));
  EXPECT_FALSE(only_positive(-1));
}

TEST(Result, TryMovesTheValueOut) { EXPECT_EQ(**moved(), 3); }

TEST(Result, NamesTheOperationAndTheErrno) {
  const Result<> failed = fail_errno("open rootfs", ENOENT);
  EXPECT_EQ(failed.error().code, Errc::internal);
  EXPECT_EQ(failed.error().message, "open rootfs: No such file or directory");
}
