#include "host/cordonctl/client.hpp"

#include "base/task.hpp"
#include "host/cordonctl/interrupt.hpp"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <exception>
#include <optional>

namespace cordon::cordonctl {
namespace {

namespace http = boost::beast::http;
using Clock = std::chrono::steady_clock;
using Socket = asio::generic::stream_protocol::socket;
using Request = http::request<http::string_body>;

constexpr std::uint64_t largest_answer = 256ULL << 20;
constexpr milliseconds interrupt_latency{100};

Task<Socket> connect(const Url& url) {
  const auto executor = co_await asio::this_coro::executor;
  if (!url.socket.empty()) {
    asio::local::stream_protocol::socket socket{executor};
    co_await socket.async_connect(asio::local::stream_protocol::endpoint{url.socket}, asio::use_awaitable);
    co_return Socket{std::move(socket)};
  }
  asio::ip::tcp::resolver resolver{executor};
  const auto found = co_await resolver.async_resolve(url.host, url.port, asio::use_awaitable);
  asio::ip::tcp::socket socket{executor};
  co_await asio::async_connect(socket, found, asio::use_awaitable);
  co_return Socket{std::move(socket)};
}

Task<Reply> exchange(const Url& url, Request& request) {
  Socket socket = co_await connect(url);
  co_await http::async_write(socket, request, asio::use_awaitable);
  boost::beast::flat_buffer buffer;
  http::response_parser<http::string_body> parser;
  parser.body_limit(largest_answer);
  co_await http::async_read(socket, buffer, parser, asio::use_awaitable);
  co_return Reply{.status = parser.get().result_int(), .body = std::move(parser.get().body())};
}

Result<Reply> outcome_of(const Url& url, std::exception_ptr failure, Reply reply) {
  try {
    if (failure) std::rethrow_exception(failure);
    return reply;
  } catch (const boost::system::system_error& error) {
    return fail(Errc::unavailable, "the server at " + to_text(url) + " does not answer: " + error.code().message());
  }
}

Result<Reply> ask(const Url& url, Request request, milliseconds patience) {
  request.version(11);
  request.set(http::field::host, url.socket.empty() ? to_text(url).substr(7) : "localhost");
  request.set(http::field::user_agent, "cordonctl");
  request.set(http::field::connection, "close");
  request.prepare_payload();
  asio::io_context loop{1};
  std::optional<Result<Reply>> result;
  asio::co_spawn(loop, exchange(url, request), [&](std::exception_ptr failure, Reply reply) {
    result = outcome_of(url, std::move(failure), std::move(reply));
  });
  const auto deadline = Clock::now() + patience;
  while (!result && interrupted() == 0 && Clock::now() < deadline)
    loop.run_for(std::min<Clock::duration>(interrupt_latency, deadline - Clock::now()));
  if (result) return *std::move(result);
  if (interrupted() != 0) return fail(Errc::unavailable, "interrupted");
  return fail(Errc::unavailable, "the server at " + to_text(url) + " did not answer within " +
                                     std::to_string(patience.count() / 1000) + " seconds");
}

}  // namespace

Result<Reply> Client::get(const std::string& path, milliseconds patience) const {
  return ask(url_, Request{http::verb::get, path, 11}, patience);
}

Result<Reply> Client::post(const std::string& path, const std::string& json, milliseconds patience) const {
  Request request{http::verb::post, path, 11, json};
  request.set(http::field::content_type, "application/json");
  return ask(url_, std::move(request), patience);
}

Result<nlohmann::json> answer_of(const Reply& reply) {
  auto body = nlohmann::json::parse(reply.body, nullptr, /*allow_exceptions=*/false);
  if (reply.status == 200 && body.is_object()) return body;
  std::string sentence = "the server answered with status " + std::to_string(reply.status);
  if (body.is_object() && body.contains("detail") && body["detail"].is_string())
    sentence = body["detail"].get<std::string>();
  else if (reply.status == 200)
    sentence = "what answered is not a Cordon server";
  return fail(reply.status == 503 ? Errc::busy : Errc::malformed_request, sentence);
}

}  // namespace cordon::cordonctl
