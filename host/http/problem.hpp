// Errors as RFC 9457 application/problem+json, and the one table from Errc to HTTP status.
//
// A failure of our own never tells the client what failed: it gets a fixed sentence and the request
// id, under which the log has the rest.
#pragma once

#include "base/result.hpp"
#include "host/http/message.hpp"

namespace cordon::http {

int status_of(Errc code);

// Logs failures of our own. `request_id` is part of what the client is told then.
Response problem(const Error& error, std::string_view request_id);

}  // namespace cordon::http
