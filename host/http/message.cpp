#include "host/http/message.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <ctime>
#include <random>

namespace cordon::http {
namespace {

constexpr std::array<std::pair<int, std::string_view>, 23> reasons{{{200, "OK"},
                                                                    {202, "Accepted"},
                                                                    {204, "No Content"},
                                                                    {301, "Moved Permanently"},
                                                                    {303, "See Other"},
                                                                    {304, "Not Modified"},
                                                                    {400, "Bad Request"},
                                                                    {401, "Unauthorized"},
                                                                    {403, "Forbidden"},
                                                                    {404, "Not Found"},
                                                                    {405, "Method Not Allowed"},
                                                                    {406, "Not Acceptable"},
                                                                    {408, "Request Timeout"},
                                                                    {409, "Conflict"},
                                                                    {413, "Content Too Large"},
                                                                    {415, "Unsupported Media Type"},
                                                                    {417, "Expectation Failed"},
                                                                    {422, "Unprocessable Content"},
                                                                    {429, "Too Many Requests"},
                                                                    {431, "Request Header Fields Too Large"},
                                                                    {500, "Internal Server Error"},
                                                                    {501, "Not Implemented"},
                                                                    {503, "Service Unavailable"}}};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

void append_number(std::string& out, std::uint64_t number) {
  char digits[20];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

// The Date header's value; formatted once a second.
std::string_view http_date() {
  thread_local std::time_t formatted_at = 0;
  thread_local char text[32];
  thread_local std::size_t size = 0;
  if (const std::time_t now = std::time(nullptr); now != formatted_at) {
    std::tm utc{};
    gmtime_r(&now, &utc);
    size = std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &utc);
    formatted_at = now;
  }
  return {text, size};
}

// A header cannot be split by what a handler puts into it.
void append_header(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ");
  for (const char c : value)
    if (c != '\r' && c != '\n' && c != '\0') out += c;
  out.append("\r\n");
}

}  // namespace

std::string_view Request::header(std::string_view name) const {
  for (const Header& header : headers)
    if (same_text(header.name, name)) return header.value;
  return {};
}

std::string_view Request::param(std::string_view name) const {
  for (const auto& [key, value] : params)
    if (key == name) return value;
  return {};
}

std::string_view reason(int status) {
  const auto found = std::ranges::find(reasons, status, &std::pair<int, std::string_view>::first);
  return found == reasons.end() ? std::string_view{} : found->second;
}

bool same_text(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

bool valid_request_id(std::string_view id) {
  return !id.empty() && id.size() <= 64 && std::ranges::all_of(id, [](char c) {
    return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z') || c == '_' || c == '.' || c == '-';
  });
}

std::string make_request_id() {
  // An id tells requests apart; it is no secret.
  thread_local std::mt19937_64 random{(static_cast<std::uint64_t>(std::random_device{}()) << 32) ^
                                      std::random_device{}()};
  std::uint64_t bits = random();
  std::string id(16, '0');
  for (char& c : id) {
    c = "0123456789abcdef"[bits & 15];
    bits >>= 4;
  }
  return id;
}

std::string serialize_header(const Response& response, std::string_view request_id, Keep keep) {
  std::string out;
  out.reserve(384);
  out.append("HTTP/1.1 ");
  append_number(out, static_cast<std::uint64_t>(response.status));
  out.append(" ").append(reason(response.status)).append("\r\nServer: cordon\r\nDate: ").append(http_date());
  out.append("\r\n");
  if (response.status != 204 && response.status != 304) {
    append_header(out, "Content-Type", response.content_type);
    out.append("Content-Length: ");
    append_number(out, response.body.size());
    out.append("\r\n");
  }
  append_header(out, "X-Request-Id", request_id);
  out.append("X-Content-Type-Options: nosniff\r\n");
  for (const Header& header : response.headers) append_header(out, header.name, header.value);
  out.append(keep == Keep::alive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n");
  return out;
}

}  // namespace cordon::http
