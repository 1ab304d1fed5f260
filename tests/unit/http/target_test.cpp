#include "host/http/target.hpp"

#include <gmock/gmock.h>

namespace cordon::http {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

TEST(Target, SplitsPathAndQuery) {
  const auto target = parse_target("/a%20b/c?x=1&y=a%26b&z");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/a%20b/c");
  EXPECT_THAT(target->query, ElementsAre(Pair("x", "1"), Pair("y", "a&b"), Pair("z", "")));
  EXPECT_EQ(target->authority, "");
}

TEST(Target, KnowsTheHostOfAnAbsoluteTarget) {
  const auto target = parse_target("http://evil.example:81/x");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/x");
  EXPECT_EQ(target->authority, "evil.example:81");
}

TEST(Target, RefusesWhatIsNoTarget) {
  for (const char* text :
       {"", "x", "//evil/x", "/a b", "/%zz", "/%00", "/a%00b", "ftp://a/b", "/\xc3\xa9", "example.org:80"})
    EXPECT_FALSE(parse_target(text)) << text;
}

TEST(Target, DecodesSegmentsAfterSplitting) {
  EXPECT_THAT(path_segments("/a%2Fb/c%20d"), ElementsAre("a/b", "c d"));
  EXPECT_THAT(path_segments("/"), ElementsAre(""));
  EXPECT_THAT(path_segments("/a/"), ElementsAre("a", ""));
}

TEST(Host, IsComparedWithoutPortAndCase) {
  EXPECT_EQ(host_name("LocalHost:8000"), "localhost");
  EXPECT_EQ(host_name("[::1]:8000"), "[::1]");
  EXPECT_EQ(host_name("example.org."), "example.org");
  EXPECT_EQ(host_name("[::1]evil"), "");
}

TEST(Host, OnLoopbackIsOneOfAFewNames) {
  const std::vector<std::string> configured{"Code.Example:443"};
  for (const char* host : {"localhost", "localhost:8000", "127.0.0.1:1", "[::1]", "code.example"})
    EXPECT_TRUE(host_allowed(host, configured)) << host;
  for (const char* host : {"", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "[::1", "0.0.0.0"})
    EXPECT_FALSE(host_allowed(host, configured)) << host;
}

}  // namespace
}  // namespace cordon::http
