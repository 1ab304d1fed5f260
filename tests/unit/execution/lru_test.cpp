#include "host/execution/lru.hpp"

#include <gtest/gtest.h>
#include <string>

namespace cordon::execution {
namespace {

using Names = std::vector<std::string>;

TEST(Lru, LetsGoOfWhatWasNotUsedForLongest) {
  Lru<std::string, int> lru{30};
  EXPECT_EQ(lru.put("a", 1, 10), Names{});
  EXPECT_EQ(lru.put("b", 2, 10), Names{});
  EXPECT_EQ(lru.put("c", 3, 10), Names{});
  ASSERT_NE(lru.find("a"), nullptr);
  EXPECT_EQ(lru.put("d", 4, 10), Names{"b"});
  EXPECT_EQ(lru.put("e", 5, 15), (Names{"c", "a"}));
  EXPECT_EQ(*lru.find("d"), 4);
  EXPECT_EQ(lru.find("a"), nullptr);
  EXPECT_EQ(lru.bytes(), 25U);
  EXPECT_EQ(lru.size(), 2U);
}

TEST(Lru, HoldsExactlyItsLimit) {
  Lru<std::string, int> lru{10};
  EXPECT_EQ(lru.put("a", 1, 10), Names{});
  EXPECT_EQ(lru.put("b", 2, 1), Names{"a"});
}

TEST(Lru, DoesNotPushOutTheOthersForWhatIsTooLarge) {
  Lru<std::string, int> lru{10};
  EXPECT_EQ(lru.put("a", 1, 5), Names{});
  EXPECT_EQ(lru.put("b", 2, 11), Names{"b"});
  EXPECT_TRUE(lru.contains("a"));
  EXPECT_FALSE(lru.contains("b"));
  EXPECT_EQ(lru.bytes(), 5U);
}

TEST(Lru, ReplacesWhatWasThere) {
  Lru<std::string, int> lru{10};
  EXPECT_EQ(lru.put("a", 1, 8), Names{});
  EXPECT_EQ(lru.put("a", 2, 9), Names{});
  EXPECT_EQ(*lru.find("a"), 2);
  EXPECT_EQ(lru.bytes(), 9U);
  lru.erase("a");
  lru.erase("a");
  EXPECT_EQ(lru.bytes(), 0U);
  EXPECT_EQ(lru.size(), 0U);
}

}  // namespace
}  // namespace cordon::execution
