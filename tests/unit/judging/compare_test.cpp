#include "host/judging/compare.hpp"

#include <gtest/gtest.h>

namespace cordon::judging {
namespace {

TEST(Compare, ExactlyMeansEveryByte) {
  EXPECT_TRUE(equal_exactly("a\n", "a\n"));
  EXPECT_FALSE(equal_exactly("a\n", "a"));
  EXPECT_FALSE(equal_exactly("a", "A"));
}

TEST(Compare, LinesMayEndInSpaceAndTheLastMayBeEmpty) {
  EXPECT_TRUE(equal_lines("5", "5\n"));
  EXPECT_TRUE(equal_lines("1 2\n3\n", "1 2  \r\n3\t\n\n\n"));
  EXPECT_TRUE(equal_lines("", "\n \n"));
  EXPECT_TRUE(equal_lines("a\n\nb", "a\n  \nb"));
}

TEST(Compare, LinesMayNotDifferOtherwise) {
  EXPECT_FALSE(equal_lines("1 2", "1  2"));
  EXPECT_FALSE(equal_lines(" 1", "1"));
  EXPECT_FALSE(equal_lines("1\n2", "1"));
  EXPECT_FALSE(equal_lines("1", "1\n2"));
  EXPECT_FALSE(equal_lines("1\n2", "1\n\n2"));
  EXPECT_FALSE(equal_lines("", "0"));
}

TEST(Compare, TokensAreWordsWithAnySpaceBetweenThem) {
  EXPECT_TRUE(equal_tokens("1 2 3", "1\n2\t 3\n"));
  EXPECT_TRUE(equal_tokens("", " \n"));
  EXPECT_FALSE(equal_tokens("1 2", "12"));
  EXPECT_FALSE(equal_tokens("1 2", "1 2 3"));
  EXPECT_FALSE(equal_tokens("1 2 3", "1 2"));
}

TEST(Compare, NumbersMayDifferByAPartOfWhatWasExpected) {
  EXPECT_TRUE(equal_numbers("0.333333", "0.3333334", 1e-6));
  EXPECT_TRUE(equal_numbers("1000000", "1000000.5", 1e-6));
  EXPECT_TRUE(equal_numbers("x = 1e3", "x = +1000.0", 1e-9));
  EXPECT_FALSE(equal_numbers("1", "1.1", 1e-6));
  EXPECT_FALSE(equal_numbers("1 2", "1", 1e-6));
  EXPECT_FALSE(equal_numbers("yes", "no", 1));
  EXPECT_FALSE(equal_numbers("1", "1x", 1));
}

TEST(Compare, WhatIsNoNumberEqualsOnlyItself) {
  EXPECT_TRUE(equal_numbers("nan", "-nan", 1e-6));
  EXPECT_FALSE(equal_numbers("nan", "1", 1e9));
  EXPECT_FALSE(equal_numbers("1", "nan", 1e9));
  EXPECT_TRUE(equal_numbers("inf", "+inf", 1e-6));
  EXPECT_FALSE(equal_numbers("inf", "-inf", 1e9));
  EXPECT_FALSE(equal_numbers("1", "inf", 1e-6));
  EXPECT_FALSE(equal_numbers("inf", "1", 1e-6));
}

}  // namespace
}  // namespace cordon::judging
