#include "host/api/routes.hpp"

#include "host/api/execute.hpp"
#include "tests/unit/api/fakes.hpp"

#include <gmock/gmock.h>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

namespace cordon::api {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Routes : public ::testing::Test {
 protected:
  FakeExecutor executor;
  FakeCatalog catalog;
  HealthReport report = healthy();
  http::Router router = routes({.executor = executor,
                                .languages = catalog,
                                .health = [this] { return report; },
                                .pools = [] { return pool_report(); },
                                .version = "0.1.0"});

  static PoolReport pool_report() {
    LanguagePool python{
        .available = {{"s1", milliseconds{1500}}}, .target = 2, .executions = 4, .pool_hits = 3, .pool_misses = 1};
    return {.uptime = milliseconds{2500},
            .languages = {{"python", python}},
            .active = {{"s2", "python", milliseconds{10}}},
            .created = 5,
            .destroyed = 4,
            .executions = 4,
            .capacity = 2,
            .artefact_cache = {
                .hits = 3, .joined = 1, .misses = 2, .evictions = 4, .damaged = 5, .entries = 6, .bytes = 7}};
  }

  http::Response ask(const std::string& method, const std::string& path, std::vector<http::Header> headers = {},
                     std::string body = {}) {
    http::Request request{
        .method = method, .path = path, .headers = std::move(headers), .body = std::move(body), .request_id = "id-1"};
    const auto found = router.find(method, path, request.params);
    const auto* handler = std::get_if<const http::Handler*>(&found);
    if (handler == nullptr) return {.status = 404};
    asio::io_context context;
    auto response = asio::co_spawn(context, (**handler)(request), asio::use_future);
    context.run_for(seconds{5});
    return response.get();
  }
  http::Response execute(std::string body, std::string content_type = "application/json") {
    return ask("POST", "/execute", {{"Content-Type", std::move(content_type)}}, std::move(body));
  }
};

std::string header_of(const http::Response& response, std::string_view name) {
  for (const http::Header& header : response.headers)
    if (header.name == name) return header.value;
  return {};
}

constexpr const char* program = R"json({"code":"print('hi')","language":"python"})json";

TEST_F(Routes, RunsAProgram) {
  const http::Response response = execute(program);
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.content_type, "application/json");
  EXPECT_EQ(Json::parse(response.body)["output"], "hi\n");
  ASSERT_EQ(executor.asked.size(), 1U);
  EXPECT_EQ(executor.asked[0].language, "python");
  EXPECT_EQ(executor.asked[0].request_id, "id-1");
}

TEST_F(Routes, TakesJsonOnly) {
  for (const char* type : {"application/json", "Application/JSON", "application/json; charset=utf-8",
                           "application/json;charset=\"UTF-8\"", "application/json;"})
    EXPECT_EQ(execute(program, type).status, 200) << type;
  for (const char* type : {"", "text/plain", "application/json; charset=latin1", "application/jsonp", "text/json",
                           "application/x-www-form-urlencoded", "application/json; x=y", "multipart/form-data"})
    EXPECT_EQ(execute(program, type).status, 415) << type;
  EXPECT_EQ(
      ask("POST", "/execute", {{"Content-Type", "application/json"}, {"Content-Encoding", "gzip"}}, program).status,
      415);
}

TEST_F(Routes, DoesNotRunAMalformedRequest) {
  const http::Response response = execute("{");
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(response.content_type, "application/problem+json");
  EXPECT_TRUE(executor.asked.empty());
}

TEST_F(Routes, AnswersWithTheExecutorsRefusal) {
  executor.answer = fail(Errc::unknown_language, "There is no language \"x\"; known are python, cpp.");
  EXPECT_EQ(execute(program).status, 400);
  EXPECT_THAT(execute(program).body, HasSubstr("known are python, cpp"));
  executor.answer = fail(Errc::busy, "The queue is full.");
  const http::Response busy = execute(program);
  EXPECT_EQ(busy.status, 503);
  EXPECT_EQ(busy.headers, (std::vector<http::Header>{{"Retry-After", "1"}}));
}

TEST_F(Routes, HidesItsOwnFailures) {
  executor.answer = fail(Errc::internal, "mount /var/lib/cordon/secret: denied");
  const http::Response response = execute(program);
  EXPECT_EQ(response.status, 500);
  EXPECT_THAT(response.body, Not(HasSubstr("secret")));
}

TEST_F(Routes, SaysNothingOfARunWhoseClientIsGone) {
  executor.delay = seconds{5};
  executor.answers_when_cancelled = true;
  const http::Request request{.headers = {{"Content-Type", "application/json"}}, .body = program};
  asio::io_context context;
  asio::cancellation_signal gone;
  const RequestLimits limits;
  http::Response response{.status = 0};
  asio::co_spawn(context, api::execute(executor, limits, request),
                 asio::bind_cancellation_slot(gone.slot(), [&](const std::exception_ptr&, http::Response answer) {
                   response = std::move(answer);
                 }));
  context.run_for(milliseconds{20});
  gone.emit(asio::cancellation_type::terminal);
  context.run_for(seconds{1});
  EXPECT_EQ(executor.cancelled, 1);
  EXPECT_EQ(response.body, "");
}

