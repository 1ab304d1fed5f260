// Sockets that listen, on TCP and in the file system. Values to build a server from; event-loop thread.
#pragma once

#include "base/result.hpp"
#include "base/task.hpp"
#include "host/http/options.hpp"

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <vector>

namespace cordon::http {

using Acceptor = asio::basic_socket_acceptor<asio::generic::stream_protocol>;

struct Listener {
  Acceptor acceptor;
  std::uint16_t port = 0;  // 0: a unix socket
  bool loopback = false;
  std::string path;  // of a unix socket
};

// One for each address of options.host and for each unix socket.
Result<std::vector<Listener>> listen(const asio::any_io_executor& executor, const Options& options);

}  // namespace cordon::http
