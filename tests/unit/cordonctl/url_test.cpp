#include "host/cordonctl/url.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace cordon;
using namespace cordon::cordonctl;
using testing::HasSubstr;

TEST(Url, TakesHostAndPort) {
  EXPECT_EQ(parse_url("http://example.org:8123/"), (Url{.host = "example.org", .port = "8123"}));
}

TEST(Url, HasPort80WhereNoneIsGiven) { EXPECT_EQ(parse_url("http://127.0.0.1")->port, "80"); }

TEST(Url, TakesAnIPv6AddressOutOfItsBrackets) {
  const auto url = parse_url("http://[::1]:8000");
  ASSERT_TRUE(url);
  EXPECT_EQ(url->host, "::1");
  EXPECT_EQ(to_text(*url), "http://[::1]:8000");
}

TEST(Url, TakesThePathOfASocketPlainOrEncoded) {
  EXPECT_EQ(parse_url("http+unix:///run/cordon/socket")->socket, "/run/cordon/socket");
  EXPECT_EQ(parse_url("http+unix://%2Frun%2Fcordon%2Fsocket")->socket, "/run/cordon/socket");
}

TEST(Url, RefusesWhatItCannotSpeakAndSaysWhatToWrite) {
  for (const char* text : {"https://example.org", "ftp://example.org", "127.0.0.1:8000", "http://", "http+unix://",
                           "http+unix://run/cordon", "http://host/path", "http://user@host", "http://host?x"}) {
    const auto url = parse_url(text);
    ASSERT_FALSE(url) << text;
    EXPECT_THAT(url.error().message, HasSubstr("http+unix:///PATH")) << text;
  }
}
