// One program against many test cases: each in a sandbox of its own, several at once, and its output compared.
//
// It is compiled once, because the executor does not compile the same twice. Single event-loop thread.
#pragma once

#include "base/result.hpp"
#include "base/task.hpp"
#include "host/execution/executor.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace cordon::judging {

enum class Comparison { exact, lines, tokens };
struct Tolerance {
  double value = 0;
};
// A program that decides, in a sandbox of its own. It finds the files input.txt, expected.txt and actual.txt; exits with
// 0 to accept and with 1 to reject; may print a score from 0 to 1 as its first line, and the reason on standard error.
struct CustomChecker {
  std::string language, code;
};
// Nothing was expected.
struct Anything {};
using Checker = std::variant<Comparison, Tolerance, CustomChecker, Anything>;

struct TestCase {
  std::string input, expected;
  bool hidden = false;
  std::string name;
  std::optional<milliseconds> wall;  // where it is not the submission's
  std::optional<Bytes> memory;
  double weight = 1;
  Checker checker = Comparison::lines;
};

struct Batch {
  execution::Submission submission;  // its standard input is each test's
  std::vector<TestCase> tests;       // at least one
  bool stop_on_first_failure = false;
  unsigned at_once = 1;
};

enum class Status {
  accepted,
  wrong_answer,
  time_limit_exceeded,
  memory_limit_exceeded,
  output_limit_exceeded,
  runtime_error,
  compile_error,
  policy_violation,
  internal_error,  // our own failure, or a checker's
  skipped,
};
std::string_view name(Status status);  // "accepted", …
Status status_of(execution::Verdict verdict);  // of what ran without an expectation

struct TestResult {
  Status status = Status::skipped;
  double score = 0;              // from 0 to 1
  execution::Outcome outcome;    // its streams cut to what there is room for
  std::string reason;            // one line that a person can act on; "" where there is none
  bool output_cut = false;
};

struct Judgement {
  std::vector<TestResult> results;  // in the order of the tests
  double score = 0;                 // of all, by weight, from 0 to 1
};

// Both live until the task ends. An error is the whole batch's: a refusal, or a failure before any test ran. Cancelling
// ends all runs.
Task<Result<Judgement>> judge(execution::Executor& executor, const Batch& batch);

}  // namespace cordon::judging
