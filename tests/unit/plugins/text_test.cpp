#include "plugins/support/text.hpp"

#include <gtest/gtest.h>

namespace cordon::plugins::tests {
namespace {

TEST(PluginText, SplitsLinesAndKeepsTheLastHalf) {
  EXPECT_EQ(lines_of("a\r\n\nb"), (std::vector<std::string_view>{"a", "", "b"}));
  EXPECT_TRUE(lines_of("").empty());
  EXPECT_EQ(lines_of("a\n").size(), 1u);
}

TEST(PluginText, MakesAnyBytesReadable) {
  EXPECT_EQ(readable("  größe 漢字 😀\t"), "größe 漢字 😀");
  EXPECT_EQ(readable(std::string_view{"a\0b\x1b[31mc\x7f", 10}), "a b [31mc ");
  EXPECT_EQ(readable("caf\xe9 \xff\xfe"), "caf\xEF\xBF\xBD \xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(readable("\xC0\x80 \xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD \xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(PluginText, CutsALongLineBetweenCharacters) {
  EXPECT_EQ(readable("ääää", 5), "ää…");
  EXPECT_EQ(readable("abc", 3), "abc");
}

TEST(PluginText, SaysPathsAsTheyWereSubmitted) {
  EXPECT_EQ(submitted("file:///box/a/b.js"), "a/b.js");
  EXPECT_EQ(submitted("./main.go"), "main.go");
  EXPECT_TRUE(is_submitted("/box/x.py"));
  EXPECT_TRUE(is_submitted("x.py"));
  EXPECT_FALSE(is_submitted("/usr/lib/x.py"));
  EXPECT_FALSE(is_submitted("node:internal/x"));
  EXPECT_FALSE(is_submitted("<frozen runpy>"));
}

}  // namespace
}  // namespace cordon::plugins::tests
