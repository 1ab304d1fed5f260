#include "host/api/judge.hpp"

#include "host/api/execute.hpp"
#include "host/api/outcome.hpp"
#include "host/http/problem.hpp"

#include <algorithm>
#include <cmath>

namespace cordon::api {
namespace {

using judging::Judgement;
using judging::Status;
using judging::TestCase;
using judging::TestResult;

double in_seconds(microseconds amount) { return static_cast<double>(amount.count()) / 1e6; }

// As judges show it: 8.9.
double in_megabytes(std::uint64_t bytes) { return std::round(static_cast<double>(bytes) / (1 << 20) * 10) / 10; }

Answer or_null(const std::string& text) { return text.empty() ? Answer(nullptr) : Answer(text); }

bool ran(const TestResult& result) { return result.status != Status::skipped && result.outcome.ran; }

// What a hidden test shows is how it went, and nothing of why.
Answer test_json(std::size_t index, const TestCase& test, const TestResult& result) {
  Answer answer;
  answer["index"] = index;
  answer["name"] = test.hidden ? Answer(nullptr) : or_null(test.name);
  answer["passed"] = result.status == Status::accepted;
  answer["status"] = judging::name(result.status);
  answer["execution_time"] = ran(result) ? Answer(in_seconds(result.outcome.usage.wall)) : Answer(nullptr);
  answer["memory_usage"] = ran(result) ? Answer(in_megabytes(result.outcome.usage.memory_peak)) : Answer(nullptr);
  if (!test.hidden) {
    answer["input"] = test.input;
    answer["expected_output"] = test.expected;
    answer["actual_output"] = result.outcome.out.data;
    answer["error"] = or_null(result.reason);
    answer["score"] = result.score;
    if (result.output_cut) answer["output_cut"] = true;
  }
  answer["is_hidden"] = test.hidden;
  return answer;
}

// The first that failed, which is how the whole went; the first of all if none did.
std::size_t decisive(const std::vector<TestResult>& results) {
  const auto failed =
      std::ranges::find_if(results, [](const TestResult& result) { return result.status != Status::accepted; });
  return failed == results.end() ? 0 : static_cast<std::size_t>(failed - results.begin());
}

}  // namespace

Answer judgement_json(const JudgeRequest& request, const Judgement& judgement, std::string_view id) {
  const auto& tests = request.batch.tests;
  const auto& results = judgement.results;
  const std::size_t shown = decisive(results);
  const bool hidden = tests[shown].hidden;
  const auto passed = static_cast<std::size_t>(
      std::ranges::count_if(results, [](const TestResult& result) { return result.status == Status::accepted; }));
  microseconds longest{};
  std::uint64_t largest = 0;
  Answer list = Answer::array();
  for (std::size_t i = 0; i < results.size(); ++i) {
    longest = std::max(longest, results[i].outcome.usage.wall);
    largest = std::max(largest, results[i].outcome.usage.memory_peak);
    if (request.has_tests) list.push_back(test_json(i, tests[i], results[i]));
  }
  Answer answer;
  answer["execution_id"] = id;
  answer["language"] = results.front().outcome.language_id;
  answer["status"] = judging::name(results[shown].status);
  answer["success"] = passed == results.size();
  answer["output"] = hidden ? Answer(nullptr) : Answer(results[shown].outcome.out.data);
  // A program that does not compile fails the same for everybody: that is no secret of the test.
  const bool told = !hidden || results[shown].status == Status::compile_error;
  answer["error"] = told ? or_null(results[shown].reason) : Answer(nullptr);
  answer["execution_time"] = in_seconds(longest);
  answer["memory_usage"] = in_megabytes(largest);
  answer["compile"] = compile_json(results.front().outcome);
  answer["test_results"] = std::move(list);
  const std::size_t total = request.has_tests ? results.size() : 0;
  answer["summary"] = {{"total", total},
                       {"passed", request.has_tests ? passed : 0},
                       {"failed", request.has_tests ? total - passed : 0},
                       {"score", request.has_tests ? judgement.score : static_cast<double>(passed)}};
  return answer;
}

Task<http::Response> execute_judged(execution::Executor& executor, const JudgeLimits& limits,
                                    const http::Request& request) {
  if (const auto checked = check_json_request(request); !checked)
    co_return http::problem(checked.error(), request.request_id);
  auto asked = read_judge_request(request.body, limits);
  if (!asked) co_return http::problem(asked.error(), request.request_id);
  asked->batch.submission.request_id = request.request_id;

  const Result<Judgement> judgement = co_await judging::judge(executor, asked->batch);
  if (co_await client_has_gone()) co_return http::Response{};
  if (!judgement) co_return http::problem(judgement.error(), request.request_id);
  co_return json_response(judgement_json(*asked, *judgement, http::make_request_id()));
}

}  // namespace cordon::api
