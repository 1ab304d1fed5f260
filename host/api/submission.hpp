// The body of POST /execute as a Submission: its form is checked here, what may be granted is not.
// Plain functions.
#pragma once

#include "host/api/fields.hpp"
#include "host/api/json.hpp"
#include "host/execution/submission.hpp"

namespace cordon::api {

enum class Encoding { utf8, base64 };  // of output in an answer

struct RequestLimits {
  std::size_t code_points = 50'000;  // of one file (MAX_CODE_LENGTH)
};

struct ExecuteRequest {
  execution::Submission submission;
  Encoding encoding = Encoding::utf8;
};

Result<ExecuteRequest> read_execute_request(std::string_view body, const RequestLimits& limits);

// Of a program that was sent as text, under the name of its field.
void check_code(const std::string& name, const std::string& code, const RequestLimits& limits, FirstError& errors);

// Whether a path may name a submitted file; a sentence without its beginning ("must not …") if not.
Result<> check_path(std::string_view path);

}  // namespace cordon::api
