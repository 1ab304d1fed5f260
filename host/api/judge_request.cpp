// The body of POST /api/v1/execute: its form is checked here.
#include "host/api/fields.hpp"
#include "host/api/judge.hpp"
#include "host/api/text.hpp"

#include <cmath>

namespace cordon::api {
namespace {

using judging::Checker;
using judging::Comparison;
using judging::TestCase;

constexpr std::size_t longest_name = 64, longest_test_name = 256, longest_user = 256;
constexpr std::uint64_t least_memory = 32, most_memory = 512, default_memory = 128;  // MiB
constexpr seconds default_time{5};
constexpr Bytes output{1ULL << 20};
constexpr double most_weight = 1e6;

std::optional<milliseconds> read_time(Fields& fields, const JudgeLimits& limits) {
  const auto time = fields.duration("time_limit");
  if (!time) return std::nullopt;
  if (*time < seconds{1})
    fields.errors().add(fields.full_name("time_limit") + " must not be below 1 second.");
  else if (*time > limits.time)
    fields.errors().add(fields.full_name("time_limit") + " must not be above " + std::to_string(limits.time.count()) +
                            " seconds.",
                        Errc::limit_above_ceiling);
  return time;
}

std::optional<Bytes> read_memory(Fields& fields) {
  const auto megabytes = fields.whole("memory_limit", "megabytes", least_memory, most_memory);
  return megabytes ? std::optional{Bytes{*megabytes << 20}} : std::nullopt;
}

std::optional<Checker> read_checker_object(Json& value, const std::string& name, const JudgeLimits& limits,
                                           FirstError& errors) {
  Fields fields{value, name, errors};
  if (fields.has("float")) {
    const auto tolerance = fields.number("float", 0, 1);
    fields.done();
    return judging::Tolerance{tolerance.value_or(0)};
  }
  judging::CustomChecker custom;
  custom.language = fields.name("language", longest_name).value_or("");
  custom.code = fields.text("code").value_or("");
  if (custom.language.empty() || custom.code.empty())
    errors.add_missing(name + " must be \"exact\", \"lines\", \"tokens\", {\"float\": tolerance} or {\"language\", \"code\"}.");
  check_code(fields.full_name("code"), custom.code, limits.request, errors);
  fields.done();
  return custom;
}

std::optional<Checker> read_checker(Fields& fields, const JudgeLimits& limits) {
  Json* value = fields.any("checker");
  if (value == nullptr) return std::nullopt;
  const std::string name = fields.full_name("checker");
  if (value->is_object()) return read_checker_object(*value, name, limits, fields.errors());
  if (*value == "exact") return Comparison::exact;
  if (*value == "lines") return Comparison::lines;
  if (*value == "tokens") return Comparison::tokens;
  fields.errors().add(name + " must be \"exact\", \"lines\", \"tokens\", {\"float\": tolerance} or {\"language\", \"code\"}.");
  return std::nullopt;
}

TestCase read_test(Json& value, std::size_t index, const Checker& checker, const JudgeLimits& limits,
                   FirstError& errors) {
  Fields fields{value, "test_cases[" + std::to_string(index) + "]", errors};
  TestCase test;
  test.input = fields.text("input").value_or("");
  if (auto expected = fields.text("expected_output"))
    test.expected = std::move(*expected);
  else
    errors.add_missing(fields.full_name("expected_output") + " is missing.");
  test.hidden = fields.boolean("is_hidden").value_or(false);
  test.name = fields.name("name", longest_test_name).value_or("");
  test.wall = read_time(fields, limits);
  test.memory = read_memory(fields);
  test.weight = fields.number("weight", 0, most_weight).value_or(1);
  test.checker = read_checker(fields, limits).value_or(checker);
  fields.done();
  return test;
}

void read_tests(Fields& fields, JudgeRequest& request, const JudgeLimits& limits) {
  const Checker checker = read_checker(fields, limits).value_or(Comparison::lines);
  Json* list = fields.array("test_cases");
  std::vector<TestCase>& tests = request.batch.tests;
  if (list != nullptr && list->size() > limits.test_cases) {
    fields.errors().add("test_cases must have at most " + std::to_string(limits.test_cases) + " tests, not " +
                        std::to_string(list->size()) + ".");
  } else if (list != nullptr) {
    for (Json& value : *list) tests.push_back(read_test(value, tests.size(), checker, limits, fields.errors()));
  }
  request.has_tests = !tests.empty();
  if (tests.empty()) tests.push_back({.checker = judging::Anything{}});
}

}  // namespace

Result<JudgeRequest> read_judge_request(std::string_view body, const JudgeLimits& limits) {
  TRY(Json document, parse_json(body));
  FirstError errors;
  Fields fields{document, "", errors};
  TRY_VOID(errors.result());

  JudgeRequest request;
  execution::Submission& submission = request.batch.submission;
  if (auto language = fields.name("language", longest_name))
    submission.language = std::move(*language);
  else
    errors.add_missing("language is missing; GET /api/v1/languages lists those that there are.");
  if (auto code = fields.text("code")) {
    check_code("code", *code, limits.request, errors);
    submission.files.push_back({.path = "", .content = std::move(*code)});
  } else {
    errors.add_missing("code is missing: the program as a string.");
  }
  submission.limits = {.wall = read_time(fields, limits).value_or(default_time),
                       .memory = read_memory(fields).value_or(Bytes{default_memory << 20}),
                       .output = output};
  submission.output_limit_kills = true;
  request.user = fields.name("user_id", longest_user).value_or("");
  request.batch.stop_on_first_failure = fields.boolean("stop_on_first_failure").value_or(false);
  request.batch.at_once = limits.at_once;
  read_tests(fields, request, limits);
  fields.done();
  TRY_VOID(errors.result());
  return request;
}

}  // namespace cordon::api
