#include "host/cordonctl/difference.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace cordon;
using namespace cordon::cordonctl;
using nlohmann::json;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(Difference, IsNothingForEqualTexts) { EXPECT_THAT(difference("a\nb\n", "a\nb\n"), IsEmpty()); }

TEST(Difference, ShowsTheFirstLineThatDiffers) {
  EXPECT_THAT(difference("a\nb\nc\n", "a\nx\ny\n"), ElementsAre("line 2", "- b", "+ x"));
}

TEST(Difference, ShowsAMissingNewline) {
  EXPECT_THAT(difference("a\n", "a"), ElementsAre("line 1", "- a", "+ a (no newline at the end)"));
}

TEST(Difference, ShowsWhereOneTextEnds) {
  EXPECT_THAT(difference("a\n", "a\nb\n"), ElementsAre("line 2", "- (the text ends here)", "+ b"));
}

TEST(Difference, MakesControlCharactersVisible) {
  EXPECT_THAT(difference("a\r\n", "a\n"), ElementsAre("line 1", "- a\\x0d", "+ a"));
}

TEST(Judge, AcceptsAnErrorThatBeginsAsExpected) {
  const languages::Sample sample{.name = "fails", .stdout_text = "x\n", .error = "ValueError"};
  EXPECT_THAT(judge(sample, json{{"success", false}, {"error", "ValueError: bad"}, {"stdout", "x\n"}}), IsEmpty());
}

TEST(Judge, ShowsAnErrorThatWasNotExpectedWithTheEndOfStandardError) {
  const json answer{
      {"success", false}, {"error", "NameError: x"}, {"stdout", ""}, {"stderr", "Traceback\nNameError: x\n"}};
  EXPECT_THAT(judge({.name = "hello"}, answer),
              ElementsAre("error", "- (none)", "+ NameError: x", "standard error ends: NameError: x"));
}

TEST(Judge, ShowsThatAnExpectedErrorDidNotCome) {
  const json answer{{"success", true}, {"error", nullptr}, {"stdout", ""}, {"stderr", ""}};
  EXPECT_THAT(judge({.name = "fails", .error = "Boom"}, answer), ElementsAre("error", "- Boom", "+ (none)"));
}
