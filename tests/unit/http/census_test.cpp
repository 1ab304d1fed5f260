#include "host/http/census.hpp"

#include <gtest/gtest.h>

namespace cordon::http {
namespace {

using Answer = Census::Answer;

std::string client(const char* address) { return client_of(boost::asio::ip::make_address(address)); }

TEST(Census, LimitsEachClientByItself) {
  Census census{100, 2};
  EXPECT_EQ(census.enter("a"), Answer::welcome);
  EXPECT_EQ(census.enter("a"), Answer::welcome);
  EXPECT_EQ(census.enter("a"), Answer::too_many_of_this_client);
  EXPECT_EQ(census.enter("b"), Answer::welcome);
  census.leave("a");
  EXPECT_EQ(census.enter("a"), Answer::welcome);
}

TEST(Census, LimitsAllTogether) {
  Census census{2, 1};
  EXPECT_EQ(census.enter(""), Answer::welcome);
  EXPECT_EQ(census.enter(""), Answer::welcome);
  EXPECT_EQ(census.enter("a"), Answer::full);
  census.leave("");
  EXPECT_EQ(census.enter("a"), Answer::welcome);
}

TEST(Census, TakesTheFirstHalfOfALongAddressForTheClient) {
  EXPECT_EQ(client("2001:db8:1:2:3::4"), client("2001:db8:1:2:ffff::1"));
  EXPECT_NE(client("2001:db8:1:2::"), client("2001:db8:1:3::"));
  EXPECT_EQ(client("::ffff:192.0.2.1"), client("192.0.2.1"));
  EXPECT_NE(client("192.0.2.1"), client("192.0.2.2"));
}

TEST(Census, DoesNotLimitLoopback) {
  for (const char* address : {"127.0.0.1", "127.1.2.3", "::1", "::ffff:127.0.0.1"}) EXPECT_EQ(client(address), "");
}

}  // namespace
}  // namespace cordon::http
