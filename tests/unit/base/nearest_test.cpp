#include "base/nearest.hpp"

#include <gtest/gtest.h>

#include <array>

using namespace cordon::base;

namespace {
constexpr std::array<std::string_view, 5> words{"timeout", "language", "files", "stdin", "id"};
}

TEST(Nearest, FindsATypingMistake) {
  EXPECT_EQ(nearest("tiemout", words), "timeout");
  EXPECT_EQ(nearest("langauge", words), "language");
  EXPECT_EQ(nearest("file", words), "files");
}

TEST(Nearest, IgnoresCase) { EXPECT_EQ(nearest("TimeOut", words), "timeout"); }

TEST(Nearest, AnswersNothingForWhatIsNotMeant) {
  EXPECT_EQ(nearest("xyzzy", words), "");
  EXPECT_EQ(nearest("", words), "");
  EXPECT_EQ(nearest("zz", words), "");
  EXPECT_EQ(nearest(std::string(65, 'a'), words), "");
  EXPECT_EQ(nearest("a", {}), "");
}

TEST(Nearest, IsWrittenAsAQuestion) {
  EXPECT_EQ(did_you_mean("stdn", words), "; did you mean \"stdin\"?");
  EXPECT_EQ(did_you_mean("xyzzy", words), "");
}
