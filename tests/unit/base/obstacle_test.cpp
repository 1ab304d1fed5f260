#include "base/obstacle.hpp"

#include <gtest/gtest.h>

#include <cerrno>

namespace cordon::base {
namespace {

TEST(Obstacle, ARefusalHasAMending) {
  EXPECT_FALSE(mending("make the namespaces", EPERM).empty());
  EXPECT_FALSE(mending("mount /box", EACCES).empty());
  EXPECT_FALSE(mending("close_range", ENOSYS).empty());
}

TEST(Obstacle, TheMendingFitsTheStep) {
  EXPECT_NE(mending("mount /proc", EINVAL).find("5.8"), std::string::npos);
  EXPECT_EQ(mending("mount a tmpfs", EINVAL), "");
  EXPECT_NE(mending("make a user namespace", ENOSPC).find("max_user_namespaces"), std::string::npos);
  EXPECT_EQ(mending("copy the agent", ENOSPC), "");
}

TEST(Obstacle, NothingIsInventedWhereTheErrorSaysEnough) { EXPECT_EQ(mending("open the lock", ENOENT), ""); }

}  // namespace
}  // namespace cordon::base
