// A request and a response as plain values: handlers and their tests need no sockets and no Beast.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cordon::http {

struct Header {
  std::string name, value;
  bool operator==(const Header&) const = default;
};

using Pairs = std::vector<std::pair<std::string, std::string>>;

struct Request {
  std::string method;           // as sent: "GET"
  std::string path;             // as sent, percent-encoded; begins with "/"
  Pairs query;                  // decoded, in order
  std::vector<Header> headers;  // in order
  std::string body;
  Pairs params;            // what the {names} of the route's pattern matched, decoded
  std::string request_id;  // the client's own if it is a valid one
  std::string remote;      // the client's address, "unix" for a unix socket

  // The first header of that name, in any case; "" if there is none.
  [[nodiscard]] std::string_view header(std::string_view name) const;
  [[nodiscard]] std::string_view param(std::string_view name) const;
};

struct Response {
  int status = 200;
  std::string content_type = "application/json";
  std::vector<Header> headers;
  std::string body;
};

// "Not Found"; "" for a status that we never send.
std::string_view reason(int status);

bool same_text(std::string_view a, std::string_view b);  // ASCII letters compare without case

// [A-Za-z0-9_.-]{1,64}
bool valid_request_id(std::string_view id);
std::string make_request_id();

enum class Keep { alive, close };

// Status line and header of a response, up to and with the empty line. A HEAD request's response has
// the length of the body that is left out.
std::string serialize_header(const Response& response, std::string_view request_id, Keep keep);

}  // namespace cordon::http
