// One client's connection: reads requests, has them answered in order, writes what comes out.
//
// Owned by the server and by its own coroutine; event-loop thread only. Everything the client can do
// slowly has a deadline, which the server compares with the clock a few times a second: no timer is
// armed for a read or a write. While a handler runs the connection reads on, for the next request
// but also to see the client go, which cancels the handler.
#pragma once

#include "host/http/options.hpp"
#include "host/http/parser.hpp"
#include "host/http/router.hpp"

#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <chrono>
#include <memory>

namespace cordon::http {

using Socket = asio::generic::stream_protocol::socket;
using Clock = std::chrono::steady_clock;

// What all connections have in common.
struct Service {
  Options options;
  Router router;
  bool stopping = false;  // answers close their connections
};

struct Peer {
  std::string address;      // as shown in logs: "192.0.2.1", "unix"
  bool check_host = false;  // against DNS rebinding
};

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Socket socket, Peer peer, std::shared_ptr<const Service> service);

  // Until the connection is closed. Its cancellation slot must be cancellation().
  Task<> run();
  asio::cancellation_slot cancellation() { return abandon_.slot(); }

  void stop();  // closes now if nothing is asked, else after the answer
  void kill();  // closes now; a handler is cancelled
  void check_deadline(Clock::time_point now);

 private:
  enum class Stage { idle, header, body, handling, writing, closing };
  enum class Received { request, nothing };

  Task<Result<Received>> receive(Parser& parser, milliseconds patience);
  Task<bool> fill();
  Task<Keep> answer(Parser& parser);
  Task<Response> dispatch(Request& request, std::string_view authority);
  Task<Response> handle(const Handler& handler, const Request& request);
  Task<bool> write(const Response& response, const Request& request, Keep keep);
  Task<> refuse(Parser& parser, const Error& error);
  Task<> linger();

  void watch();
  void watched(const boost::system::error_code& error, std::size_t size);
  void enter(Stage stage, Clock::duration patience);
  void log_request(const Request& request, int status, Clock::time_point began) const;

  Socket socket_;
  Peer peer_;
  std::shared_ptr<const Service> service_;
  boost::beast::flat_buffer buffer_;
  asio::cancellation_signal abandon_;
  asio::steady_timer watched_;  // never fires: it is cancelled when a watch ends

  Stage stage_ = Stage::idle;
  Clock::time_point deadline_ = Clock::time_point::max();
  std::uint64_t turn_ = 0;  // counts requests
  bool expired_ = false;    // the deadline passed
  bool watching_ = false;   // a read or wait begun by watch() is outstanding
  bool ended_ = false;      // a watch met the end of the client's bytes
  bool gone_ = false;       // the client left while its request was handled, or we closed
  bool watches_for_errors_ = false;
};

}  // namespace cordon::http
