#include "host/execution/verdict.hpp"

#include <gtest/gtest.h>
#include <csignal>
#include <set>

namespace cordon::execution {
namespace {

using sandbox::Limits;
using sandbox::Ran;
using sandbox::Stopped;

const Limits limits{.cpu_time = seconds{2}};

TEST(Judging, IsOkWhereItExitedWithZero) { EXPECT_EQ(judge(Ran{}, limits), Verdict::ok); }

TEST(Judging, IsACompileErrorWhereNothingCouldBeStarted) {
  EXPECT_EQ(judge(Ran{.exit_code = 126, .not_started = true}, limits), Verdict::compile_error);
  EXPECT_EQ(judge(Ran{.exit_code = 126, .not_started = true, .full_place = "/box"}, limits), Verdict::file_limit);
}

TEST(Judging, IsARuntimeErrorWhereItFailedByItself) {
  EXPECT_EQ(judge(Ran{.exit_code = 3}, limits), Verdict::runtime_error);
  for (const int signal : {SIGSEGV, SIGABRT, SIGKILL, SIGTERM, SIGXCPU})
    EXPECT_EQ(judge(Ran{.signal = signal}, limits), Verdict::runtime_error) << signal;
}

TEST(Judging, SaysWhatWeEndedItForWhateverElseHappened) {
  const std::pair<Stopped, Verdict> all[] = {{Stopped::wall_time, Verdict::time_limit},
                                             {Stopped::cpu_time, Verdict::cpu_time_limit},
                                             {Stopped::memory, Verdict::memory_limit},
                                             {Stopped::output, Verdict::output_limit}};
  for (const auto& [stopped, verdict] : all) {
    EXPECT_EQ(judge(Ran{.signal = SIGKILL, .stopped = stopped}, limits), verdict);
    EXPECT_EQ(judge(Ran{.stopped = stopped}, limits), verdict);
    EXPECT_EQ(judge(Ran{.signal = SIGXFSZ,
                        .stopped = stopped,
                        .counters = {.memory_kills = 1, .process_refusals = 1},
                        .file_limit_reached = true},
                    limits),
              verdict);
  }
}

TEST(Judging, BelievesTheKernelThatMemoryRanOutAlsoWhereTheProgramWentOn) {
  EXPECT_EQ(judge(Ran{.counters = {.memory_kills = 1}}, limits), Verdict::memory_limit);
  EXPECT_EQ(judge(Ran{.signal = SIGKILL, .counters = {.memory_kills = 2}}, limits), Verdict::memory_limit);
}

TEST(Judging, TellsTheBackstopOfCpuTimeFromASignalOfItsOwn) {
  for (const int signal : {SIGXCPU, SIGKILL}) {
    EXPECT_EQ(judge(Ran{.signal = signal, .cpu_user = seconds{1}, .cpu_system = seconds{1}}, limits),
              Verdict::cpu_time_limit);
    EXPECT_EQ(judge(Ran{.signal = signal, .cpu_user = microseconds{1'999'999}}, limits), Verdict::runtime_error);
  }
}

TEST(Judging, TellsThatAFileGrewTooLarge) {
  EXPECT_EQ(judge(Ran{.signal = SIGXFSZ}, limits), Verdict::file_limit);
  EXPECT_EQ(judge(Ran{.exit_code = 1, .file_limit_reached = true}, limits), Verdict::file_limit);
  EXPECT_EQ(judge(Ran{.file_limit_reached = true}, limits), Verdict::ok);
  EXPECT_EQ(judge(Ran{.signal = SIGXFSZ, .signalled_itself = true}, limits), Verdict::runtime_error);
}

TEST(Judging, TellsThatThereWasNoRoomLeftWhereThatCanBeTheReason) {
  const Ran failed{.exit_code = 1, .full_place = "/box"}, torn{.signal = SIGBUS, .full_place = "/tmp"};
  EXPECT_EQ(judge(failed, limits), Verdict::file_limit);
  EXPECT_EQ(limit_sentence(Verdict::file_limit, limits, failed), "No space left in /box (64 MiB, 8192 files)");
  EXPECT_EQ(limit_sentence(Verdict::file_limit, limits, torn), "No space left in /tmp");
  EXPECT_EQ(judge(torn, limits), Verdict::file_limit);
  EXPECT_EQ(judge(Ran{.full_place = "/box"}, limits), Verdict::ok);
  EXPECT_EQ(judge(Ran{.signal = SIGSEGV, .full_place = "/box"}, limits), Verdict::runtime_error);
  const Ran both{.exit_code = 1, .file_limit_reached = true, .full_place = "/box"};
  EXPECT_EQ(limit_sentence(Verdict::file_limit, limits, both), "File size limit exceeded (64 MiB)");
}

TEST(Judging, KnowsHowRuntimesSayThatAFileGrewTooLarge) {
  for (const char* said : {"OSError: [Errno 27] File too large", "java.io.IOException: File too large",
                           "Error: EFBIG: file too large, write", "panic: write f: file too large",
                           "panicked at main.rs:1:2: called `Result::unwrap()` on an `Err` value: Os { code: 27, kind: "
                           "FileTooLarge, message: \"File too large\" }"})
    EXPECT_TRUE(complains_of_file_size(said)) << said;
  for (const char* said : {"ValueError: File too large", "Exited with status 27", "OSError: [Errno 28] No space left"})
    EXPECT_FALSE(complains_of_file_size(said)) << said;
}

TEST(Judging, CountsRefusedProcessesOnlyWhereTheProgramFailed) {
  EXPECT_EQ(judge(Ran{.counters = {.process_refusals = 5}}, limits), Verdict::ok);
  EXPECT_EQ(judge(Ran{.exit_code = 1, .counters = {.process_refusals = 5}}, limits), Verdict::process_limit);
  EXPECT_EQ(judge(Ran{.exit_code = 1, .process_limit_reached = true}, limits), Verdict::process_limit);
}

TEST(Judging, CallsWhatTheFilterKillsPolicy) {
  EXPECT_EQ(judge(Ran{.signal = SIGSYS}, limits), Verdict::policy);
  EXPECT_EQ(judge(Ran{.signal = SIGSYS, .signalled_itself = true}, limits), Verdict::runtime_error);
}

TEST(Verdicts, HaveDifferentNames) {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(Verdict::policy); ++i) names.insert(name(static_cast<Verdict>(i)));
  EXPECT_EQ(names.size(), 10U);
  EXPECT_TRUE(names.contains("process_limit"));
}

TEST(Verdicts, HaveASentenceWhereALimitEndedIt) {
  const Limits some{.wall = milliseconds{1500}, .memory = 64_MiB, .processes = 7};
  EXPECT_EQ(limit_sentence(Verdict::time_limit, some, {}), "Execution timed out after 1.5 seconds");
  EXPECT_EQ(limit_sentence(Verdict::memory_limit, some, {}), "Memory limit exceeded (64 MiB)");
  EXPECT_EQ(limit_sentence(Verdict::process_limit, some, {}), "Process limit exceeded (7 processes and threads)");
  for (const auto verdict : {Verdict::ok, Verdict::runtime_error, Verdict::compile_error})
    EXPECT_EQ(limit_sentence(verdict, some, {}), "");
}

TEST(Endings, NameTheStatusOrTheSignal) {
  EXPECT_EQ(ending(3, 0), "Exited with status 3");
  EXPECT_EQ(ending(0, SIGSEGV), "Killed by SIGSEGV");
  EXPECT_EQ(signal_name(SIGRTMIN), "SIGRTMIN");
  EXPECT_EQ(signal_name(SIGRTMIN + 3), "SIGRTMIN+3");
  EXPECT_EQ(signal_name(99), "SIG99");
}

}  // namespace
}  // namespace cordon::execution
