#include "host/judging/check.hpp"

#include "host/judging/compare.hpp"

#include <charconv>
#include <system_error>

namespace cordon::judging {
namespace {

constexpr int rejected = 1;  // a checker's exit status
constexpr std::size_t longest_reason = 2000;

Decision decided(bool accepted) {
  return {.status = accepted ? Status::accepted : Status::wrong_answer, .score = accepted ? 1.0 : 0.0, .reason = {}};
}

bool compare(Comparison comparison, const std::string& expected, const std::string& actual) {
  switch (comparison) {
    case Comparison::exact:
      return equal_exactly(expected, actual);
    case Comparison::tokens:
      return equal_tokens(expected, actual);
    case Comparison::lines:
      break;
  }
  return equal_lines(expected, actual);
}

// The first line that the checker printed, if that is a number from 0 to 1.
double score_of(std::string_view printed, double otherwise) {
  const std::string_view line = printed.substr(0, std::min(printed.find_first_of(" \t\r\n"), printed.size()));
  double score = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), score);
  const bool number = error == std::errc{} && end == line.data() + line.size() && !line.empty();
  return number && score >= 0 && score <= 1 ? score : otherwise;
}

std::string without_end(std::string text) {
  text.resize(std::min(text.find_last_not_of(" \t\r\n") + 1, longest_reason));
  return text;
}

Task<Decision> run_checker(execution::Executor& executor, const CustomChecker& checker, const TestCase& test,
                           const execution::Outcome& outcome, const std::string& request_id) {
  execution::Submission submission;
  submission.language = checker.language;
  submission.files.push_back({.path = "", .content = checker.code});
  submission.data_files = {{"input.txt", test.input}, {"expected.txt", test.expected}, {"actual.txt", outcome.out.data}};
  submission.request_id = request_id;
  const auto ran = co_await executor.execute(std::move(submission));
  const auto failed = [](std::string reason) {
    return Decision{.status = Status::internal_error, .score = 0, .reason = "The checker failed: " + std::move(reason)};
  };
  if (!ran) co_return failed(ran.error().code == Errc::internal ? "it could not be run" : ran.error().message);
  const bool accepts = ran->verdict == execution::Verdict::ok;
  const bool rejects = ran->verdict == execution::Verdict::runtime_error && ran->signal == 0 && ran->exit_code == rejected;
  if (!accepts && !rejects) co_return failed(ran->error);
  Decision decision = decided(accepts);
  decision.score = score_of(ran->out.data, decision.score);
  decision.reason = without_end(ran->err.data);
  co_return decision;
}

}  // namespace

Task<Decision> check(execution::Executor& executor, const TestCase& test, const execution::Outcome& outcome,
                     const std::string& request_id) {
  if (const auto* custom = std::get_if<CustomChecker>(&test.checker))
    co_return co_await run_checker(executor, *custom, test, outcome, request_id);
  if (const auto* tolerance = std::get_if<Tolerance>(&test.checker))
    co_return decided(equal_numbers(test.expected, outcome.out.data, tolerance->value));
  if (std::holds_alternative<Anything>(test.checker)) co_return decided(true);
  co_return decided(compare(std::get<Comparison>(test.checker), test.expected, outcome.out.data));
}

}  // namespace cordon::judging
