#include "host/http/router.hpp"

#include "host/http/target.hpp"

#include <algorithm>

namespace cordon::http {
namespace {

bool is_name(std::string_view segment) { return segment.starts_with('{') && segment.ends_with('}'); }

bool matches(const std::vector<std::string>& pattern, const std::vector<std::string>& segments) {
  return std::ranges::equal(pattern, segments, [](const std::string& expected, const std::string& segment) {
    return is_name(expected) ? !segment.empty() : expected == segment;
  });
}

Pairs named(const std::vector<std::string>& pattern, const std::vector<std::string>& segments) {
  Pairs params;
  for (std::size_t i = 0; i < pattern.size(); ++i)
    if (is_name(pattern[i])) params.emplace_back(pattern[i].substr(1, pattern[i].size() - 2), segments[i]);
  return params;
}

bool answers(std::string_view route_method, std::string_view method) {
  return route_method == method || (method == "HEAD" && route_method == "GET");
}

}  // namespace

Router::Router(std::vector<Route> routes) {
  for (Route& route : routes) {
    std::vector<std::string> segments = path_segments(route.pattern);
    const bool literal = std::ranges::none_of(segments, is_name);
    rows_.push_back({std::move(route), std::move(segments), literal});
  }
}

std::variant<const Handler*, Router::Refusal> Router::find(std::string_view method, std::string_view path,
                                                           Pairs& params) const {
  for (const Row& row : rows_)
    if (row.literal && row.route.pattern == path && answers(row.route.method, method)) return &row.route.handler;

  const std::vector<std::string> segments = path_segments(path);
  std::string allow;
  for (const Row& row : rows_) {
    if (!matches(row.segments, segments)) continue;
    if (answers(row.route.method, method)) {
      params = named(row.segments, segments);
      return &row.route.handler;
    }
    if (allow.find(row.route.method) == std::string::npos)
      allow += (row.route.method == "GET" ? "GET, HEAD, " : row.route.method + ", ");
  }
  if (allow.empty()) return Refusal{{Errc::not_found, "There is nothing at this path; GET / lists what there is."}, {}};
  allow += "OPTIONS";
  return Refusal{{Errc::method_not_allowed, "This path answers " + allow + " only."}, allow};
}

}  // namespace cordon::http
