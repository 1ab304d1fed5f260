// A server in a thread of its own, and a client that writes bytes as they are.
#pragma once

#include "host/http/server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_future.hpp>
#include <optional>
#include <stdexcept>
#include <thread>

#include "base/unique_fd.hpp"

namespace cordon::http {

class TestServer {
 public:
  TestServer(Options options, std::vector<Route> routes) {
    options.port = 0;
    server_.emplace(context_.get_executor(), std::move(options), Router{std::move(routes)});
    if (const auto started = server_->start(); !started) throw std::runtime_error{started.error().message};
    thread_ = std::thread{[this] { context_.run(); }};
  }
  ~TestServer() {
    asio::post(context_, [this] { server_.reset(); });
    work_.reset();
    thread_.join();  // the server has left nothing behind that would keep the loop running
  }

  [[nodiscard]] std::uint16_t port() const { return server_->port(); }
  std::future<void> stop(milliseconds grace) {
    return asio::co_spawn(context_, server_->stop(grace), asio::use_future);
  }
  std::size_t connections() {
    return asio::post(context_, asio::use_future([this] { return server_->connections(); })).get();
  }

 private:
  asio::io_context context_{1};
  asio::executor_work_guard<asio::io_context::executor_type> work_{context_.get_executor()};
  std::optional<Server> server_;
  std::thread thread_;
};

class Client {
 public:
  explicit Client(std::uint16_t port) : fd_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(fd_.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }
  explicit Client(const std::string& path) : fd_{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    connected_ = ::connect(fd_.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }

  [[nodiscard]] bool connected() const { return connected_; }
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t n = ::send(fd_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (n <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
  }
  void close() { fd_.reset(); }
  void close_sending() { ::shutdown(fd_.get(), SHUT_WR); }

  // What comes until the server closes; "…" at the end if it has not within `patience`.
  std::string read_all(milliseconds patience = seconds{5}) {
    while (read_some(patience)) {
    }
    return std::exchange(pending_, {}) + (closed_ ? "" : "…");
  }
  // One response: header, and body by its Content-Length.
  std::string read_response(milliseconds patience = seconds{5}) {
    std::size_t end;
    while ((end = pending_.find("\r\n\r\n")) == std::string::npos)
      if (!read_some(patience)) return std::exchange(pending_, {});
    std::size_t size = end + 4;
    if (const std::size_t at = pending_.find("Content-Length: "); at < end)
      size += std::stoul(pending_.substr(at + 16));
    while (pending_.size() < size)
      if (!read_some(patience)) return std::exchange(pending_, {});
    std::string response = pending_.substr(0, size);
    pending_.erase(0, size);
    return response;
  }
  [[nodiscard]] bool closed() const { return closed_; }

 private:
  bool read_some(milliseconds patience) {
    pollfd ready{.fd = fd_.get(), .events = POLLIN, .revents = 0};
    if (::poll(&ready, 1, static_cast<int>(patience.count())) <= 0) return false;
    char chunk[65536];
    const ssize_t n = ::recv(fd_.get(), chunk, sizeof chunk, 0);
    if (n <= 0) {
      closed_ = true;
      return false;
    }
    pending_.append(chunk, static_cast<std::size_t>(n));
    return true;
  }

  UniqueFd fd_;
  std::string pending_;
  bool connected_ = false, closed_ = false;
};

}  // namespace cordon::http
