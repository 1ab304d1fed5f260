#include "host/http/server.hpp"

#include "base/log.hpp"
#include "host/http/census.hpp"
#include "host/http/connection.hpp"
#include "host/http/listener.hpp"
#include "host/http/problem.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstring>
#include <unordered_set>

namespace cordon::http {
namespace {

using asio::ip::tcp;
using boost::system::error_code;
using Endpoint = asio::generic::stream_protocol::endpoint;
constexpr auto with_error = asio::as_tuple(asio::use_awaitable);
constexpr milliseconds sweep_interval{100};

asio::ip::address address_of(const Endpoint& endpoint) {
  tcp::endpoint converted;
  if (endpoint.size() > converted.capacity()) return {};
  std::memcpy(converted.data(), endpoint.data(), endpoint.size());
  return converted.address();
}

bool out_of_descriptors(const error_code& error) {
  return error == asio::error::no_descriptors || error == boost::system::errc::too_many_files_open_in_system ||
         error == asio::error::no_buffer_space || error == asio::error::no_memory;
}

}  // namespace

class Server::State : public std::enable_shared_from_this<State> {
 public:
  State(const asio::any_io_executor& executor, Options options, Router router)
      : service_{std::make_shared<Service>(Service{std::move(options), std::move(router)})},
        census_{service_->options.connections, service_->options.connections_per_client},
        sweep_{executor},
        empty_{executor},
        executor_{executor} {}

  Result<> start();
  void stop_accepting();
  Task<> drain(milliseconds grace);
  void kill_all();

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] std::size_t connections() const { return connections_.size(); }

 private:
  Task<> accept(std::size_t index);
  void admit(Socket socket, const Endpoint& endpoint, const Listener& listener);
  void begin(Socket socket, Peer peer, const std::string& client);
  void turn_away(Socket& socket, const std::string& sentence);
  void ended(const std::shared_ptr<Connection>& connection, const std::string& client);
  void sweep();

  std::shared_ptr<Service> service_;
  Census census_;
  std::vector<Listener> listeners_;
  std::unordered_set<Connection*> connections_;
  asio::steady_timer sweep_;
  asio::steady_timer empty_;  // cancelled when the last connection ends
  asio::any_io_executor executor_;
  std::uint16_t port_ = 0;
};

Result<> Server::State::start() {
  TRY(listeners_, listen(executor_, service_->options));
  for (std::size_t i = 0; i < listeners_.size(); ++i) {
    if (port_ == 0) port_ = listeners_[i].port;
    asio::co_spawn(executor_, accept(i), [self = shared_from_this()](const std::exception_ptr&) {});
  }
  sweep();
  return {};
}

Task<> Server::State::accept(std::size_t index) {
  constexpr milliseconds pause{100};
  const auto self = shared_from_this();
  asio::steady_timer timer{executor_};
  bool complained = false;
  while (!service_->stopping) {
    Listener& listener = listeners_[index];
    Endpoint endpoint;
    auto [error, socket] = co_await listener.acceptor.async_accept(endpoint, with_error);
    if (!error) {
      complained = false;
      admit(std::move(socket), endpoint, listener);
      continue;
    }
    if (error == asio::error::operation_aborted) co_return;
    if (!out_of_descriptors(error)) continue;  // the client was gone before we came to it
    // The connection stays in the backlog; trying again at once would only spin.
    if (!complained) log::warn("cannot accept connections: {}", error.message());
    complained = true;
    timer.expires_after(pause);
    co_await timer.async_wait(with_error);
  }
}

void Server::State::admit(Socket socket, const Endpoint& endpoint, const Listener& listener) {
  Peer peer{.address = "unix", .check_host = listener.loopback};
  std::string client;
  if (listener.port != 0) {
    error_code ignored;
    socket.set_option(tcp::no_delay{true}, ignored);
    const asio::ip::address address = address_of(endpoint);
    peer.address = address.to_string();
    client = client_of(address);
  }
  switch (census_.enter(client)) {
    case Census::Answer::welcome:
      return begin(std::move(socket), std::move(peer), client);
    case Census::Answer::full:
      return turn_away(socket, "There are too many connections to this server; try again soon.");
    case Census::Answer::too_many_of_this_client:
      return turn_away(socket, "There are too many connections from your address; close some.");
  }
}

