#include "host/http/connection.hpp"

#include "base/log.hpp"
#include "host/http/problem.hpp"
#include "host/http/target.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace cordon::http {
namespace {

using boost::system::error_code;
constexpr auto with_error = asio::as_tuple(asio::use_awaitable);

constexpr std::size_t read_size = 16'384;
constexpr std::size_t read_ahead = 65'536;  // of later requests, while one is handled
constexpr std::size_t discarded_at_most = 67'108'864;
constexpr seconds linger_time{2};
constexpr milliseconds linger_time_stopping{100};

std::string_view view(const boost::beast::flat_buffer& buffer) {
  return {static_cast<const char*>(buffer.data().data()), buffer.size()};
}

Clock::duration write_patience(const Options& options, std::size_t size) {
  return options.write_deadline + seconds{size / std::max<std::uint64_t>(1, options.write_minimum_rate.count)};
}

}  // namespace

Connection::Connection(Socket socket, Peer peer, std::shared_ptr<const Service> service)
    : socket_{std::move(socket)},
      peer_{std::move(peer)},
      service_{std::move(service)},
      watched_{socket_.get_executor(), Clock::time_point::max()} {}

void Connection::enter(Stage stage, Clock::duration patience) {
  stage_ = stage;
  deadline_ = Clock::now() + patience;
}

void Connection::check_deadline(Clock::time_point now) {
  if (now < deadline_) return;
  expired_ = true;
  deadline_ = Clock::time_point::max();
  error_code ignored;
  socket_.cancel(ignored);
}

void Connection::stop() {
  if (stage_ == Stage::idle || stage_ == Stage::closing) check_deadline(deadline_);
}

void Connection::kill() {
  gone_ = true;
  error_code ignored;
  socket_.close(ignored);
  abandon_.emit(asio::cancellation_type::terminal);
}

Task<> Connection::run() {
  Clock::duration patience = service_->options.header_deadline;
  for (;;) {
    Parser parser{service_->options};
    const auto received = co_await receive(parser, std::chrono::duration_cast<milliseconds>(patience));
    patience = service_->options.idle_deadline;
    if (!received) {
      co_await refuse(parser, received.error());
      break;
    }
    if (*received == Received::nothing) co_return;
    if (co_await answer(parser) == Keep::close) break;
  }
  if (!gone_) co_await linger();
}

// `nothing`: the client has closed, or has not begun a request in time.
Task<Result<Connection::Received>> Connection::receive(Parser& parser, milliseconds patience) {
  const Options& options = service_->options;
  Clock::time_point body_began;
  std::size_t body_size = 0;
  enter(Stage::idle, patience);
  for (;;) {
    if (buffer_.size() > 0) {
      if (stage_ == Stage::idle) enter(Stage::header, options.header_deadline);
      CO_TRY(const std::size_t used, parser.feed(view(buffer_)));
      buffer_.consume(used);
      if (parser.phase() == Parser::Phase::done) co_return Received::request;
      if (parser.phase() == Parser::Phase::body) {
        if (stage_ != Stage::body) {
          stage_ = Stage::body;
          body_began = Clock::now();
          if (parser.expects_continue() && parser.request().body.empty() && buffer_.size() == 0) {
            constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
            deadline_ = body_began + options.write_deadline;
            co_await asio::async_write(socket_, asio::buffer(go_on), with_error);
          }
        } else {
          body_size += used;
        }
        const auto earned =
            milliseconds{body_size * 1000 / std::max<std::uint64_t>(1, options.body_minimum_rate.count)};
        deadline_ = body_began + std::min(options.body_deadline, options.body_grace + earned);
      }
    }
    if (service_->stopping && stage_ == Stage::idle) co_return Received::nothing;
    const bool more = co_await fill();
    if (expired_ && stage_ != Stage::idle)
      co_return fail(Errc::timed_out_reading, "The request did not arrive in time; send it faster.");
    if (!more) co_return Received::nothing;
  }
}

// More bytes into the buffer. False when there are no more, or the deadline passed.
Task<bool> Connection::fill() {
  if (watching_) {
    const std::size_t before = buffer_.size();
    while (watching_) co_await watched_.async_wait(with_error);
    if (buffer_.size() > before) co_return true;
  }
  if (ended_ || expired_) co_return false;
  const auto [error, size] = co_await socket_.async_read_some(buffer_.prepare(read_size), with_error);
  buffer_.commit(size);
  co_return !error && !expired_;
}

Task<Keep> Connection::answer(Parser& parser) {
  const Clock::time_point began = Clock::now();
  Request& request = parser.request();
  request.remote = peer_.address;
  const std::string_view asked_id = request.header("X-Request-Id");
  request.request_id = valid_request_id(asked_id) ? std::string{asked_id} : make_request_id();

  stage_ = Stage::handling;
  deadline_ = Clock::time_point::max();
  Response response = co_await dispatch(request, parser.authority());
  if (gone_) {
    log_request(request, 499, began);
    co_return Keep::close;
  }
  const Keep keep = parser.keep_alive() && !service_->stopping ? Keep::alive : Keep::close;
  gone_ = !co_await write(response, request, keep);
  log_request(request, response.status, began);
  co_return gone_ ? Keep::close : keep;
}

