#include "host/sandbox/processors.hpp"

#include <gmock/gmock.h>

#include <set>

namespace cordon::sandbox {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

TEST(Processors, AreAsManyAsTheShareOfTimeMakesRoundedUp) {
  Processors processors{{0, 1, 2, 3}};
  EXPECT_THAT(processors.take(50).list(), SizeIs(1));
  EXPECT_THAT(processors.take(100).list(), SizeIs(1));
  EXPECT_THAT(processors.take(150).list(), SizeIs(2));
}

TEST(Processors, AreAllWhereAsManyAreGrantedAsThereAre) {
  Processors processors{{2, 5}};
  EXPECT_THAT(processors.take(200).list(), IsEmpty());
  EXPECT_THAT(processors.take(800).list(), IsEmpty());
}

TEST(Processors, AreTheLeastBusy) {
  Processors processors{{3, 4, 7}};
  const auto first = processors.take(100), second = processors.take(100), third = processors.take(100);
  const std::set<std::uint16_t> taken{first.list()[0], second.list()[0], third.list()[0]};
  EXPECT_EQ(taken, (std::set<std::uint16_t>{3, 4, 7}));
}

TEST(Processors, AreGivenBack) {
  Processors processors{{3, 4}};
  auto held = processors.take(100);
  const std::uint16_t other = held.list()[0] == 3 ? 4 : 3;
  for (int i = 0; i < 5; ++i) EXPECT_EQ(processors.take(100).list()[0], other);
  held = Processors::Share{};
  auto a = processors.take(100), b = processors.take(100);
  EXPECT_NE(a.list()[0], b.list()[0]);
}

TEST(Processors, AreAllWhereTheyCannotBeNamed) { EXPECT_THAT(Processors{{}}.take(100).list(), IsEmpty()); }

}  // namespace
}  // namespace cordon::sandbox