TEST_F(Routes, ListsLanguages) {
  const Json answer = Json::parse(ask("GET", "/languages").body);
  ASSERT_EQ(answer["languages"].size(), 2U);
  const Json& python = answer["languages"][0];
  EXPECT_EQ(python["id"], "python");
  EXPECT_EQ(python["limits"]["default"]["wall_time"], 60.0);
  EXPECT_EQ(python["limits"]["max"]["memory"], 268435456);
  EXPECT_EQ(python["plugin"], "python.so");
  EXPECT_EQ(answer["languages"][1]["version"], nullptr);
  EXPECT_EQ(answer["languages"][1]["plugin"], nullptr);
}

TEST_F(Routes, ShowsALanguageByIdOrAlias) {
  EXPECT_EQ(Json::parse(ask("GET", "/languages/python3").body)["id"], "python");
  EXPECT_EQ(Json::parse(ask("GET", "/languages/c%2B%2B").body)["id"], "cpp");
  const http::Response missing = ask("GET", "/languages/cobol");
  EXPECT_EQ(missing.status, 404);
  EXPECT_THAT(Json::parse(missing.body)["detail"], HasSubstr("known are python, cpp"));
}

TEST_F(Routes, TellsItsHealth) {
  http::Response response = ask("GET", "/health");
  EXPECT_EQ(response.status, 200);
  const Json answer = Json::parse(response.body);
  EXPECT_EQ(answer["status"], "healthy");
  EXPECT_EQ(answer["service"], "code-execution-service");
  EXPECT_EQ(answer["firecracker_available"], false);
  EXPECT_EQ(answer["isolation"]["missing"][0]["fix"], "mount it");
  EXPECT_EQ(answer["languages"]["python"]["ready"], true);
  report.status = HealthStatus::draining;
  report.refused_manifests = {{"lua.yaml", "lua.yaml:3:1: unknown key"}};
  response = ask("GET", "/health");
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(Json::parse(response.body)["status"], "draining");
  EXPECT_EQ(Json::parse(response.body)["refused_manifests"][0]["manifest"], "lua.yaml");
}

TEST_F(Routes, ReportsPoolsUnderTheNamesThatMonitorsRead) {
  const Json answer = Json::parse(ask("GET", "/debug/vm-pools").body);
  EXPECT_EQ(answer["success"], true);
  const Json& data = answer["data"];
  EXPECT_EQ(data["uptime_seconds"], 2.5);
  EXPECT_EQ(data["statistics"]["executions_count"], 4);
  EXPECT_EQ(data["statistics"]["by_language"]["python"]["executions"], 4);
  EXPECT_EQ(data["statistics"]["by_language"]["python"]["pool_hits"], 3);
  EXPECT_EQ(data["pool_status"]["python"]["available"][0], (Json{{"id", "s1"}, {"age_seconds", 1.5}}));
  EXPECT_EQ(data["active_vms"][0]["language"], "python");
  EXPECT_EQ(data["health"]["utilization"], 0.5);
  const Json cache = data["artefact_cache"];
  EXPECT_EQ(cache["hits"], 3);
  EXPECT_EQ(cache["joined"], 1);
  EXPECT_EQ(cache["misses"], 2);
  EXPECT_EQ(cache["evictions"], 4);
  EXPECT_EQ(cache["damaged"], 5);
  EXPECT_EQ(cache["entries"], 6);
  EXPECT_EQ(cache["bytes"], 7);
}

TEST_F(Routes, SayInAHeaderWhetherACompileWasSaved) {
  using execution::CacheUse;
  for (const auto& [use, header] :
       {std::pair{CacheUse::hit, "hit"}, std::pair{CacheUse::miss, "miss"}, std::pair{CacheUse::off, ""}}) {
    executor.answer->compile = {{.succeeded = true, .cache = use}};
    const http::Response response = execute(program);
    EXPECT_EQ(Json::parse(response.body)["compile"]["cache"], execution::name(use));
    EXPECT_EQ(header_of(response, "X-Cache"), header);
  }
  executor.answer->compile.clear();
  EXPECT_EQ(header_of(execute(program), "X-Cache"), "");
}

TEST_F(Routes, ListsThemselves) {
  const http::Response response = ask("GET", "/");
  EXPECT_EQ(response.content_type, "application/json");
  const Json answer = Json::parse(response.body);
  EXPECT_EQ(answer["endpoints"][1]["path"], "/execute");
}

TEST_F(Routes, ShowPeopleAPageThatLoadsNothingFromElsewhere) {
  const http::Response response = ask("GET", "/", {{"Accept", "text/html,application/xhtml+xml,*/*;q=0.8"}});
  EXPECT_EQ(response.content_type, "text/html; charset=utf-8");
  EXPECT_EQ(response.headers.at(0).name, "Content-Security-Policy");
  EXPECT_THAT(response.headers.at(0).value, HasSubstr("default-src 'none'; script-src 'sha256-"));
  for (const char* outside : {"http://", "https://", "src=", "@import", "url("})
    EXPECT_THAT(response.body, Not(HasSubstr(outside))) << outside;
  EXPECT_THAT(response.body, HasSubstr("</html>"));
}

}  // namespace
}  // namespace cordon::api
