// What the request line and the Host header say about where a request goes. Plain functions.
#pragma once

#include "base/result.hpp"
#include "host/http/message.hpp"

#include <span>

namespace cordon::http {

struct Target {
  std::string path;       // percent-encoded, begins with "/"; "*" for OPTIONS *
  Pairs query;            // decoded
  std::string authority;  // of an absolute target, which counts more than the Host header; else ""
};

// "/path?a=b", "http://host/path?a=b", or "*".
Result<Target> parse_target(std::string_view target);

// The parts of a path between its slashes, decoded: "/a%2Fb/c" is "a/b", "c".
std::vector<std::string> path_segments(std::string_view path);

// "Example.org:8000" and "[::1]:80" without the port, in small letters, without a final dot. "" if it is
// not a host.
std::string host_name(std::string_view authority);

bool is_loopback_name(std::string_view host);  // localhost, 127.0.0.1, [::1]
bool host_allowed(std::string_view authority, std::span<const std::string> allowed);

}  // namespace cordon::http
