#include "base/bytes.hpp"

#include <gtest/gtest.h>

using cordon::base::Reader;
using cordon::base::Writer;

TEST(Bytes, ReadsBackWhatWasWritten) {
  Writer writer;
  writer.number(std::uint8_t{7}).number(std::int64_t{-5}).text("héllo").text("").raw("end");
  Reader reader{writer.data()};
  EXPECT_EQ(reader.number<std::uint8_t>(), 7);
  EXPECT_EQ(reader.number<std::int64_t>(), -5);
  EXPECT_EQ(reader.text(), "héllo");
  EXPECT_EQ(reader.text(), "");
  EXPECT_FALSE(reader.complete());
  EXPECT_EQ(reader.rest(), "end");
  EXPECT_TRUE(reader.complete());
}

TEST(Bytes, IsBadForGoodAfterTheFirstThingThatIsNotThere) {
  Writer writer;
  writer.number(std::uint16_t{1});
  Reader reader{writer.data()};
  EXPECT_EQ(reader.number<std::uint32_t>(), 0u);
  EXPECT_TRUE(reader.bad());
  EXPECT_EQ(reader.number<std::uint16_t>(), 0u);
  EXPECT_EQ(reader.rest(), "");
  EXPECT_FALSE(reader.complete());
}

TEST(Bytes, NeverReadsPastItsEndWhateverALengthClaims) {
  Writer writer;
  writer.number(std::uint32_t{0xffffffff}).raw("abc");
  Reader reader{writer.data()};
  EXPECT_EQ(reader.text(), "");
  EXPECT_TRUE(reader.bad());
}

TEST(Bytes, EmptyDataIsCompleteUntilSomethingIsAskedFor) {
  Reader reader{""};
  EXPECT_TRUE(reader.complete());
  EXPECT_EQ(reader.text(), "");
  EXPECT_TRUE(reader.bad());
}
