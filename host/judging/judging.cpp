#include "host/judging/judging.hpp"

#include "host/judging/check.hpp"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace cordon::judging {
namespace {

using execution::Outcome;
using execution::Submission;
using execution::Verdict;

// Of what all tests of one batch have printed, in answers.
constexpr std::size_t most_output_kept = std::size_t{16} << 20;

// What those that work on a batch share.
class Work {
 public:
  Work(execution::Executor& executor, const Batch& batch) : executor_{executor}, batch_{batch} {
    judgement_.results.resize(batch_.tests.size());
  }

  // The first test, alone: what is wrong with the submission is wrong with it every time.
  Task<Result<>> begin() {
    CO_TRY(auto outcome, co_await executor_.execute(submission_for(0)));
    const bool compiled = outcome.verdict != Verdict::compile_error;
    co_await finish(0, std::move(outcome));
    if (compiled) co_return Result<>{};
    for (std::size_t i = 1; i < batch_.tests.size(); ++i) {
      judgement_.results[i].status = Status::compile_error;
      judgement_.results[i].reason = judgement_.results[0].reason;
    }
    next_ = batch_.tests.size();
    co_return Result<>{};
  }

  // One test after another, as long as there are any.
  Task<> go_on() {
    while (next_ < batch_.tests.size() && !(batch_.stop_on_first_failure && failed_)) {
      const std::size_t index = next_++;
      auto outcome = co_await executor_.execute(submission_for(index));
      if (outcome)
        co_await finish(index, std::move(*outcome));
      else
        fail_with(index, outcome.error());
    }
  }

  [[nodiscard]] unsigned at_once() const {
    return static_cast<unsigned>(std::min<std::size_t>(batch_.at_once, batch_.tests.size() - next_));
  }

  Judgement take() && {
    if (batch_.stop_on_first_failure) skip_after_failure();
    double score = 0, weight = 0;
    for (std::size_t i = 0; i < batch_.tests.size(); ++i) {
      score += judgement_.results[i].score * batch_.tests[i].weight;
      weight += batch_.tests[i].weight;
    }
    judgement_.score = weight > 0 ? score / weight : 0;
    return std::move(judgement_);
  }

 private:
  [[nodiscard]] Submission submission_for(std::size_t index) const {
    const TestCase& test = batch_.tests[index];
    Submission submission = batch_.submission;
    submission.standard_input = test.input;
    if (test.wall) submission.limits.wall = test.wall;
    if (test.memory) submission.limits.memory = test.memory;
    return submission;
  }

  Task<> finish(std::size_t index, Outcome outcome) {
    TestResult& result = judgement_.results[index];
    result.status = status_of(outcome.verdict);
    result.reason = outcome.error;
    if (result.status == Status::accepted) {
      const Decision decision = co_await check(executor_, batch_.tests[index], outcome, batch_.submission.request_id);
      result.status = decision.status;
      result.score = decision.score;
      result.reason = decision.reason;
    }
    result.outcome = std::move(outcome);
    keep_output(result);
    failed_ = failed_ || result.status != Status::accepted;
  }

  void fail_with(std::size_t index, const Error& error) {
    judgement_.results[index].status = Status::internal_error;
    // Why we failed is for the operator; why we could not yet, for whoever asks.
    judgement_.results[index].reason =
        error.code == Errc::internal ? "The server failed in a way that is not the program's fault" : error.message;
    failed_ = true;
  }

  // A batch of thousands is held in memory until it is answered.
  void keep_output(TestResult& result) {
    for (execution::Stream* stream : {&result.outcome.out, &result.outcome.err}) {
      const std::size_t room = most_output_kept - kept_;
      if (stream->data.size() > room) {
        result.output_cut = true;
        stream->data.resize(room);
        stream->data.shrink_to_fit();
      }
      kept_ += stream->data.size();
    }
  }

  // Those that had begun before the failure was known were not for the answer either.
  void skip_after_failure() {
    auto& results = judgement_.results;
    const auto failure =
        std::ranges::find_if(results, [](const TestResult& result) { return result.status != Status::accepted; });
    if (failure == results.end() || failure->status == Status::compile_error) return;
    for (auto result = failure + 1; result != results.end(); ++result) *result = {};
  }

  execution::Executor& executor_;
  const Batch& batch_;
  Judgement judgement_;
  std::size_t next_ = 1;  // to begin
  std::size_t kept_ = 0;  // bytes of output
  bool failed_ = false;
};

}  // namespace

std::string_view name(Status status) {
  switch (status) {
    case Status::accepted:
      return "accepted";
    case Status::wrong_answer:
      return "wrong_answer";
    case Status::time_limit_exceeded:
      return "time_limit_exceeded";
    case Status::memory_limit_exceeded:
      return "memory_limit_exceeded";
    case Status::output_limit_exceeded:
      return "output_limit_exceeded";
    case Status::runtime_error:
      return "runtime_error";
    case Status::compile_error:
      return "compile_error";
    case Status::policy_violation:
      return "policy_violation";
    case Status::internal_error:
      return "internal_error";
    case Status::skipped:
      return "skipped";
  }
  return "internal_error";
}

Status status_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::ok:
      return Status::accepted;
    case Verdict::compile_error:
      return Status::compile_error;
    case Verdict::time_limit:
    case Verdict::cpu_time_limit:
      return Status::time_limit_exceeded;
    case Verdict::memory_limit:
      return Status::memory_limit_exceeded;
    case Verdict::output_limit:
      return Status::output_limit_exceeded;
    case Verdict::policy:
      return Status::policy_violation;
    case Verdict::runtime_error:
    case Verdict::process_limit:
    case Verdict::file_limit:
      break;
  }
  return Status::runtime_error;
}

Task<Result<Judgement>> judge(execution::Executor& executor, const Batch& batch) {
  Work work{executor, batch};
  CO_TRY_VOID(co_await work.begin());
  const auto loop = co_await asio::this_coro::executor;
  auto start = [&] { return asio::co_spawn(loop, work.go_on(), asio::deferred); };
  std::vector<decltype(start())> workers;
  for (unsigned i = work.at_once(); i > 0; --i) workers.push_back(start());
  if (!workers.empty())
    co_await asio::experimental::make_parallel_group(std::move(workers))
        .async_wait(asio::experimental::wait_for_all(), asio::use_awaitable);
  co_return std::move(work).take();
}

}  // namespace cordon::judging
