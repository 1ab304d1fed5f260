#include "host/api/text.hpp"

#include <gtest/gtest.h>

namespace cordon::api {
namespace {

TEST(Text, TellsWellFormedUtf8) {
  for (const char* text : {"", "abc", "é", "€", "😀", "\xef\xbf\xbf", "\xf4\x8f\xbf\xbf", "\xed\x9f\xbf"})
    EXPECT_TRUE(valid_utf8(text)) << text;
  for (const char* text : {"\x80", "\xc3", "\xc0\x80", "\xc1\xbf", "\xe0\x80\x80", "\xed\xa0\x80", "\xf0\x80\x80\x80",
                           "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "a\xe2\x82", "\xe2\x28\xa1"})
    EXPECT_FALSE(valid_utf8(text)) << text;
}

TEST(Text, CountsCodePoints) {
  EXPECT_EQ(code_points(""), 0U);
  EXPECT_EQ(code_points("aé€😀"), 4U);
}

TEST(Text, CodesBase64BothWays) {
  for (const std::string& bytes : {std::string{}, std::string{"a"}, std::string{"ab"}, std::string{"abc"},
                                   std::string{"\0\xff\n", 3}, std::string(1000, '\xfe')})
    EXPECT_EQ(from_base64(to_base64(bytes)), bytes);
  EXPECT_EQ(to_base64("hi\n"), "aGkK");
}

TEST(Text, RefusesWhatIsNotStrictBase64) {
  for (const char* text : {"a", "aGk", "aGk\n", "aGkK\n", " aGk", "aG=k", "====", "a===", "aGk*", "-_-_", "aGkKaGk=a"})
    EXPECT_EQ(from_base64(text), std::nullopt) << text;
}

TEST(Text, RepeatsClientTextCutAtACharacter) {
  EXPECT_EQ(in_quotes("abc"), "\"abc\"");
  EXPECT_EQ(in_quotes(std::string(63, 'a') + "é and more"), '"' + std::string(63, 'a') + "…\"");
}

}  // namespace
}  // namespace cordon::api