void Server::State::begin(Socket socket, Peer peer, const std::string& client) {
  const auto connection = std::make_shared<Connection>(std::move(socket), std::move(peer), service_);
  connections_.insert(connection.get());
  asio::co_spawn(executor_, connection->run(),
                 asio::bind_cancellation_slot(connection->cancellation(), [self = shared_from_this(), connection,
                                                                           client](const std::exception_ptr& failure) {
                   // A bug of ours, or a connection that was killed; either way it ends here.
                   try {
                     if (failure) std::rethrow_exception(failure);
                   } catch (const boost::system::system_error& error) {
                     if (error.code() != asio::error::operation_aborted)
                       log::error("a connection failed: {}", error.what());
                   } catch (const std::exception& error) {
                     log::error("a connection failed: {}", error.what());
                   }
                   self->ended(connection, client);
                 }));
}

// The send buffer of a new connection is empty: this never blocks, and nobody waits for it to arrive.
void Server::State::turn_away(Socket& socket, const std::string& sentence) {
  const std::string id = make_request_id();
  const Response response = problem({Errc::busy, sentence}, id);
  error_code ignored;
  socket.non_blocking(true, ignored);
  socket.write_some(asio::buffer(serialize_header(response, id, Keep::close) + response.body), ignored);
  socket.shutdown(Socket::shutdown_send, ignored);
}

void Server::State::ended(const std::shared_ptr<Connection>& connection, const std::string& client) {
  connections_.erase(connection.get());
  census_.leave(client);
  if (connections_.empty()) empty_.cancel();
}

// One timer for the deadlines of all connections: arming one for each read would cost more than the read.
void Server::State::sweep() {
  sweep_.expires_after(sweep_interval);
  sweep_.async_wait([weak = weak_from_this()](const error_code& error) {
    const auto self = weak.lock();
    if (error || !self) return;
    const Clock::time_point now = Clock::now();
    for (Connection* connection : self->connections_) connection->check_deadline(now);
    self->sweep();
  });
}

void Server::State::stop_accepting() {
  service_->stopping = true;
  for (Listener& listener : listeners_) {
    error_code ignored;
    listener.acceptor.close(ignored);
    if (!listener.path.empty()) ::unlink(listener.path.c_str());
    listener.path.clear();
  }
}

Task<> Server::State::drain(milliseconds grace) {
  const auto self = shared_from_this();
  stop_accepting();
  for (Connection* connection : connections_) connection->stop();
  if (!connections_.empty()) {
    empty_.expires_after(grace);
    co_await empty_.async_wait(with_error);
  }
  kill_all();
  constexpr seconds cancelled_handlers{2};
  if (!connections_.empty()) {
    empty_.expires_after(cancelled_handlers);
    co_await empty_.async_wait(with_error);
  }
  sweep_.cancel();
}

void Server::State::kill_all() {
  // A killed connection may end, and leave the set, at once.
  const std::vector<Connection*> all{connections_.begin(), connections_.end()};
  for (Connection* connection : all)
    if (connections_.contains(connection)) connection->kill();
}

Server::Server(const asio::any_io_executor& executor, Options options, Router router)
    : state_{std::make_shared<State>(executor, std::move(options), std::move(router))} {}

Server::~Server() {
  state_->stop_accepting();
  state_->kill_all();
}

Result<> Server::start() { return state_->start(); }
std::uint16_t Server::port() const { return state_->port(); }
std::size_t Server::connections() const { return state_->connections(); }
Task<> Server::stop(milliseconds grace) { return state_->drain(grace); }

}  // namespace cordon::http
