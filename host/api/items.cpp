#include "host/api/items.hpp"

#include "host/api/execute.hpp"
#include "host/api/fields.hpp"
#include "host/http/problem.hpp"

#include <chrono>

namespace cordon::api {
namespace {

constexpr seconds default_time{5}, most_time{10};
constexpr Bytes memory{128ULL << 20}, output{1ULL << 20};
constexpr std::string_view profile = "classroom";
constexpr std::size_t longest_name = 64, longest_item_name = 256;

void read_data(Json& value, execution::Submission& submission, const RequestLimits& limits, FirstError& errors) {
  Fields data{value, "data", errors};
  submission.language = data.name("language", longest_name).value_or("python");
  if (auto code = data.text("code")) {
    check_code("data.code", *code, limits, errors);
    submission.files.push_back({.path = "", .content = std::move(*code)});
  } else {
    errors.add_missing("data.code is missing: the program as a string.");
  }
  const auto time = data.duration("timeout");
  if (time && *time > most_time)
    errors.add("data.timeout must not be above " + std::to_string(most_time.count()) + " seconds.",
               Errc::limit_above_ceiling);
  submission.limits.wall = time.value_or(default_time);
  data.done();
}

http::Response answer(const ItemRequest& item, const execution::Outcome& outcome, std::string_view request_id) {
  using execution::Verdict;
  if (outcome.verdict == Verdict::time_limit || outcome.verdict == Verdict::cpu_time_limit)
    return http::problem({Errc::run_timed_out, outcome.error}, request_id);
  Answer body;
  body["id"] = http::make_request_id();
  body["name"] = item.name.empty() ? Answer(nullptr) : Answer(item.name);
  body["data"] = {{"output", outcome.out.data},
                  {"error", outcome.error.empty() ? Answer(nullptr) : Answer(outcome.error)},
                  {"execution_time_ms", std::chrono::ceil<milliseconds>(outcome.usage.wall).count()}};
  return json_response(body);
}

}  // namespace

Result<ItemRequest> read_item_request(std::string_view body, const RequestLimits& limits) {
  TRY(Json document, parse_json(body));
  FirstError errors;
  Fields fields{document, "", errors};
  TRY_VOID(errors.result());

  ItemRequest item;
  item.name = fields.name("name", longest_item_name).value_or("");
  item.submission.profile = profile;
  item.submission.limits = {.memory = memory, .output = output};
  item.submission.output_limit_kills = true;
  if (Json* data = fields.object("data"))
    read_data(*data, item.submission, limits, errors);
  else
    errors.add_missing("data is missing: an object with the program as data.code.");
  fields.done();
  TRY_VOID(errors.result());
  return item;
}

Task<http::Response> execute_item(execution::Executor& executor, const RequestLimits& limits,
                                  const http::Request& request) {
  if (const auto checked = check_json_request(request); !checked)
    co_return http::problem(checked.error(), request.request_id);
  auto item = read_item_request(request.body, limits);
  if (!item) co_return http::problem(item.error(), request.request_id);
  item->submission.request_id = request.request_id;

  const Result<execution::Outcome> outcome = co_await executor.execute(std::move(item->submission));
  if (co_await client_has_gone()) co_return http::Response{};
  if (!outcome) co_return http::problem(outcome.error(), request.request_id);
  co_return answer(*item, *outcome, request.request_id);
}

}  // namespace cordon::api
