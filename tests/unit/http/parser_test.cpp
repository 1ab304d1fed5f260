#include "host/http/parser.hpp"

#include <gtest/gtest.h>
#include <random>

namespace cordon::http {
namespace {

const Options small{.header_limit = 1_KiB, .body_limit = 100_B};

// The code of the error that feeding `bytes` at once ends with; nothing if there is none.
std::optional<Errc> refusal(std::string_view bytes) {
  Parser parser{small};
  const auto fed = parser.feed(bytes);
  return fed ? std::nullopt : std::optional{fed.error().code};
}

TEST(Parser, ReadsARequest) {
  Parser parser{small};
  const auto fed = parser.feed("POST /a?b=c HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nX-Y:  z \r\n\r\nhello");
  ASSERT_TRUE(fed);
  EXPECT_EQ(parser.phase(), Parser::Phase::done);
  const Request& request = parser.request();
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.path, "/a");
  EXPECT_EQ(request.query, (Pairs{{"b", "c"}}));
  EXPECT_EQ(request.header("x-y"), "z");
  EXPECT_EQ(request.body, "hello");
  EXPECT_EQ(parser.authority(), "x");
  EXPECT_TRUE(parser.keep_alive());
}

TEST(Parser, ReadsTheSameByteByByte) {
  constexpr std::string_view bytes =
      "\r\nPOST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;e=1\r\nde\r\n0\r\nHost: "
      "trailer\r\n\r\n";
  Parser parser{small};
  std::string pending;
  for (const char c : bytes) {
    ASSERT_NE(parser.phase(), Parser::Phase::done);
    pending += c;
    const auto used = parser.feed(pending);
    ASSERT_TRUE(used) << used.error().message;
    pending.erase(0, *used);
  }
  EXPECT_EQ(parser.phase(), Parser::Phase::done);
  EXPECT_EQ(pending, "");
  EXPECT_EQ(parser.request().body, "abcde");
  EXPECT_EQ(parser.request().header("Host"), "x");
}

TEST(Parser, LeavesTheNextRequestAlone) {
  constexpr std::string_view first = "GET /1 HTTP/1.1\r\nHost: x\r\n\r\n";
  Parser parser{small};
  EXPECT_EQ(parser.feed(std::string{first} + "GET /2 HTTP/1.1\r\n"), first.size());
  EXPECT_EQ(parser.phase(), Parser::Phase::done);
}

TEST(Parser, KnowsWhoKeepsTheConnection) {
  const auto keeps = [](std::string_view bytes) {
    Parser parser{small};
    return parser.feed(bytes).has_value() && parser.keep_alive();
  };
  EXPECT_TRUE(keeps("GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
  EXPECT_FALSE(keeps("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
  EXPECT_FALSE(keeps("GET / HTTP/1.0\r\n\r\n"));
  EXPECT_TRUE(keeps("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
}

TEST(Parser, RefusesWhatCouldBeReadInTwoWays) {
  const std::string post = "POST / HTTP/1.1\r\nHost: x\r\n";
  for (const std::string& bytes : {
           post + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
           post + "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n",
           post + "Content-Length: 1\r\nContent-Length: 1\r\n\r\na",
           post + "Content-Length: 1\r\nContent-Length: 2\r\n\r\na",
           post + "Content-Length: 1, 1\r\n\r\na",
           post + "Content-Length: +1\r\n\r\na",
           post + "Content-Length: 0x1\r\n\r\na",
           post + "Content-Length: 99999999999999999999\r\n\r\na",
           post + "Transfer-Encoding: gzip, chunked\r\n\r\n",
           post + "Transfer-Encoding: xchunked\r\n\r\n",
           post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
           std::string{"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"},
           post + "X: a\r\n b\r\n\r\n",
           post + "X: a\rb\r\n\r\n",
           post + "X: a\nY: b\r\n\r\n",
           post + "X: a\r\r\n\r\n",
           post + "X: a\r\n\r\r\n",
           post + "X : a\r\n\r\n",
           post + "X: a" + '\0' + "\r\n\r\n",
           post + "Host: y\r\n\r\n",
           post + "Expect: something\r\n\r\n",
           std::string{"GET / HTTP/1.1\r\n\r\n"},
           std::string{"GET / HTTP/2.0\r\nHost: x\r\n\r\n"},
           std::string{"GET /a b HTTP/1.1\r\nHost: x\r\n\r\n"},
           std::string{"GET x HTTP/1.1\r\nHost: x\r\n\r\n"},
           std::string{"GET\r\n\r\n"},
           std::string{"\x16\x03\x01\x02\x00\x01\x00\x01", 8},
           std::string{"\r\n\r\n\r\n\r\n\r\n\r\n"},
           std::string{"\n\nGET / HTTP/1.1\r\n"},
       })
    EXPECT_EQ(refusal(bytes), Errc::malformed_request) << bytes;
}

TEST(Parser, LimitsTheHeader) {
  EXPECT_EQ(refusal("GET / HTTP/1.1\r\nHost: x\r\nX: " + std::string(2000, 'a')), Errc::header_too_large);
  EXPECT_EQ(refusal("GET /" + std::string(2000, 'a')), Errc::header_too_large);
}

TEST(Parser, LimitsTheBodyHoweverItsLengthIsTold) {
  const std::string post = "POST / HTTP/1.1\r\nHost: x\r\n";
  EXPECT_EQ(refusal(post + "Content-Length: 101\r\n\r\n"), Errc::too_large);
  EXPECT_EQ(refusal(post + "Content-Length: 100\r\n\r\n"), std::nullopt);
  std::string chunks;
  for (int i = 0; i < 11; ++i) chunks += "a\r\n0123456789\r\n";
  EXPECT_EQ(refusal(post + "Transfer-Encoding: chunked\r\n\r\n" + chunks), Errc::too_large);
  EXPECT_EQ(refusal(post + "Transfer-Encoding: chunked\r\n\r\nffffffff\r\n"), Errc::too_large);
}

// What a parser makes of bytes that come in two pieces; what is left unread is not part of it.
std::string reading(std::string_view bytes, std::size_t split) {
  Parser parser{small};
  std::string pending;
  for (const std::string_view piece : {bytes.substr(0, split), bytes.substr(split)}) {
    pending += piece;
    while (!pending.empty() && parser.phase() != Parser::Phase::done) {
      const auto used = parser.feed(pending);
      if (!used) return "refused: " + used.error().message;
      if (*used == 0) break;
      pending.erase(0, *used);
    }
  }
  const Request& request = parser.request();
  return parser.phase() == Parser::Phase::done ? request.method + " " + request.path + " " + request.body
                                               : "unfinished";
}

TEST(Parser, ReadsTheSameHoweverTheBytesAreSplit) {
  for (const std::string_view bytes : {
           std::string_view{"\r\nGET /a HTTP/1.1\r\nHost: x\r\n\r\n"},
           std::string_view{"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"},
           std::string_view{"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n"},
           std::string_view{"GET / HTTP/1.1\r\nHost: x\r\nX: a\r\n b\r\n\r\n"},
           std::string_view{"GET / HTTP/1.1\r\nHost: x\r\n\r\r\n"},
       })
    for (std::size_t split = 0; split <= bytes.size(); ++split)
      EXPECT_EQ(reading(bytes, split), reading(bytes, bytes.size())) << bytes << " at " << split;
}

TEST(Parser, SurvivesMutatedRequests) {
  const std::string seed =
      "POST /a%20b?c=d HTTP/1.1\r\nHost: x:1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\nExpect: "
      "100-continue\r\n\r\n5\r\nhello\r\n0\r\n\r\n";
  const std::string replacements{"\r\n\t \0:;,0159aGHzZ%/?[]\x7f\x80\xff", 25};
  std::mt19937 random{1};  // the same inputs every time
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes = seed;
    for (auto edits = random() % 6; edits > 0; --edits) {
      const std::size_t at = random() % bytes.size();
      if (random() % 3 == 0)
        bytes.erase(at, random() % 40);
      else
        bytes[at] = replacements[random() % replacements.size()];
      if (bytes.empty()) bytes = "x";
    }
    const std::string whole = reading(bytes, bytes.size());
    if (whole.starts_with("refused")) continue;
    EXPECT_EQ(reading(bytes, random() % bytes.size()), whole) << bytes;
  }
}

TEST(Parser, NoticesWhoWaitsForPermission) {
  Parser parser{small};
  ASSERT_TRUE(parser.feed("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-Continue\r\n\r\n"));
  EXPECT_EQ(parser.phase(), Parser::Phase::body);
  EXPECT_TRUE(parser.expects_continue());
}

}  // namespace
}  // namespace cordon::http
