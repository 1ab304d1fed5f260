// POST /items: the dialect of learning platforms, which send an item with a program in it and get it back with what
// the program printed. Programs are exercises: profile `classroom`, small limits.
#pragma once

#include "base/task.hpp"
#include "host/api/submission.hpp"
#include "host/execution/executor.hpp"
#include "host/http/message.hpp"

namespace cordon::api {

// All three live until the task ends. Cancelling it ends the run.
Task<http::Response> execute_item(execution::Executor& executor, const RequestLimits& limits,
                                  const http::Request& request);

struct ItemRequest {
  std::string name;  // the client's own
  execution::Submission submission;
};
Result<ItemRequest> read_item_request(std::string_view body, const RequestLimits& limits);

}  // namespace cordon::api
