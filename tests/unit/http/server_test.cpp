#include "base/temp_dir.hpp"
#include "tests/unit/http/test_server.hpp"

#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <atomic>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <filesystem>

namespace cordon::http {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

Task<Response> echo(const Request& request) {
  co_return Response{.content_type = "text/plain", .body = request.method + " " + request.path + " " + request.body};
}

class Serving : public ::testing::Test {
 protected:
  std::atomic<int> cancelled = 0, finished = 0;

  Task<Response> slow(milliseconds delay) {
    asio::steady_timer timer{co_await asio::this_coro::executor, delay};
    try {
      co_await timer.async_wait(asio::use_awaitable);
    } catch (const boost::system::system_error&) {
      ++cancelled;
      throw;
    }
    ++finished;
    co_return Response{.content_type = "text/plain", .body = "slow"};
  }

  std::vector<Route> routes() {
    return {{"GET", "/echo", echo},
            {"POST", "/echo", echo},
            {"GET", "/slow", [this](const Request&) { return slow(milliseconds{300}); }},
            {"GET", "/endless", [this](const Request&) { return slow(seconds{60}); }},
            {"GET", "/large",
             [](const Request&) -> Task<Response> { co_return Response{.body = std::string(20'000'000, 'x')}; }},
            {"GET", "/throws", [](const Request&) -> Task<Response> {
               if (true) throw std::runtime_error{"secret path"};
               co_return Response{};
             }}};
  }

