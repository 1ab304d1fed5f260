// One test's output against what was expected of it.
#pragma once

#include "host/judging/judging.hpp"

namespace cordon::judging {

struct Decision {
  Status status = Status::wrong_answer;  // accepted, wrong_answer, internal_error
  double score = 0;
  std::string reason;
};

// `outcome` is of a program that ran and did not fail. A custom checker runs; everything else is compared here.
Task<Decision> check(execution::Executor& executor, const TestCase& test, const execution::Outcome& outcome,
                     const std::string& request_id);

}  // namespace cordon::judging
