#include "host/languages/text.hpp"

#include "base/utf8.hpp"

#include <gtest/gtest.h>

using namespace cordon::languages;

TEST(Text, KeepsWholeCharactersWhenItCuts) {
  EXPECT_EQ(bounded("aé", 2), "a");
  EXPECT_EQ(bounded("aé", 3), "aé");
  EXPECT_EQ(bounded("漢字", 5), "漢");
}

TEST(Text, ReplacesBytesThatAreNotUtf8) {
  EXPECT_EQ(bounded("a\xff"
                    "b",
                    100),
            "a\xef\xbf\xbd"
            "b");
  EXPECT_EQ(cordon::base::utf8_length("\xc0\x80"), 0u);          // overlong
  EXPECT_EQ(cordon::base::utf8_length("\xed\xa0\x80"), 0u);      // surrogate
  EXPECT_EQ(cordon::base::utf8_length("\xf4\x90\x80\x80"), 0u);  // beyond U+10FFFF
  EXPECT_EQ(cordon::base::utf8_length("\xf0\x9f\x98\x80"), 4u);
  EXPECT_EQ(cordon::base::utf8_length("\xf0\x9f\x98"), 0u);  // cut off
}

TEST(Text, ShowsOnOneLine) {
  EXPECT_EQ(printable("a\nb\tc", 10), "a b c");
  EXPECT_EQ(printable("abcdef", 5), "ab...");
}

TEST(Text, CutsTheMiddleOutOfLongOutput) {
  const std::string text = std::string(1000, 'a') + std::string(1000, 'z');
  const std::string cut = without_middle(text, 101);
  EXPECT_EQ(cut.size(), 101u);
  EXPECT_TRUE(cut.starts_with("aaaa"));
  EXPECT_TRUE(cut.ends_with("zzzz"));
  EXPECT_EQ(without_middle("short", 101), "short");
}

TEST(Text, AcceptsOnlyPathsBelowTheWorkFolder) {
  for (const char* good : {"a", "a.py", "src/main.py", "...", "a b", "é/漢"}) EXPECT_TRUE(is_work_path(good)) << good;
  for (const char* bad : {"", "/a", "a/", "a//b", ".", "..", "a/../b", "./a", "a\nb", "a/."})
    EXPECT_FALSE(is_work_path(bad)) << bad;
  EXPECT_FALSE(is_work_path(std::string_view{"a\0b", 3}));
  EXPECT_FALSE(is_work_path(std::string(256, 'a')));
  EXPECT_TRUE(is_work_path(std::string(255, 'a')));
  std::string deep = "a";
  while (deep.size() < 4096) deep += "/a";
  EXPECT_FALSE(is_work_path(deep));
}
