#include "host/pool/policy.hpp"

#include <gtest/gtest.h>

namespace cordon::pool {
namespace {

TEST(Policy, MakesOneWhereOneIsMissing) {
  EXPECT_TRUE(make_another({.ready = 0, .target = 1}));
  EXPECT_TRUE(make_another({.ready = 1, .target = 2}));
}

TEST(Policy, MakesNoMoreThanAreWanted) {
  EXPECT_FALSE(make_another({.ready = 2, .target = 2}));
  EXPECT_FALSE(make_another({.ready = 3, .target = 2}));
  EXPECT_FALSE(make_another({.ready = 0, .target = 0}));
}

TEST(Policy, CountsThoseThatAreBeingMade) {
  EXPECT_FALSE(make_another({.ready = 1, .being_made = 1, .target = 2, .being_made_of_all_kinds = 1}));
}

TEST(Policy, MakesOneAtATimeOfAllKinds) {
  EXPECT_FALSE(make_another({.ready = 0, .target = 5, .being_made_of_all_kinds = 1}));
}

TEST(Policy, GivesUpAfterFailuresInARow) {
  EXPECT_TRUE(make_another({.target = 1, .failures = 4}));
  EXPECT_FALSE(make_another({.target = 1, .failures = 5}));
}

// However it begins, it ends with as many as are wanted, and makes no more then.
TEST(Policy, ReachesItsTargetAndStops) {
  for (unsigned target = 0; target < 8; ++target) {
    Stock stock{.target = target};
    unsigned made = 0;
    while (make_another(stock) && made < 100) {
      ++stock.ready;
      ++made;
    }
    EXPECT_EQ(made, target);
    EXPECT_EQ(stock.ready, target);
  }
}

}  // namespace
}  // namespace cordon::pool
