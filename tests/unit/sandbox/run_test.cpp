#include "host/sandbox/run.hpp"

#include <csignal>

#include "tests/unit/sandbox/fake_sandbox.hpp"

namespace cordon::sandbox {
namespace {

constexpr int exited_with_3 = 3 << 8;

struct Running : testing::Test {
  asio::io_context context;
  FakeSandbox sandbox{context};
  Program program{.argv = {"./main"}, .environment = {}, .standard_input = {}, .limits = {}};
  std::string printed;
  std::size_t most_output = 1000;
  std::optional<Result<Ran>> ran;

  void start(bool ready = true) {
    if (ready) sandbox.set_ready();
    asio::co_spawn(
        context,
        [this]() -> Task<> {
          ran = co_await run_program(sandbox, program, [this](bool, std::string_view data) {
            printed += data;
            return printed.size() <= most_output;
          });
        },
        asio::detached);
    context.restart();
    context.poll();
  }
  bool ends(milliseconds patience = seconds{5}) {
    return run_until(context, [&] { return ran.has_value(); }, patience);
  }
  bool is_stopped(milliseconds patience = seconds{5}) {
    return run_until(context, [&] { return count_of<protocol::Stop>(sandbox.heard()) > 0; }, patience);
  }
};

TEST_F(Running, SaysHowItEndedAndWhatItUsed) {
  start();
  const auto heard = sandbox.heard();
  ASSERT_EQ(count_of<protocol::Run>(heard), 1U);
  EXPECT_EQ(count_of<protocol::InputEnd>(heard), 1U);
  sandbox.says(protocol::Output{"hello", false});
  sandbox.peak = 5000;
  sandbox.says(
      protocol::Exit{.wait_status = exited_with_3, .wall_us = 10, .user_us = 7, .system_us = 2, .memory_peak = 4000});
  ASSERT_TRUE(ends());
  ASSERT_TRUE(*ran);
  EXPECT_EQ((*ran)->exit_code, 3);
  EXPECT_EQ((*ran)->signal, 0);
  EXPECT_EQ((*ran)->stopped, Stopped::none);
  EXPECT_EQ((*ran)->wall.count(), 10);
  EXPECT_EQ((*ran)->cpu_user.count(), 7);
  EXPECT_EQ((*ran)->memory_peak, 5000U);
  EXPECT_EQ(printed, "hello");
}

TEST_F(Running, TellsASignalFromAStatus) {
  start();
  sandbox.says(protocol::Exit{.wait_status = SIGSEGV});
  ASSERT_TRUE(ends());
  EXPECT_EQ((*ran)->signal, SIGSEGV);
  EXPECT_EQ((*ran)->exit_code, 0);
}

TEST_F(Running, StopsWhatRunsTooLong) {
  program.limits.wall = milliseconds{50};
  start();
  ASSERT_TRUE(is_stopped());
  sandbox.says(protocol::Exit{.wait_status = SIGKILL, .wall_us = 49'000});
  ASSERT_TRUE(ends());
  EXPECT_EQ((*ran)->stopped, Stopped::wall_time);
  EXPECT_EQ((*ran)->wall, milliseconds{50});
  EXPECT_FALSE(sandbox.killed);
}

TEST_F(Running, KillsTheSandboxWhoseAgentDoesNotStopIt) {
  program.limits.wall = milliseconds{10};
  start();
  ASSERT_TRUE(ends(seconds{10}));
  EXPECT_TRUE(sandbox.killed);
  ASSERT_TRUE(*ran) << ran->error().message;
  EXPECT_EQ((*ran)->stopped, Stopped::wall_time);
  EXPECT_EQ((*ran)->signal, SIGKILL);
}

TEST_F(Running, StopsWhatUsesTooMuchCpuTime) {
  program.limits.cpu_time = milliseconds{50};
  sandbox.counted.cpu = milliseconds{1000};  // before the program started: not its own
  start();
  sandbox.counted.cpu = milliseconds{1060};
  ASSERT_TRUE(is_stopped());
  sandbox.says(protocol::Exit{.wait_status = SIGKILL});
  ASSERT_TRUE(ends());
  EXPECT_EQ((*ran)->stopped, Stopped::cpu_time);
}

TEST_F(Running, LooksAgainWhileCpuTimeIsLeft) {
  program.limits.cpu_time = milliseconds{100};
  start();
  sandbox.counted.cpu = milliseconds{40};
  EXPECT_FALSE(is_stopped(milliseconds{250}));
  sandbox.counted.cpu = milliseconds{101};
  EXPECT_TRUE(is_stopped());
  sandbox.says(protocol::Exit{});
  ASSERT_TRUE(ends());
}

TEST_F(Running, LetsTheWallTimeDecideWhereTheCpuTimeIsAsLong) {
  program.limits.wall = program.limits.cpu_time = milliseconds{300};
  start();
  sandbox.counted.cpu = milliseconds{300};
  ASSERT_TRUE(is_stopped());
  sandbox.says(protocol::Exit{.wait_status = SIGKILL});
  ASSERT_TRUE(ends());
  EXPECT_EQ((*ran)->stopped, Stopped::wall_time);
}

TEST_F(Running, CountsTheTimeOfChildrenThatNobodyWaitedFor) {
  start();
  sandbox.counted.cpu = milliseconds{900};
  sandbox.says(protocol::Exit{.user_us = 100'000, .system_us = 50'000, .agent_us = 30'000});
  ASSERT_TRUE(ends());
  EXPECT_EQ((*ran)->cpu_user, milliseconds{820});
  EXPECT_EQ((*ran)->cpu_system, milliseconds{50});
}

TEST_F(Running, SaysOfNoProcessThatItHadMoreThanTheLimit) {
  program.limits.memory = Bytes{6000};
  start();
  sandbox.peak = 5000;
  sandbox.says(protocol::Exit{.memory_peak = 1'000'000});
  ASSERT_TRUE(ends());
  EXPECT_EQ((*ran)->memory_peak, 6000U);
}

TEST_F(Running, KnowsWhatALostProgramUsed) {
  program.limits.wall = milliseconds{10};
  start();
  sandbox.counted.cpu = milliseconds{5};
  sandbox.peak = 5000;
  ASSERT_TRUE(ends(seconds{10}));
  ASSERT_TRUE(*ran);
  EXPECT_GE((*ran)->wall, milliseconds{10});
  EXPECT_EQ((*ran)->cpu_user, milliseconds{5});
  EXPECT_EQ((*ran)->memory_peak, 5000U);
}

TEST_F(Running, TellsWhatCouldNotBeExecutedFromAToolThatIsMissing) {
  program.argv = {"./main"};
  start();
  sandbox.says(protocol::Failed{"execute ./main", ENOEXEC});
  ASSERT_TRUE(ends());
  ASSERT_TRUE(*ran);
  EXPECT_TRUE((*ran)->not_started);
}

TEST_F(Running, TellsThatWhatWasPutDidNotFit) {
  start();
  sandbox.says(protocol::Failed{"write a file", ENOSPC});
  ASSERT_TRUE(ends());
  ASSERT_TRUE(*ran);
  EXPECT_TRUE((*ran)->not_started);
  EXPECT_EQ((*ran)->full_place, "/box");
}

TEST_F(Running, CallsAToolThatIsMissingOurFailure) {
  program.argv = {"/usr/bin/python3"};
  start();
  sandbox.says(protocol::Failed{"execute /usr/bin/python3", ENOENT});
  ASSERT_TRUE(ends());
  EXPECT_FALSE(*ran);
}

TEST_F(Running, StopsWhatTheKernelHasKilledForItsMemory) {
  start();
  sandbox.counted.memory_kills = 1;
  ASSERT_TRUE(is_stopped());
  sandbox.says(protocol::Exit{.wait_status = SIGKILL});
  ASSERT_TRUE(ends());
  EXPECT_EQ((*ran)->stopped, Stopped::memory);
}

TEST_F(Running, StopsWhatPrintsTooMuchAndHearsNoMoreOfIt) {
  start();
  sandbox.says(protocol::Output{std::string(1001, 'x'), false});
  ASSERT_TRUE(is_stopped());
  sandbox.says(protocol::Output{std::string(5000, 'y'), false});
  sandbox.says(protocol::Exit{.wait_status = SIGKILL});
  ASSERT_TRUE(ends());
  EXPECT_EQ((*ran)->stopped, Stopped::output);
  EXPECT_EQ(printed.size(), 1001U);
}

TEST_F(Running, BelievesTheAgentWhereNothingCounts) {
  sandbox.counted.counted = false;
  start();
  const auto heard = sandbox.heard();
  const auto& run = std::get<protocol::Run>(heard.front());
  EXPECT_EQ(run.watch_memory, program.limits.memory.count);
  EXPECT_EQ(run.processes, program.limits.processes);
  EXPECT_GT(run.watch_cpu_us, 0U);
  sandbox.says(protocol::Exit{.wait_status = SIGKILL, .memory_exceeded = true});
  ASSERT_TRUE(ends());
  EXPECT_EQ((*ran)->stopped, Stopped::memory);
}

TEST_F(Running, CallsADeadAgentOurFailure) {
  start();
  sandbox.dies();
  ASSERT_TRUE(ends());
  ASSERT_FALSE(*ran);
  EXPECT_EQ(ran->error().code, Errc::internal);
}

TEST_F(Running, CallsADeadAgentAMemoryLimitWhereTheKernelSaysSo) {
  start();
  sandbox.counted.memory_kills = 1;
  sandbox.dies();
  ASSERT_TRUE(ends());
  ASSERT_TRUE(*ran);
  EXPECT_EQ((*ran)->stopped, Stopped::memory);
}

TEST_F(Running, CallsARuntimeThatWasKilledAsItWaitedAMemoryLimit) {
  start();
  sandbox.counted.memory_kills = 1;
  sandbox.says(protocol::Failed{"tell the runtime its program", EPIPE});
  ASSERT_TRUE(ends());
  ASSERT_TRUE(*ran);
  EXPECT_EQ((*ran)->stopped, Stopped::memory);
}

TEST_F(Running, DoesNotBelieveFramesThatWereNotAskedFor) {
  for (const protocol::FromAgent& forged :
       {protocol::FromAgent{protocol::Collected{1, false}}, protocol::FromAgent{protocol::File{.path = "x"}},
        protocol::FromAgent{protocol::Ready{}}}) {
    FakeSandbox other{context};
    other.set_ready();
    std::optional<Result<Ran>> result;
    asio::co_spawn(
        context, [&]() -> Task<> { result = co_await run_program(other, program, [](bool, auto) { return true; }); },
        asio::detached);
    other.says(forged);
    ASSERT_TRUE(run_until(context, [&] { return result.has_value(); }));
    EXPECT_FALSE(*result);
  }
}

TEST_F(Running, CountsTimeFromWhenAColdSandboxIsReady) {
  program.limits.wall = milliseconds{100};
  start(false);
  EXPECT_FALSE(is_stopped(milliseconds{300}));
  sandbox.says(protocol::Ready{});
  EXPECT_TRUE(is_stopped());
  sandbox.says(protocol::Exit{});
  ASSERT_TRUE(ends());
}

TEST_F(Running, SaysWhichStepOfTheAgentFailed) {
  start(false);
  sandbox.says(protocol::Failed{"mount /proc", 1});
  ASSERT_TRUE(ends());
  ASSERT_FALSE(*ran);
  EXPECT_NE(ran->error().message.find("mount /proc"), std::string::npos);
}

TEST_F(Running, FeedsNoMoreInputThanTheAgentTakes) {
  const std::string input(4 * protocol::input_window, 'i');
  program.standard_input = input;
  start();
  std::size_t fed = 0;
  bool ended = false;
  const auto listen = [&] {
    for (const auto& message : sandbox.heard()) {
      if (const auto* piece = std::get_if<protocol::Input>(&message)) fed += piece->data.size();
      ended |= std::holds_alternative<protocol::InputEnd>(message);
    }
  };
  EXPECT_TRUE(run_until(context, [&] { return listen(), fed == protocol::input_window; }));
  EXPECT_FALSE(run_until(context, [&] { return listen(), fed > protocol::input_window; }, milliseconds{50}));
  // More than was taken cannot be given back.
  sandbox.says(protocol::InputCredit{0xffffffff});
  EXPECT_TRUE(run_until(context, [&] { return listen(), fed == 2 * protocol::input_window; }));
  EXPECT_FALSE(run_until(context, [&] { return listen(), fed > 2 * protocol::input_window; }, milliseconds{50}));
  EXPECT_FALSE(ended);
  for (int i = 0; i < 2; ++i) {
    sandbox.says(protocol::InputCredit{static_cast<std::uint32_t>(protocol::input_window)});
    run_until(context, [&] { return listen(), fed == (3 + static_cast<std::size_t>(i)) * protocol::input_window; });
  }
  EXPECT_EQ(fed, input.size());
  EXPECT_TRUE(ended);
  sandbox.says(protocol::Exit{});
  ASSERT_TRUE(ends());
}

struct Collecting : Running {
  std::optional<Result<Collected>> files;
  void collect(Bytes limit) {
    asio::co_spawn(
        context, [this, limit]() -> Task<> { files = co_await collect_files(sandbox, "build", limit); },
        asio::detached);
    context.restart();
    context.poll();
  }
  bool done() {
    return run_until(context, [&] { return files.has_value(); });
  }
};

TEST_F(Collecting, PutsFilesTogetherFromTheirPieces) {
  collect(1_KiB);
  sandbox.says(protocol::File{.path = "build/a", .data = "one ", .mode = 0755, .more = true});
  sandbox.says(protocol::File{.path = "build/a", .data = "two", .mode = 0755});
  sandbox.says(protocol::File{.path = "build/b", .data = "", .mode = 07644});
  sandbox.says(protocol::Collected{2, false});
  ASSERT_TRUE(done());
  ASSERT_TRUE(*files);
  EXPECT_FALSE((*files)->truncated);
  ASSERT_EQ((*files)->files.size(), 2U);
  EXPECT_EQ((*files)->files[0].content, "one two");
  EXPECT_EQ((*files)->files[0].mode, 0755U);
  EXPECT_EQ((*files)->files[1].mode, 0644U) << "no bit but those of reading, writing and executing";
}

TEST_F(Collecting, KeepsNoRoomForMoreThanThereIs) {
  constexpr std::size_t pieces = 5, size = 4096;  // of which the last makes a growing string half empty
  collect(1_MiB);
  for (std::size_t i = 1; i <= pieces; ++i)
    sandbox.says(protocol::File{.path = "build/a", .data = std::string(size, 'x'), .mode = 0755, .more = i < pieces});
  sandbox.says(protocol::Collected{1, false});
  ASSERT_TRUE(done());
  ASSERT_TRUE(*files);
  const std::string& content = (*files)->files.front().content;
  EXPECT_EQ(content.size(), pieces * size);
  EXPECT_EQ(content.capacity(), content.size());
}

TEST_F(Collecting, TakesNoMoreThanItAskedFor) {
  collect(10_B);
  sandbox.says(protocol::File{.path = "build/a", .data = std::string(11, 'x')});
  ASSERT_TRUE(done());
  EXPECT_FALSE(*files);
}

TEST_F(Collecting, TellsWhereThereWasMoreThanTheLimit) {
  collect(10_B);
  sandbox.says(protocol::Collected{1, true});
  ASSERT_TRUE(done());
  ASSERT_TRUE(*files);
  EXPECT_TRUE((*files)->truncated);
}

TEST_F(Running, PutsAFileInPieces) {
  const std::string content(2 * protocol::chunk_size + 1, 'x');
  put_file(sandbox, "a", content, 0755);
  put_file(sandbox, "empty", "");
  sandbox.agent().flush();
  const auto heard = sandbox.heard();
  ASSERT_EQ(count_of<protocol::Put>(heard), 4U);
  EXPECT_FALSE(std::get<protocol::Put>(heard[0]).append);
  EXPECT_TRUE(std::get<protocol::Put>(heard[1]).append);
  EXPECT_EQ(std::get<protocol::Put>(heard[2]).data.size(), 1U);
  EXPECT_EQ(std::get<protocol::Put>(heard[3]).path, "empty");
}

TEST_F(Running, KillsASandboxThatDoesNotBecomeReady) {
  std::optional<Result<>> ready;
  asio::co_spawn(context, [&]() -> Task<> { ready = co_await await_ready(sandbox, milliseconds{20}); }, asio::detached);
  ASSERT_TRUE(run_until(context, [&] { return ready.has_value(); }));
  EXPECT_FALSE(*ready);
  EXPECT_TRUE(sandbox.killed);
}

struct Parking : Running {
  std::optional<Result<>> waits;

  void start_parking() {
    sandbox.set_ready();
    asio::co_spawn(
        context,
        [this]() -> Task<> {
          Limits limits{.memory = 128_MiB};
          Parked parked{.runtime = "jvm", .argv = {"/usr/bin/java", "-cp"}, .environment = {"A=b"}, .merge_output = true};
          waits = co_await park(sandbox, std::move(parked), limits, "library", seconds{5});
        },
        asio::detached);
    context.restart();
    context.poll();
  }
};

TEST_F(Parking, StartsTheRuntimeWithItsLibraryAndWaitsForIt) {
  start_parking();
  const auto heard = sandbox.heard();
  ASSERT_EQ(count_of<protocol::Run>(heard), 1U);
  const auto& run = std::get<protocol::Run>(heard.front());
  EXPECT_EQ(run.start, protocol::Start::park);
  EXPECT_EQ(run.library, "library");
  EXPECT_EQ(run.argv, (std::vector<std::string>{"/usr/bin/java", "-cp"}));
  EXPECT_EQ(run.environment, std::vector<std::string>{"A=b"});
  EXPECT_EQ(run.memory, 128ULL << 20);
  EXPECT_EQ(run.cpu_seconds, 0U);  // getting ready is not the program's
  EXPECT_TRUE(run.merge_output);
  EXPECT_FALSE(waits);
  sandbox.says(protocol::Ready{});
  ASSERT_TRUE(run_until(context, [&] { return waits.has_value(); }));
  EXPECT_TRUE(*waits);
}

TEST_F(Parking, FailsWithTheRuntime) {
  start_parking();
  sandbox.says(protocol::Failed{.step = "wait for the runtime", .error_number = 10});
  ASSERT_TRUE(run_until(context, [&] { return waits.has_value(); }));
  EXPECT_FALSE(*waits);
}

}  // namespace
}  // namespace cordon::sandbox
