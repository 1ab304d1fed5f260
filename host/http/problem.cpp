#include "host/http/problem.hpp"

#include "base/log.hpp"

#include <nlohmann/json.hpp>

namespace cordon::http {
namespace {

struct Kind {
  int status;
  std::string_view type;   // the last part of a urn, for programs
  std::string_view title;  // the same for every problem of this type, for people
  int retry_after;         // seconds; 0 where trying again does not help
};

Kind kind_of(Errc code) {
  switch (code) {
    case Errc::malformed_request:
      return {400, "malformed-request", "The request is malformed", 0};
    case Errc::unknown_language:
      return {400, "unknown-language", "The language is not known", 0};
    case Errc::limit_above_ceiling:
      return {400, "limit-above-ceiling", "A limit is above its ceiling", 0};
    case Errc::refused_source:
      return {400, "refused-source", "The source is refused", 0};
    case Errc::forbidden_host:
      return {403, "forbidden-host", "The host is not served here", 0};
    case Errc::not_found:
      return {404, "not-found", "Nothing is there", 0};
    case Errc::method_not_allowed:
      return {405, "method-not-allowed", "The method is not allowed", 0};
    case Errc::timed_out_reading:
      return {408, "timed-out-reading", "The request came too slowly", 0};
    case Errc::run_timed_out:
      return {408, "run-timed-out", "The program took too long", 0};
    case Errc::too_large:
      return {413, "too-large", "The body is too large", 0};
    case Errc::unsupported_media:
      return {415, "unsupported-media", "The media type is not supported", 0};
    case Errc::header_too_large:
      return {431, "header-too-large", "The header is too large", 0};
    case Errc::busy:
      return {503, "busy", "The server is busy", 1};
    case Errc::draining:
      return {503, "draining", "The server is shutting down", 5};
    case Errc::no_isolation:
      return {503, "no-isolation", "No sandbox can be made", 30};
    case Errc::unavailable:
      return {503, "unavailable", "Something is not ready", 10};
    case Errc::bad_configuration:
    case Errc::internal:
      break;
  }
  return {500, "internal", "The server failed", 0};
}

nlohmann::ordered_json place(std::uint32_t number) {
  return number == 0 ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(number);
}

}  // namespace

int status_of(Errc code) { return kind_of(code).status; }

Response problem(const Error& error, std::string_view request_id) {
  const Kind kind = kind_of(error.code);
  std::string detail = error.message;
  if (kind.status == 500) {
    log::error("request {} failed: {}", request_id, error.message);
    detail = "The server failed in a way that is not your fault; tell its operator the request id " +
             std::string{request_id} + ".";
  } else if (error.code == Errc::no_isolation || error.code == Errc::unavailable) {
    log::warn("request {} refused: {}", request_id, error.message);
  }
  nlohmann::ordered_json body{{"type", "urn:cordon:problem:" + std::string{kind.type}},
                              {"title", kind.title},
                              {"status", kind.status},
                              {"detail", std::move(detail)},
                              {"request_id", request_id}};
  if (kind.status != 500 && !error.findings.empty())
    for (const Finding& finding : error.findings)
      body["findings"].push_back({{"rule", finding.rule},
                                  {"message", finding.message},
                                  {"file", finding.file},
                                  {"line", place(finding.line)},
                                  {"column", place(finding.column)}});
  Response response{.status = kind.status,
                    .content_type = "application/problem+json",
                    .body = body.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace)};
  if (kind.retry_after > 0) response.headers.push_back({"Retry-After", std::to_string(kind.retry_after)});
  return response;
}

}  // namespace cordon::http
