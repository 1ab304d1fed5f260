#include "host/api/execute.hpp"

#include "host/api/outcome.hpp"
#include "host/api/text.hpp"
#include "host/http/problem.hpp"

#include <algorithm>
#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/this_coro.hpp>

namespace cordon::api {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool is_utf8_parameter(std::string_view parameter) {
  const std::size_t equals = std::min(parameter.find('='), parameter.size());
  if (!http::same_text(trimmed(parameter.substr(0, equals)), "charset") || equals == parameter.size()) return false;
  std::string_view value = trimmed(parameter.substr(equals + 1));
  if (value.size() >= 2 && value.starts_with('"') && value.ends_with('"')) value = value.substr(1, value.size() - 2);
  return http::same_text(value, "utf-8") || http::same_text(value, "utf8");
}

bool is_json(std::string_view content_type) {
  const std::size_t semicolon = std::min(content_type.find(';'), content_type.size());
  if (!http::same_text(trimmed(content_type.substr(0, semicolon)), "application/json")) return false;
  const std::string_view parameter = trimmed(content_type.substr(std::min(semicolon + 1, content_type.size())));
  return parameter.empty() || is_utf8_parameter(parameter);
}

}  // namespace

Result<> check_json_request(const http::Request& request) {
  if (!is_json(request.header("Content-Type")))
    return fail(Errc::unsupported_media, "The body must be JSON in UTF-8; send \"Content-Type: application/json\".");
  const std::string_view coding = request.header("Content-Encoding");
  if (!coding.empty() && !http::same_text(coding, "identity"))
    return fail(Errc::unsupported_media, "The body must not be compressed; leave Content-Encoding out.");
  if (!request.query.empty())
    return fail(Errc::malformed_request, "There are no parameters in the address of " + request.path + ", such as " +
                                             in_quotes(request.query.front().first) +
                                             "; what to run, and how, is said in the body.");
  return {};
}

Task<bool> client_has_gone() {
  co_return (co_await asio::this_coro::cancellation_state).cancelled() != asio::cancellation_type::none;
}

http::Response json_response(const Answer& answer, int status) { return {.status = status, .body = dump_json(answer)}; }

Task<http::Response> execute(execution::Executor& executor, const RequestLimits& limits, const http::Request& request) {
  if (const auto checked = check_json_request(request); !checked)
    co_return http::problem(checked.error(), request.request_id);
  auto asked = read_execute_request(request.body, limits);
  if (!asked) co_return http::problem(asked.error(), request.request_id);
  asked->submission.request_id = request.request_id;

  const Result<execution::Outcome> outcome = co_await executor.execute(std::move(asked->submission));
  if (co_await client_has_gone()) co_return http::Response{};
  if (!outcome) co_return http::problem(outcome.error(), request.request_id);
  http::Response response = json_response(outcome_json(*outcome, asked->encoding));
  if (!outcome->compile.empty() && outcome->compile.front().cache != execution::CacheUse::off)
    response.headers.push_back({"X-Cache", std::string{execution::name(outcome->compile.front().cache)}});
  co_return response;
}

}  // namespace cordon::api
