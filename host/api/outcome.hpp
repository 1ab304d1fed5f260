// An Outcome as the answer of POST /execute. Plain functions.
#pragma once

#include "host/api/json.hpp"
#include "host/api/submission.hpp"
#include "host/execution/outcome.hpp"

namespace cordon::api {

Answer outcome_json(const execution::Outcome& outcome, Encoding encoding);

// Null where nothing was compiled.
Answer compile_json(const execution::Outcome& outcome);

}  // namespace cordon::api
