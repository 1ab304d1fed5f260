// What an operator can say about the HTTP server. A value; config fills it.
#pragma once

#include "base/quantity.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace cordon::http {

struct Options {
  std::string host = "127.0.0.1";         // an address or a name; "" listens on unix sockets only
  std::uint16_t port = 8000;              // 0: any that is free
  std::vector<std::string> unix_sockets;  // paths, made with mode 0660 and removed at the end
  // Names in the Host header that are this server, besides localhost, 127.0.0.1 and [::1]. Checked on
  // a loopback address, where a web page that rebinds its own name is the danger; elsewhere only if
  // there are any.
  std::vector<std::string> allowed_hosts;

  Bytes header_limit = 16_KiB;
  Bytes body_limit = 8_MiB;
  milliseconds header_deadline{10'000};
  milliseconds body_deadline{30'000};
  milliseconds body_grace{5'000};   // how long a body may lag behind its minimum rate
  Bytes body_minimum_rate = 1_KiB;  // a second
  milliseconds write_deadline{30'000};
  Bytes write_minimum_rate = 64_KiB;   // a second; lengthens the deadline of large answers
  milliseconds idle_deadline{75'000};  // between the requests of a kept connection

  std::size_t connections = 2048;
  std::size_t connections_per_client = 256;  // of one address; loopback and unix sockets are free
};

}  // namespace cordon::http
