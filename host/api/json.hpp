// JSON at the border: strict on the way in, always well-formed on the way out. Plain functions.
#pragma once

#include "base/result.hpp"

#include <nlohmann/json.hpp>

namespace cordon::api {

using Json = nlohmann::json;            // of requests: looks keys up fast, whoever chose them
using Answer = nlohmann::ordered_json;  // of responses: keeps the order they are documented in

// RFC 8259 and no more; at most 64 deep, each key once, no NUL in keys, no number that a double cannot
// hold, no surrogate alone. An error says what is wrong and where.
Result<Json> parse_json(std::string_view text);

// Bytes that are not UTF-8 become U+FFFD.
std::string dump_json(const Answer& answer);

}  // namespace cordon::api
