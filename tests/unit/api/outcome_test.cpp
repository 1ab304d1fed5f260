#include "host/api/outcome.hpp"

#include "host/execution/verdict.hpp"

#include <gtest/gtest.h>
#include <csignal>

namespace cordon::api {
namespace {

using execution::Outcome;
using execution::Verdict;

Outcome success() {
  return {.ran = true,
          .out = {.data = "hi\n"},
          .usage = {.wall = microseconds{2100},
                    .cpu_user = microseconds{1200},
                    .cpu_system = microseconds{400},
                    .memory_peak = 9437184,
                    .put = microseconds{100},
                    .lease = microseconds{300},
                    .run = microseconds{2500},
                    .collect = microseconds{100},
                    .total = microseconds{3000}},
          .language_id = "python",
          .language_version = "3.13.5",
          .isolation_method = "namespaces",
          .security_level = "sandbox",
          .pool_hit = true};
}

TEST(Outcome, IsWrittenAsDocumented) {
  EXPECT_EQ(
      dump_json(outcome_json(success(), Encoding::utf8)),
      R"({"output":"hi\n","error":null,"execution_time":0.0021,"success":true,"verdict":"ok","exit_code":0,"signal":null,)"
      R"("stdout":"hi\n","stderr":"","output_encoding":"utf8","truncated":{"stdout":0,"stderr":0},"diagnostics":[],)"
      R"("denials":[],"files":[],"compile":null,"usage":{"wall_ms":2.1,"cpu_user_ms":1.2,"cpu_sys_ms":0.4,)"
      R"("memory_peak_bytes":9437184,"queue_ms":0.0,"lease_ms":0.3,"put_ms":0.1,"compile_ms":0.0,"run_ms":2.5,)"
      R"("collect_ms":0.1,"total_ms":3.0,"sandbox_ms":0.3},)"
      R"("language":{"id":"python","version":"3.13.5"},)"
      R"("sandbox":{"method":"namespaces","level":"sandbox","pool":"hit","start":"cold","single_use":true}})");
}

TEST(Outcome, HasEitherAnExitCodeOrASignal) {
  Outcome outcome = success();
  outcome.verdict = Verdict::runtime_error;
  outcome.exit_code = 3;
  outcome.error = "Exited with status 3";
  Answer answer = outcome_json(outcome, Encoding::utf8);
  EXPECT_EQ(answer["success"], false);
  EXPECT_EQ(answer["exit_code"], 3);
  EXPECT_EQ(answer["signal"], nullptr);
  EXPECT_EQ(answer["error"], "Exited with status 3");
  outcome.signal = SIGSEGV;
  answer = outcome_json(outcome, Encoding::utf8);
  EXPECT_EQ(answer["exit_code"], nullptr);
  EXPECT_EQ(answer["signal"], "SIGSEGV");
}

TEST(Outcome, HasNeitherWhereNothingRan) {
  const Outcome outcome{
      .verdict = Verdict::compile_error,
      .error = "main.cpp:4: expected ';'",
      .diagnostics = {{.severity = "error", .line = 4, .path = "main.cpp", .message = "expected ';'"}},
      .compile = {{.succeeded = false,
                   .exit_code = 1,
                   .output = {.data = "main.cpp:4: …", .dropped = 7},
                   .duration = microseconds{1500},
                   .cache = execution::CacheUse::miss}}};
  const Answer answer = outcome_json(outcome, Encoding::utf8);
  EXPECT_EQ(answer["verdict"], "compile_error");
  EXPECT_EQ(answer["exit_code"], nullptr);
  EXPECT_EQ(answer["signal"], nullptr);
  EXPECT_EQ(answer["compile"], (Answer{{"success", false},
                                       {"exit_code", 1},
                                       {"output", "main.cpp:4: …"},
                                       {"truncated", 7},
                                       {"duration_ms", 1.5},
                                       {"cache", "miss"}}));
  EXPECT_EQ(answer["diagnostics"][0], (Answer{{"severity", "error"},
                                              {"line", 4},
                                              {"column", nullptr},
                                              {"path", "main.cpp"},
                                              {"code", ""},
                                              {"message", "expected ';'"}}));
}

TEST(Outcome, SaysHowItsBytesAreWritten) {
  Outcome outcome = success();
  outcome.err.data = "a\xff";
  Answer answer = outcome_json(outcome, Encoding::utf8);
  EXPECT_EQ(answer["output_encoding"], "utf8-replaced");
  EXPECT_EQ(Json::parse(dump_json(answer))["stderr"], "a\xef\xbf\xbd");
  answer = outcome_json(outcome, Encoding::base64);
  EXPECT_EQ(answer["output_encoding"], "base64");
  EXPECT_EQ(answer["stderr"], "Yf8=");
  EXPECT_EQ(answer["stdout"], "aGkK");
  EXPECT_EQ(answer["output"], "aGkK");
}

TEST(Outcome, NamesSignals) {
  EXPECT_EQ(execution::signal_name(SIGKILL), "SIGKILL");
  EXPECT_EQ(execution::signal_name(SIGXCPU), "SIGXCPU");
  EXPECT_EQ(execution::signal_name(SIGRTMIN + 3), "SIGRTMIN+3");
  EXPECT_EQ(execution::signal_name(99), "SIG99");
}

}  // namespace
}  // namespace cordon::api
