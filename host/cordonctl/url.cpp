#include "host/cordonctl/url.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

namespace cordon::cordonctl {
namespace {

tl::unexpected<Error> refuse(std::string_view text, const std::string& why) {
  return fail(Errc::malformed_request, "the server's URL \"" + std::string{text} + "\" " + why +
                                           "; write http://HOST:PORT or http+unix:///PATH/OF/SOCKET");
}

}  // namespace

Result<Url> parse_url(std::string_view text) {
  const auto parsed = boost::urls::parse_uri({text.data(), text.size()});
  if (!parsed) return refuse(text, "cannot be read");
  const std::string scheme{parsed->scheme().data(), parsed->scheme().size()};
  if (scheme == "http+unix") {
    const std::string host = parsed->host(), path = parsed->path();
    const std::string socket = host.empty() ? path : host;
    if (socket.empty() || socket.front() != '/' || (!host.empty() && path.size() > 1))
      return refuse(text, "does not name the path of a socket");
    return Url{.socket = socket};
  }
  if (scheme == "https") return refuse(text, "asks for TLS, which cordonctl does not speak");
  if (scheme != "http") return refuse(text, "is of a kind that cordonctl does not know");
  if (parsed->has_userinfo() || parsed->has_query() || parsed->has_fragment() || parsed->encoded_path().size() > 1)
    return refuse(text, "has more than a host and a port");
  const std::string host = parsed->host_address();
  if (host.empty()) return refuse(text, "has no host");
  const std::string port = parsed->port();
  return Url{.host = host, .port = port.empty() ? "80" : port};
}

std::string to_text(const Url& url) {
  if (!url.socket.empty()) return "http+unix://" + url.socket;
  const bool is_v6 = url.host.find(':') != std::string::npos;
  return "http://" + (is_v6 ? '[' + url.host + ']' : url.host) + ':' + url.port;
}

}  // namespace cordon::cordonctl
