#include "host/http/router.hpp"

#include <gtest/gtest.h>

namespace cordon::http {
namespace {

// Handlers are told apart by their address in the table.
class Routing : public ::testing::Test {
 protected:
  const Handler nothing = [](const Request&) -> Task<Response> { co_return Response{}; };
  const Router router{{{"GET", "/", nothing},
                       {"POST", "/execute", nothing},
                       {"GET", "/languages/{id}", nothing},
                       {"DELETE", "/languages/{id}", nothing},
                       {"GET", "/languages/all", nothing}}};
  Pairs params;

  const Handler* handler(std::string_view method, std::string_view path) {
    const auto found = router.find(method, path, params);
    return std::holds_alternative<const Handler*>(found) ? std::get<const Handler*>(found) : nullptr;
  }
  Router::Refusal refusal(std::string_view method, std::string_view path) {
    return std::get<Router::Refusal>(router.find(method, path, params));
  }
};

TEST_F(Routing, FindsTheRowOfMethodAndPath) {
  EXPECT_NE(handler("GET", "/"), nullptr);
  EXPECT_NE(handler("POST", "/execute"), nullptr);
  EXPECT_NE(handler("GET", "/"), handler("POST", "/execute"));
}

TEST_F(Routing, GivesTheNamesOfAPatternDecoded) {
  ASSERT_NE(handler("GET", "/languages/c%2B%2B"), nullptr);
  EXPECT_EQ(params, (Pairs{{"id", "c++"}}));
}

TEST_F(Routing, PrefersALiteralPath) {
  EXPECT_NE(handler("GET", "/languages/all"), handler("GET", "/languages/python"));
  EXPECT_TRUE(params.empty() || params[0].second == "python");
}

TEST_F(Routing, AnswersHeadWithGet) { EXPECT_EQ(handler("HEAD", "/"), handler("GET", "/")); }

TEST_F(Routing, RefusesAnotherMethodAndSaysWhichThereAre) {
  EXPECT_EQ(refusal("PUT", "/execute").error.code, Errc::method_not_allowed);
  EXPECT_EQ(refusal("PUT", "/execute").allow, "POST, OPTIONS");
  EXPECT_EQ(refusal("POST", "/languages/x").allow, "GET, HEAD, DELETE, OPTIONS");
}

TEST_F(Routing, RefusesAPathThatIsNotThere) {
  for (const char* path : {"/nothing", "/execute/", "/languages/", "/languages/a/b", "//", "/Execute", "*"}) {
    EXPECT_EQ(refusal("GET", path).error.code, Errc::not_found) << path;
    EXPECT_EQ(refusal("GET", path).allow, "") << path;
  }
}

}  // namespace
}  // namespace cordon::http