  static std::string get(std::string_view path, std::string_view more = "") {
    return "GET " + std::string{path} + " HTTP/1.1\r\nHost: localhost\r\n" + std::string{more} + "\r\n";
  }
  static std::string post(std::size_t size, std::string_view more = "") {
    return "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(size) + "\r\n" +
           std::string{more} + "\r\n";
  }
  static bool eventually(const std::function<bool()>& holds) {
    for (int i = 0; i < 500; ++i, std::this_thread::sleep_for(milliseconds{10}))
      if (holds()) return true;
    return false;
  }
};

TEST_F(Serving, AnswersOneRequestAfterTheOtherOnOneConnection) {
  TestServer server{{}, routes()};
  Client client{server.port()};
  for (int i = 0; i < 3; ++i) {
    client.send(post(5) + "hello");
    const std::string response = client.read_response();
    EXPECT_THAT(response, StartsWith("HTTP/1.1 200 OK\r\n"));
    EXPECT_THAT(response, HasSubstr("Connection: keep-alive"));
    EXPECT_THAT(response, EndsWith("\r\n\r\nPOST /echo hello"));
  }
}

TEST_F(Serving, AnswersPipelinedRequestsInOrder) {
  TestServer server{{}, routes()};
  Client client{server.port()};
  std::string requests = get("/slow");
  for (int i = 0; i < 50; ++i) requests += post(2) + std::to_string(10 + i);
  client.send(requests);
  EXPECT_THAT(client.read_response(), EndsWith("slow"));
  for (int i = 0; i < 50; ++i) EXPECT_THAT(client.read_response(), EndsWith("POST /echo " + std::to_string(10 + i)));
  EXPECT_EQ(cancelled, 0);
}

TEST_F(Serving, ReadsMoreRequestsAheadThanItsBufferHolds) {
  TestServer server{{}, routes()};
  Client client{server.port()};
  client.send(get("/slow"));
  std::thread sender{[&] {
    for (int i = 0; i < 40; ++i) client.send(post(10'000) + std::string(10'000, 'a'));
  }};
  EXPECT_THAT(client.read_response(), EndsWith("slow"));
  for (int i = 0; i < 40; ++i) EXPECT_THAT(client.read_response(), EndsWith(std::string(10'000, 'a')));
  sender.join();
}

TEST_F(Serving, ClosesWhenTheClientAsksForIt) {
  TestServer server{{}, routes()};
  Client client{server.port()};
  client.send(get("/echo", "Connection: close\r\n"));
  EXPECT_THAT(client.read_all(), HasSubstr("Connection: close"));
  EXPECT_TRUE(client.closed());
}

TEST_F(Serving, LeavesTheBodyOutForHead) {
  TestServer server{{}, routes()};
  Client client{server.port()};
  client.send("HEAD /echo HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  const std::string response = client.read_all();
  EXPECT_THAT(response, HasSubstr("Content-Length: 11\r\n"));
  EXPECT_THAT(response, EndsWith("\r\n\r\n"));
}

TEST_F(Serving, AnswersOptionsWithTheMethods) {
  TestServer server{{}, routes()};
  Client client{server.port()};
  client.send("OPTIONS /echo HTTP/1.1\r\nHost: localhost\r\n\r\n");
  const std::string response = client.read_response();
  EXPECT_THAT(response, StartsWith("HTTP/1.1 204 No Content\r\n"));
  EXPECT_THAT(response, HasSubstr("Allow: GET, HEAD, POST, OPTIONS\r\n"));
}

TEST_F(Serving, TakesTheClientsRequestIdIfItIsPlain) {
  TestServer server{{}, routes()};
  Client client{server.port()};
  client.send(get("/echo", "X-Request-Id: my-id.1\r\n"));
  EXPECT_THAT(client.read_response(), HasSubstr("X-Request-Id: my-id.1\r\n"));
  client.send(get("/echo", "X-Request-Id: not plain\r\n"));
  EXPECT_THAT(client.read_response(), Not(HasSubstr("not plain")));
}

TEST_F(Serving, RefusesHostsThatAreNotIt) {
  TestServer server{{.allowed_hosts = {"code.example"}}, routes()};
  Client client{server.port()};
  const auto ask = [&](std::string_view target, std::string_view host) {
    client.send("GET " + std::string{target} + " HTTP/1.1\r\nHost: " + std::string{host} + "\r\n\r\n");
    return client.read_response().substr(9, 3);
  };
  EXPECT_EQ(ask("/echo", "localhost:8000"), "200");
  EXPECT_EQ(ask("/echo", "code.example"), "200");
  EXPECT_EQ(ask("/echo", "evil.example"), "403");
  EXPECT_EQ(ask("http://evil.example/echo", "localhost"), "403");
  EXPECT_EQ(ask("/echo", ""), "403");
}

TEST_F(Serving, AnswersAMalformedRequestWithAProblemAndCloses) {
  TestServer server{{}, routes()};
  for (const std::string& bytes :
       {std::string{"nonsense\r\n\r\n"}, std::string{"GET / HTTP/1.1\r\n\r\n"}, std::string{"\x16\x03\x01\x02"},
        post(3, "Transfer-Encoding: chunked\r\n") + "0\r\n\r\n", get("/echo", "X: a\r\n folded\r\n")}) {
    Client client{server.port()};
    client.send(bytes);
    const std::string response = client.read_all();
    EXPECT_THAT(response, StartsWith("HTTP/1.1 400 Bad Request\r\n")) << bytes;
    EXPECT_THAT(response, HasSubstr("application/problem+json"));
    EXPECT_TRUE(client.closed());
  }
}

TEST_F(Serving, AnswersALargeBodyBeforeReadingIt) {
  TestServer server{{.body_limit = 1_MiB}, routes()};
  Client client{server.port()};
  client.send(post(10'000'000));
  EXPECT_THAT(client.read_response(), StartsWith("HTTP/1.1 413 "));
}

TEST_F(Serving, LetsAClientThatSendsTooMuchReadTheAnswer) {
  TestServer server{{.body_limit = 1_MiB}, routes()};
  Client client{server.port()};
  client.send(post(10'000'000) + std::string(10'000'000, 'a'));
  EXPECT_THAT(client.read_response(), StartsWith("HTTP/1.1 413 "));
}

TEST_F(Serving, GivesPermissionToSendABody) {
  TestServer server{{}, routes()};
  Client client{server.port()};
  client.send(post(5, "Expect: 100-continue\r\n"));
  EXPECT_EQ(client.read_response(), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("hello");
  EXPECT_THAT(client.read_response(), EndsWith("POST /echo hello"));
}

TEST_F(Serving, CutsOffASlowHeader) {
  TestServer server{{.header_deadline = milliseconds{200}}, routes()};
  Client client{server.port()};
  client.send("GET /echo HTTP/1.1\r\nHost: local");
  EXPECT_THAT(client.read_all(), StartsWith("HTTP/1.1 408 Request Timeout\r\n"));
  EXPECT_TRUE(client.closed());
}

TEST_F(Serving, CutsOffABodyBelowTheMinimumRate) {
  TestServer server{{.body_deadline = seconds{30}, .body_grace = milliseconds{200}, .body_minimum_rate = 1_KiB},
                    routes()};
  Client client{server.port()};
  client.send(post(100'000));
  std::string response;
  for (int i = 0; i < 50 && response.empty(); ++i) {
    client.send("a");
    response = client.read_response(milliseconds{50});
  }
  EXPECT_THAT(response, StartsWith("HTTP/1.1 408 "));
}

TEST_F(Serving, ClosesASilentConnectionWithoutAWord) {
  TestServer server{{.header_deadline = milliseconds{200}, .idle_deadline = milliseconds{200}}, routes()};
  Client silent{server.port()}, idle{server.port()};
  EXPECT_EQ(silent.read_all(), "");
  idle.send(get("/echo"));
  idle.read_response();
  EXPECT_EQ(idle.read_all(), "");
}

TEST_F(Serving, CutsOffAClientThatDoesNotRead) {
  TestServer server{{.write_deadline = milliseconds{200}, .write_minimum_rate = 1_GiB}, routes()};
  Client client{server.port()};
  client.send(get("/large"));
  EXPECT_TRUE(eventually([&] { return server.connections() == 0; }));
}

TEST_F(Serving, CancelsTheHandlerWhenTheClientGoes) {
  TestServer server{{}, routes()};
  Client client{server.port()};
  client.send(get("/endless"));
  std::this_thread::sleep_for(milliseconds{50});
  EXPECT_EQ(cancelled, 0);
  client.close();
  EXPECT_TRUE(eventually([&] { return cancelled == 1 && server.connections() == 0; }));
}

TEST_F(Serving, CancelsTheHandlerAlsoWithRequestsWaitingBehindIt) {
  TestServer server{{}, routes()};
  Client client{server.port()};
  std::string requests = get("/endless");
  for (int i = 0; i < 5; ++i) requests += get("/echo");
  client.send(requests);
  std::this_thread::sleep_for(milliseconds{50});
  client.close();
  EXPECT_TRUE(eventually([&] { return cancelled == 1 && server.connections() == 0; }));
}

TEST_F(Serving, SurvivesAHandlerThatThrows) {
  TestServer server{{}, routes()};
  Client client{server.port()};
  client.send(get("/throws"));
  const std::string response = client.read_response();
  EXPECT_THAT(response, StartsWith("HTTP/1.1 500 "));
  EXPECT_THAT(response, Not(HasSubstr("secret")));
  client.send(get("/echo"));
  EXPECT_THAT(client.read_response(), StartsWith("HTTP/1.1 200 "));
}

TEST_F(Serving, FinishesWhatRunsWhenItStops) {
  TestServer server{{}, routes()};
  Client idle{server.port()}, busy{server.port()};
  idle.send(get("/echo"));
  idle.read_response();
  busy.send(get("/slow"));
  std::this_thread::sleep_for(milliseconds{50});
  auto stopped = server.stop(seconds{5});
  EXPECT_EQ(idle.read_all(), "");
  const std::string response = busy.read_all();
  EXPECT_THAT(response, EndsWith("slow"));
  EXPECT_THAT(response, HasSubstr("Connection: close"));
  EXPECT_EQ(stopped.wait_for(seconds{5}), std::future_status::ready);
  EXPECT_FALSE(Client{server.port()}.connected());
  EXPECT_EQ(finished, 1);
}

TEST_F(Serving, DoesNotWaitForClientsToCloseWhenItStops) {
  TestServer server{{}, routes()};
  Client client{server.port()};
  client.send(get("/slow"));
  std::this_thread::sleep_for(milliseconds{50});
  auto stopped = server.stop(seconds{5});
  EXPECT_EQ(stopped.wait_for(seconds{1}), std::future_status::ready);
  EXPECT_THAT(client.read_response(), EndsWith("slow"));
}

TEST_F(Serving, CancelsWhatDoesNotFinishInTime) {
  TestServer server{{}, routes()};
  Client client{server.port()};
  client.send(get("/endless"));
  std::this_thread::sleep_for(milliseconds{50});
  auto stopped = server.stop(milliseconds{100});
  EXPECT_EQ(stopped.wait_for(seconds{5}), std::future_status::ready);
  EXPECT_EQ(cancelled, 1);
  EXPECT_EQ(server.connections(), 0U);
  EXPECT_EQ(client.read_all(), "");
}

TEST_F(Serving, TurnsAwayConnectionsAboveTheCap) {
  TestServer server{{.connections = 2}, routes()};
  Client first{server.port()}, second{server.port()};
  ASSERT_TRUE(eventually([&] { return server.connections() == 2; }));
  Client third{server.port()};
  EXPECT_THAT(third.read_all(), StartsWith("HTTP/1.1 503 "));
  first.close();
  ASSERT_TRUE(eventually([&] { return server.connections() == 1; }));
  Client fourth{server.port()};
  fourth.send(get("/echo"));
  EXPECT_THAT(fourth.read_response(), StartsWith("HTTP/1.1 200 "));
}

TEST_F(Serving, GoesOnAcceptingAfterItRanOutOfDescriptors) {
  TestServer server{{}, routes()};
  std::vector<Client> clients;
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
  const UniqueFd highest{::dup(0)};
  // Room for a few clients' own ends; those of the server do not fit any more.
  const rlimit few{.rlim_cur = static_cast<rlim_t>(highest.get()) + 6, .rlim_max = before.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &few), 0);
  for (int i = 0; i < 5; ++i) clients.emplace_back(server.port());
  std::this_thread::sleep_for(milliseconds{250});
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &before), 0);
  clients.clear();
  Client client{server.port()};
  client.send(get("/echo"));
  EXPECT_THAT(client.read_response(), StartsWith("HTTP/1.1 200 "));
}

TEST_F(Serving, ListensOnAUnixSocketAndRemovesIt) {
  auto folder = TempDir::create(std::filesystem::temp_directory_path(), "cordon-http-");
  ASSERT_TRUE(folder);
  const std::string path = folder->path() / "socket";
  {
    TestServer server{{.host = "", .unix_sockets = {path}}, routes()};
    struct stat found{};
    ASSERT_EQ(::stat(path.c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777, 0660U);
    Client client{path};
    client.send("GET /echo HTTP/1.1\r\nHost: anything\r\n\r\n");
    EXPECT_THAT(client.read_response(), EndsWith("GET /echo "));
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST_F(Serving, ReplacesASocketFileThatNobodyListensOn) {
  auto folder = TempDir::create(std::filesystem::temp_directory_path(), "cordon-http-");
  ASSERT_TRUE(folder);
  const std::string path = folder->path() / "socket";
  {
    const UniqueFd left{::socket(AF_UNIX, SOCK_STREAM, 0)};
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    ASSERT_EQ(::bind(left.get(), reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  }
  const TestServer server{{.host = "", .unix_sockets = {path}}, routes()};
  EXPECT_TRUE(Client{path}.connected());
  EXPECT_THROW((TestServer{{.host = "", .unix_sockets = {path}}, routes()}), std::runtime_error);
}

TEST_F(Serving, SaysWhyItCannotListen) {
  const TestServer server{{}, routes()};
  asio::io_context context;
  Server second{context.get_executor(), {.port = server.port()}, Router{{}}};
  const auto started = second.start();
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().code, Errc::bad_configuration);
  EXPECT_THAT(started.error().message, HasSubstr("127.0.0.1:" + std::to_string(server.port())));
}

}  // namespace
}  // namespace cordon::http
