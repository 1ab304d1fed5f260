#include "host/execution/capture.hpp"

#include <gtest/gtest.h>

namespace cordon::execution {
namespace {

TEST(Capture, KeepsAllThatFits) {
  auto capture = Capture::keep_ends(10_B, 100_B);
  EXPECT_TRUE(capture.add("01234"));
  EXPECT_TRUE(capture.add("56789"));
  const Stream stream = std::move(capture).take();
  EXPECT_EQ(stream.data, "0123456789");
  EXPECT_EQ(stream.dropped, 0U);
}

TEST(Capture, KeepsBothEndsOfWhatDoesNotFit) {
  auto capture = Capture::keep_ends(10_B, 1000_B);
  EXPECT_TRUE(capture.add("0123456789"));
  EXPECT_TRUE(capture.add("abcdefghij"));
  const Stream stream = std::move(capture).take();
  EXPECT_EQ(stream.data, "01234fghij");
  EXPECT_EQ(stream.dropped, 10U);
}

TEST(Capture, KeepsTheOddByteAtTheBeginning) {
  auto capture = Capture::keep_ends(5_B, 100_B);
  EXPECT_TRUE(capture.add("0123456789"));
  EXPECT_EQ(std::move(capture).take().data, "01289");
}

TEST(Capture, KeepsTheSameHoweverItIsCut) {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += std::to_string(i);
  auto whole = Capture::keep_ends(1000_B, 1_MiB);
  EXPECT_TRUE(whole.add(text));
  const Stream expected = std::move(whole).take();
  for (const std::size_t size : {1U, 7U, 4096U}) {
    auto capture = Capture::keep_ends(1000_B, 1_MiB);
    for (std::size_t at = 0; at < text.size(); at += size)
      EXPECT_TRUE(capture.add(std::string_view{text}.substr(at, size)));
    const Stream stream = std::move(capture).take();
    EXPECT_EQ(stream.data, expected.data) << size;
    EXPECT_EQ(stream.dropped, text.size() - 1000);
  }
}

TEST(Capture, EndsTheProgramThatPrintsMoreThanMayBeDrained) {
  auto capture = Capture::keep_ends(10_B, 20_B);
  EXPECT_TRUE(capture.add(std::string(20, 'x')));
  EXPECT_FALSE(capture.add("y"));
  const Stream stream = std::move(capture).take();
  EXPECT_EQ(stream.data, "xxxxxxxxxy");
  EXPECT_EQ(stream.dropped, 11U);
}

TEST(Capture, EndsAtTheLimitAndKeepsWhatCameBefore) {
  auto capture = Capture::end_at(10_B);
  EXPECT_TRUE(capture.add("0123456789"));
  EXPECT_FALSE(capture.add("abc"));
  const Stream stream = std::move(capture).take();
  EXPECT_EQ(stream.data, "0123456789");
  EXPECT_EQ(stream.dropped, 3U);
}

TEST(Capture, OfNothingIsNothing) {
  auto capture = Capture::keep_ends(0_B, 0_B);
  EXPECT_TRUE(capture.add(""));
  EXPECT_FALSE(capture.add("x"));
  const Stream stream = std::move(capture).take();
  EXPECT_EQ(stream.data, "");
  EXPECT_EQ(stream.dropped, 1U);
}

}  // namespace
}  // namespace cordon::execution
