#include "host/api/routes.hpp"

#include "host/api/execute.hpp"
#include "host/api/index.hpp"
#include "host/api/items.hpp"

#include <memory>

namespace cordon::api {
namespace {

using http::Request;
using http::Response;

// What all handlers share; alive as long as one of them.
struct Shared {
  Services services;
  std::vector<Endpoint> endpoints;
};

struct Row {
  std::string_view method, pattern, description;
  Task<Response> (*handler)(const Shared&, const Request&);
};

Task<Response> get_index(const Shared& shared, const Request& request) {
  co_return index(request, shared.endpoints, shared.services.version);
}
Task<Response> post_execute(const Shared& shared, const Request& request) {
  return execute(shared.services.executor, shared.services.limits, request);
}
Task<Response> post_item(const Shared& shared, const Request& request) {
  return execute_item(shared.services.executor, shared.services.limits, request);
}
Task<Response> post_judged(const Shared& shared, const Request& request) {
  return execute_judged(shared.services.executor, shared.services.judging, request);
}
Task<Response> get_judged_languages(const Shared& shared, const Request&) {
  co_return list_judged_languages(shared.services.languages);
}
Task<Response> get_languages(const Shared& shared, const Request&) {
  co_return list_languages(shared.services.languages);
}
Task<Response> get_language(const Shared& shared, const Request& request) {
  co_return show_language(shared.services.languages, request.param("id"), request.request_id);
}
Task<Response> get_health(const Shared& shared, const Request&) { co_return health(shared.services.health()); }
Task<Response> get_pools(const Shared& shared, const Request&) { co_return pools(shared.services.pools()); }

constexpr Row table[] = {
    {"GET", "/", "this list; a page for people where HTML is asked for", get_index},
    {"POST", "/execute", "runs a program and answers with what it did", post_execute},
    {"POST", "/api/v1/execute", "runs a program against test cases", post_judged},
    {"GET", "/api/v1/languages", "the languages, as judges list them", get_judged_languages},
    {"POST", "/items", "the same for learning platforms: an item with a program in it", post_item},
    {"POST", "/api/execute/items", "the same as /items", post_item},
    {"GET", "/api/execute/health", "the same as /health", get_health},
    {"GET", "/languages", "the languages, with their versions and limits", get_languages},
    {"GET", "/languages/{id}", "one language", get_language},
    {"GET", "/health", "whether programs can be run, and what isolates them", get_health},
    {"GET", "/debug/vm-pools", "the sandboxes that stand ready", get_pools},
};

}  // namespace

http::Router routes(Services services) {
  const auto shared = std::make_shared<Shared>(Shared{std::move(services), {}});
  std::vector<http::Route> routes;
  for (const Row& row : table) {
    shared->endpoints.push_back({std::string{row.method}, std::string{row.pattern}, std::string{row.description}});
    routes.push_back({std::string{row.method}, std::string{row.pattern},
                      [shared, handler = row.handler](const Request& request) { return handler(*shared, request); }});
  }
  return http::Router{std::move(routes)};
}

}  // namespace cordon::api
