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
  EXPECT_FALSE(make_another({.ready = 1, .being_made = 1, .target = 2, .being_made_alike = 1}));
}

TEST(Policy, MakesOneAtATimeOfAllKinds) {
  EXPECT_FALSE(make_another({.ready = 0, .target = 5, .being_made_alike = 1}));
}

TEST(Policy, MakesNoneWhereThereIsNoRoom) { EXPECT_FALSE(make_another({.ready = 0, .target = 5, .room = 0})); }

TEST(Policy, KeepsTheLeastWhereNothingIsTaken) {
  EXPECT_EQ(target_for({}, 2, 16), 2u);
  EXPECT_EQ(target_for({.taken_per_second = 0.1, .seconds_to_make = 0.05}, 2, 16), 2u);
  EXPECT_EQ(target_for({.taken_per_second = 1000, .seconds_to_make = 1}, 0, 0), 0u);
}

TEST(Policy, KeepsWhatIsTakenWhileOneIsMadeTwiceOver) {
  EXPECT_EQ(target_for({.taken_per_second = 100, .seconds_to_make = 0.02}, 2, 16), 4u);
}

TEST(Policy, KeepsNoMoreThanTheMost) {
  EXPECT_EQ(target_for({.taken_per_second = 1e9, .seconds_to_make = 1e9}, 2, 16), 16u);
  EXPECT_EQ(target_for({.taken_per_second = 1000, .seconds_to_make = 1}, 20, 16), 20u);
}

TEST(Demand, FollowsWhatIsTakenAndForgetsIt) {
  Demand demand;
  for (int i = 0; i < 2000; ++i) demand.take(i * 0.01);
  EXPECT_NEAR(demand.taken_per_second, 100, 15);
  demand.pass_time(20 + 60);
  EXPECT_LT(demand.taken_per_second, 0.01);
}

TEST(Demand, IsNotConfusedByAClockThatStands) {
  Demand demand;
  demand.take(5);
  demand.take(5);
  demand.take(4);
  EXPECT_NEAR(demand.taken_per_second, 3 / Demand::memory_seconds, 1e-9);
}

TEST(Demand, AveragesTheTimeToMakeOne) {
  Demand demand;
  demand.made(0.1);
  EXPECT_DOUBLE_EQ(demand.seconds_to_make, 0.1);
  demand.made(0.2);
  EXPECT_GT(demand.seconds_to_make, 0.1);
  EXPECT_LT(demand.seconds_to_make, 0.2);
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
