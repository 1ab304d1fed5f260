// JSON at both ends of a submission.

#include "host/api/outcome.hpp"
#include "host/api/submission.hpp"

#include <benchmark/benchmark.h>

namespace {

using namespace cordon;

std::string lines(std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += "print(\"a line of text, \\u00e4\\u00f6\\u00fc\")\n";
  return text;
}

void read_request(benchmark::State& state) {
  nlohmann::json request{
      {"language", "python"}, {"code", lines(static_cast<std::size_t>(state.range(0)))}, {"timeout", 10}};
  const std::string body = request.dump();
  for (auto _ : state) {
    auto read = api::read_execute_request(body, {});
    if (!read) state.SkipWithError(read.error().message.c_str());
    benchmark::DoNotOptimize(read);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(body.size()));
}
BENCHMARK(read_request)->Arg(40)->Arg(4096)->Arg(40000);

void write_answer(benchmark::State& state) {
  const execution::Outcome outcome{.ran = true,
                                   .out = {.data = lines(static_cast<std::size_t>(state.range(0)))},
                                   .language_id = "python",
                                   .language_version = "3.13.5",
                                   .isolation_method = "namespaces",
                                   .security_level = "sandbox",
                                   .pool_hit = true};
  std::size_t bytes = 0;
  for (auto _ : state) {
    const std::string text = api::dump_json(api::outcome_json(outcome, api::Encoding::utf8));
    bytes = text.size();
    benchmark::DoNotOptimize(text.data());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
}
BENCHMARK(write_answer)->Arg(6)->Arg(4096)->Arg(1 << 20);

}  // namespace
