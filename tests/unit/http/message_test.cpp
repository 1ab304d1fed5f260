#include "host/http/message.hpp"

#include "host/http/problem.hpp"

#include <gmock/gmock.h>

namespace cordon::http {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST(Message, FindsAHeaderInAnyCase) {
  const Request request{.headers = {{"Content-Type", "text/plain"}, {"X-A", "1"}, {"x-a", "2"}}};
  EXPECT_EQ(request.header("content-type"), "text/plain");
  EXPECT_EQ(request.header("X-a"), "1");
  EXPECT_EQ(request.header("Missing"), "");
}

TEST(Message, TakesOnlyPlainRequestIds) {
  EXPECT_TRUE(valid_request_id("a.B-9_"));
  EXPECT_TRUE(valid_request_id(std::string(64, 'a')));
  for (const std::string& id :
       {std::string{}, std::string(65, 'a'), std::string{"a b"}, std::string{"a\n"}, std::string{"é"}})
    EXPECT_FALSE(valid_request_id(id)) << id;
}

TEST(Message, MakesValidRequestIdsThatDiffer) {
  const std::string first = make_request_id();
  EXPECT_TRUE(valid_request_id(first));
  EXPECT_NE(first, make_request_id());
}

TEST(Message, SerializesTheHeaderOfAResponse) {
  const std::string header = serialize_header({.headers = {{"X-Extra", "1"}}, .body = "{}"}, "id-1", Keep::close);
  EXPECT_THAT(header, StartsWith("HTTP/1.1 200 OK\r\nServer: cordon\r\nDate: "));
  EXPECT_THAT(header, HasSubstr("\r\nContent-Type: application/json\r\nContent-Length: 2\r\nX-Request-Id: id-1\r\n"));
  EXPECT_THAT(header, HasSubstr("\r\nX-Content-Type-Options: nosniff\r\n"));
  EXPECT_THAT(header, EndsWith("\r\nX-Extra: 1\r\nConnection: close\r\n\r\n"));
}

TEST(Message, DoesNotLetAValueSplitTheHeader) {
  const std::string header = serialize_header({.headers = {{"X-Extra", "1\r\nSet-Cookie: a"}}}, "id", Keep::alive);
  EXPECT_THAT(header, Not(HasSubstr("\nSet-Cookie")));
}

TEST(Problem, TellsTheClientWhatToDo) {
  const Response response = problem({Errc::refused_source, "No.", {{"rule.x", "Not allowed.", "a.py", 3, 0}}}, "id-1");
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(response.content_type, "application/problem+json");
  EXPECT_EQ(
      response.body,
      R"({"type":"urn:cordon:problem:refused-source","title":"The source is refused","status":400,"detail":"No.",)"
      R"("request_id":"id-1","findings":[{"rule":"rule.x","message":"Not allowed.","file":"a.py","line":3,"column":null}]})");
}

TEST(Problem, HidesWhatFailedOnOurSide) {
  for (const Errc code : {Errc::internal, Errc::bad_configuration}) {
    const Response response = problem({code, "open /var/lib/secret: no such file"}, "id-1");
    EXPECT_EQ(response.status, 500);
    EXPECT_THAT(response.body, Not(HasSubstr("secret")));
    EXPECT_THAT(response.body, HasSubstr("id-1"));
  }
}

TEST(Problem, SaysWhenToTryAgain) {
  for (const Errc code : {Errc::busy, Errc::draining, Errc::no_isolation, Errc::unavailable}) {
    const Response response = problem({code, "Later."}, "id-1");
    EXPECT_EQ(response.status, 503);
    ASSERT_EQ(response.headers.size(), 1U);
    EXPECT_EQ(response.headers[0].name, "Retry-After");
  }
}

}  // namespace
}  // namespace cordon::http
