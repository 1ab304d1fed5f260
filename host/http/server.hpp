// Listens, accepts, and keeps the list of connections. Built and run on the event-loop thread.
//
// What it shares with its connections outlives it for as long as they need; destroying the server
// closes them all at once, stop() lets requests in progress finish first.
#pragma once

#include "host/http/options.hpp"
#include "host/http/router.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <memory>

namespace cordon::http {

class Server {
 public:
  Server(const asio::any_io_executor& executor, Options options, Router router);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Listens on all that the options name, and accepts from now on.
  Result<> start();

  [[nodiscard]] std::uint16_t port() const;  // the one in force; 0 before start()
  [[nodiscard]] std::size_t connections() const;

  // Accepts no more, closes connections that are between requests, waits until the others have been
  // answered, and after `grace` closes those that have not.
  Task<> stop(milliseconds grace);

 private:
  class State;
  std::shared_ptr<State> state_;
};

}  // namespace cordon::http
