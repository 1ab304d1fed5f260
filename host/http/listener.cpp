#include "host/http/listener.hpp"

#include "base/syscall.hpp"

#include <sys/stat.h>
#include <sys/un.h>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <cstring>
#include <set>

namespace cordon::http {
namespace {

using asio::ip::tcp;
using boost::system::error_code;

tl::unexpected<Error> cannot(const std::string& what, const error_code& error) {
  return fail(Errc::bad_configuration, "Cannot listen on " + what + ": " + error.message() + ".");
}

Result<Listener> open(const asio::any_io_executor& executor, const asio::generic::stream_protocol::endpoint& endpoint,
                      const std::string& what) {
  Listener listener{.acceptor = Acceptor{executor}};
  error_code error;
  listener.acceptor.open(endpoint.protocol(), error);
  if (!error && endpoint.protocol().family() != AF_UNIX)
    listener.acceptor.set_option(asio::socket_base::reuse_address{true}, error);
  // "::" must not take the port of 0.0.0.0 as well: whoever wants both names both.
  if (!error && endpoint.protocol().family() == AF_INET6) listener.acceptor.set_option(asio::ip::v6_only{true}, error);
  if (!error) listener.acceptor.bind(endpoint, error);
  if (!error) listener.acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) return cannot(what, error);
  return listener;
}

Result<Listener> listen_tcp(const asio::any_io_executor& executor, const tcp::endpoint& endpoint) {
  TRY(Listener listener,
      open(executor, endpoint, endpoint.address().to_string() + ":" + std::to_string(endpoint.port())));
  sockaddr_storage bound{};
  socklen_t size = sizeof bound;
  if (::getsockname(listener.acceptor.native_handle(), reinterpret_cast<sockaddr*>(&bound), &size) != 0)
    return fail_errno("getsockname");
  tcp::endpoint local;
  std::memcpy(local.data(), &bound, std::min<std::size_t>(size, local.capacity()));
  listener.port = local.port();
  listener.loopback = endpoint.address().is_loopback();
  return listener;
}

// A socket file that nobody listens on was left by a server that was killed.
void remove_stale(const std::string& path, const asio::any_io_executor& executor) {
  struct stat found{};
  if (::lstat(path.c_str(), &found) != 0 || !S_ISSOCK(found.st_mode)) return;
  asio::local::stream_protocol::socket probe{executor};
  error_code error;
  probe.connect(asio::local::stream_protocol::endpoint{path}, error);
  if (error == asio::error::connection_refused) ::unlink(path.c_str());
}

Result<Listener> listen_unix(const asio::any_io_executor& executor, const std::string& path) {
  if (path.empty() || path.size() >= sizeof(sockaddr_un::sun_path))
    return fail(Errc::bad_configuration, "The path of a unix socket has 1 to 107 bytes: " + path);
  remove_stale(path, executor);
  TRY(Listener listener, open(executor, asio::local::stream_protocol::endpoint{path}, path));
  constexpr mode_t owner_and_group = 0660;
  if (::chmod(path.c_str(), owner_and_group) != 0) return fail_errno("chmod " + path);
  listener.path = path;
  return listener;
}

}  // namespace

Result<std::vector<Listener>> listen(const asio::any_io_executor& executor, const Options& options) {
  std::vector<Listener> listeners;
  std::set<tcp::endpoint> endpoints;
  if (!options.host.empty()) {
    tcp::resolver resolver{executor};
    error_code error;
    const auto found = resolver.resolve(options.host, std::to_string(options.port), tcp::resolver::passive, error);
    if (error) return cannot(options.host, error);
    for (const auto& entry : found) endpoints.insert(entry.endpoint());
  }
  Error first_failure;
  for (const tcp::endpoint& endpoint : endpoints) {
    auto listener = listen_tcp(executor, endpoint);
    if (listener)
      listeners.push_back(std::move(*listener));
    else if (first_failure.message.empty())
      first_failure = std::move(listener).error();
  }
  // localhost may have an IPv6 address where there is no IPv6: one that works is enough.
  if (!endpoints.empty() && listeners.empty()) return tl::unexpected{std::move(first_failure)};
  for (const std::string& path : options.unix_sockets) {
    TRY(Listener listener, listen_unix(executor, path));
    listeners.push_back(std::move(listener));
  }
  if (listeners.empty()) return fail(Errc::bad_configuration, "There is no address to listen on.");
  return listeners;
}

}  // namespace cordon::http
