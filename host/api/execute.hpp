// POST /execute: JSON to a Submission, through the executor, and its Outcome to JSON.
#pragma once

#include "base/task.hpp"
#include "host/api/submission.hpp"
#include "host/execution/executor.hpp"
#include "host/http/message.hpp"

namespace cordon::api {

// All three live until the task ends. Cancelling it ends the run.
Task<http::Response> execute(execution::Executor& executor, const RequestLimits& limits, const http::Request& request);

// A body of JSON, and nothing in the address. Only JSON is taken: a web page may send text/plain to any server
// without asking it first.
Result<> check_json_request(const http::Request& request);

// Whether the request was abandoned while it was worked on. Whatever was made of it then, nobody reads it, and nothing
// has failed.
Task<bool> client_has_gone();

http::Response json_response(const Answer& answer, int status = 200);

}  // namespace cordon::api
