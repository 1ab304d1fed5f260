// POST /api/v1/execute: the dialect of judges, a program with test cases.
#pragma once

#include "base/task.hpp"
#include "host/api/submission.hpp"
#include "host/http/message.hpp"
#include "host/judging/judging.hpp"

namespace cordon::api {

struct JudgeLimits {
  RequestLimits request;
  std::size_t test_cases = 100;  // MAX_TEST_CASES
  seconds time{30};              // of one test (EXECUTION_TIMEOUT)
  unsigned at_once = 2;          // tests of one request
};

// All three live until the task ends. Cancelling it ends all runs.
Task<http::Response> execute_judged(execution::Executor& executor, const JudgeLimits& limits,
                                    const http::Request& request);

struct JudgeRequest {
  judging::Batch batch;
  bool has_tests = false;  // else it runs once, and nothing is expected of it
  std::string user;        // the client's own name for whoever sent the program
};
Result<JudgeRequest> read_judge_request(std::string_view body, const JudgeLimits& limits);

Answer judgement_json(const JudgeRequest& request, const judging::Judgement& judgement, std::string_view id);

}  // namespace cordon::api