Task<Response> Connection::dispatch(Request& request, std::string_view authority) {
  const bool check_host = peer_.check_host || (!service_->options.allowed_hosts.empty() && peer_.address != "unix");
  if (check_host && !host_allowed(authority, service_->options.allowed_hosts))
    co_return problem({Errc::forbidden_host, "This server does not answer for the host in the Host header."},
                      request.request_id);

  const auto found = service_->router.find(request.method, request.path, request.params);
  if (const auto* refusal = std::get_if<Router::Refusal>(&found)) {
    // Browsers' preflight requests belong here too, once there is a list of origins.
    Response response = request.method == "OPTIONS" && !refusal->allow.empty()
                            ? Response{.status = 204}
                            : problem(refusal->error, request.request_id);
    if (!refusal->allow.empty()) response.headers.push_back({"Allow", refusal->allow});
    co_return response;
  }
  co_return co_await handle(*std::get<const Handler*>(found), request);
}

Task<Response> Connection::handle(const Handler& handler, const Request& request) {
  // Most handlers are done before the loop comes to this; only the others are worth a watch.
  asio::post(socket_.get_executor(), [self = shared_from_this(), turn = ++turn_] {
    if (self->turn_ == turn && self->stage_ == Stage::handling && !self->watching_) self->watch();
  });
  Error failure{.message = ""};
  try {
    Response response = co_await handler(request);
    stage_ = Stage::writing;
    if (watching_ && watches_for_errors_) {
      error_code ignored;
      socket_.cancel(ignored);
    }
    co_return response;
  } catch (const std::exception& exception) {
    failure.message = exception.what();
  }
  stage_ = Stage::writing;
  co_return gone_ ? Response{} : problem(failure, request.request_id);
}

void Connection::watch() {
  watching_ = true;
  watches_for_errors_ = buffer_.size() >= read_ahead;
  if (watches_for_errors_)
    socket_.async_wait(Socket::wait_error,
                       [self = shared_from_this()](const error_code& error) { self->watched(error, 0); });
  else
    socket_.async_read_some(
        buffer_.prepare(read_size),
        [self = shared_from_this()](const error_code& error, std::size_t size) { self->watched(error, size); });
}

void Connection::watched(const error_code& error, std::size_t size) {
  watching_ = false;
  buffer_.commit(size);
  watched_.cancel();
  const bool aborted = error == asio::error::operation_aborted;
  ended_ = ended_ || (error && !aborted) || (watches_for_errors_ && !aborted);
  if (stage_ != Stage::handling || aborted) return;
  if (!ended_) return watch();
  // A client that has only closed its sending half looks the same; like other servers we take it for gone.
  gone_ = true;
  abandon_.emit(asio::cancellation_type::terminal);
}

Task<bool> Connection::write(const Response& response, const Request& request, Keep keep) {
  const std::string header = serialize_header(response, request.request_id, keep);
  const bool headless = request.method == "HEAD" || response.status == 204 || response.status == 304;
  enter(Stage::writing, write_patience(service_->options, response.body.size()));
  const std::array<asio::const_buffer, 2> parts{asio::buffer(header),
                                                headless ? asio::const_buffer{} : asio::buffer(response.body)};
  const auto [error, size] = co_await asio::async_write(socket_, parts, with_error);
  co_return !error && !expired_;
}

// A request that could not be read. Where the next one begins is anyone's guess: the connection ends.
Task<> Connection::refuse(Parser& parser, const Error& error) {
  const Clock::time_point began = Clock::now();
  expired_ = false;
  Request& request = parser.request();
  const std::string_view asked_id = request.header("X-Request-Id");
  request.request_id = valid_request_id(asked_id) ? std::string{asked_id} : make_request_id();
  const Response response = problem(error, request.request_id);
  gone_ = !co_await write(response, request, Keep::close);
  log_request(request, response.status, began);
}

// Closing with unread bytes would make the kernel reset the connection, and take the answer with it
// before the client has read it.
Task<> Connection::linger() {
  error_code ignored;
  socket_.shutdown(Socket::shutdown_send, ignored);
  enter(Stage::closing, service_->stopping ? linger_time_stopping : linger_time);
  for (std::size_t discarded = 0; discarded < discarded_at_most;) {
    discarded += buffer_.size();
    buffer_.consume(buffer_.size());
    if (!co_await fill()) break;
  }
}

void Connection::log_request(const Request& request, int status, Clock::time_point began) const {
  constexpr std::size_t shown = 200;
  const auto took = std::chrono::duration_cast<microseconds>(Clock::now() - began);
  log::info("{} {} {} {:.3f} ms {} {}", request.method.empty() ? "-" : request.method,
            request.path.empty() ? "-" : request.path.substr(0, shown), status,
            static_cast<double>(took.count()) / 1000.0, peer_.address, request.request_id);
}

}  // namespace cordon::http
