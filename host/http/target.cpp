#include "host/http/target.hpp"

#include <algorithm>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

namespace cordon::http {
namespace {

namespace urls = boost::urls;

std::string text(const auto& view) { return {view.data(), view.size()}; }

tl::unexpected<Error> bad_target() {
  return fail(Errc::malformed_request,
              "The request target is not a valid path; write other characters than letters, digits and -._~ "
              "percent-encoded.");
}

}  // namespace

Result<Target> parse_target(std::string_view target) {
  if (target == "*") return Target{.path = "*"};
  const bool origin_form = target.starts_with('/');
  // A path that begins with two slashes would be read as a host.
  if (target.starts_with("//")) return bad_target();
  const auto parsed = origin_form ? urls::parse_origin_form({target.data(), target.size()})
                                  : urls::parse_absolute_uri({target.data(), target.size()});
  if (parsed.has_error()) return bad_target();
  const urls::url_view& url = *parsed;
  if (!origin_form && !(url.scheme_id() == urls::scheme::http || url.scheme_id() == urls::scheme::https))
    return bad_target();

  Target found{.path = text(url.encoded_path())};
  if (found.path.empty()) found.path = "/";
  if (found.path.find("%00") != std::string::npos) return bad_target();
  for (const urls::param parameter : url.params()) found.query.emplace_back(parameter.key, parameter.value);
  if (!origin_form) found.authority = text(url.encoded_host_and_port());
  return found;
}

std::vector<std::string> path_segments(std::string_view path) {
  std::vector<std::string> segments;
  path.remove_prefix(path.starts_with('/') ? 1 : 0);
  for (;;) {
    const std::size_t end = std::min(path.find('/'), path.size());
    const std::string_view segment = path.substr(0, end);
    const auto encoded = urls::make_pct_string_view({segment.data(), segment.size()});
    segments.push_back(encoded.has_value() ? encoded->decode() : std::string{segment});
    if (end == path.size()) return segments;
    path.remove_prefix(end + 1);
  }
}

std::string host_name(std::string_view authority) {
  std::string_view host = authority;
  if (host.starts_with('[')) {
    const std::size_t end = host.find(']');
    if (end == std::string_view::npos) return {};
    const std::string_view rest = host.substr(end + 1);
    if (!rest.empty() && !rest.starts_with(':')) return {};
    host = host.substr(0, end + 1);
  } else {
    host = host.substr(0, host.find(':'));
    if (host.ends_with('.')) host.remove_suffix(1);
  }
  std::string name{host};
  std::ranges::transform(name, name.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return name;
}

bool is_loopback_name(std::string_view host) { return host == "localhost" || host == "127.0.0.1" || host == "[::1]"; }

bool host_allowed(std::string_view authority, std::span<const std::string> allowed) {
  const std::string host = host_name(authority);
  return is_loopback_name(host) || std::ranges::any_of(allowed, [&](const std::string& name) {
           return !host.empty() && host == host_name(name);
         });
}

}  // namespace cordon::http
