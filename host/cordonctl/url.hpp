// Where a server listens: http://HOST[:PORT] or http+unix://PATH. A value; any thread.
#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace cordon::cordonctl {

struct Url {
  std::string host = {}, port = {};  // of a TCP server; an IPv6 address without brackets
  std::string socket = {};           // path of a unix socket, or ""
  bool operator==(const Url&) const = default;
};

// The path of a socket may follow the scheme as it is (http+unix:///run/cordon.sock) or stand
// percent-encoded where the host is (http+unix://%2Frun%2Fcordon.sock).
Result<Url> parse_url(std::string_view text);

std::string to_text(const Url& url);

}  // namespace cordon::cordonctl
