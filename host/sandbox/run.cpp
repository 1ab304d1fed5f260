#include "host/sandbox/run.hpp"

#include <seccomp.h>
#include <sys/wait.h>
#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <csignal>
#include <cstdlib>

namespace cordon::sandbox {
namespace {

using Clock = std::chrono::steady_clock;

// How long an agent may take to kill what runs and say so; then the sandbox is killed as a whole.
constexpr seconds stop_grace{2};
// A sandbox that is not set up by then never will be.
constexpr seconds setup_patience{20};
// How long a program may go on after one of its processes was killed for lack of memory.
constexpr milliseconds memory_look_interval{250};

// Ends the program when a time is used up. CPU time is asked for only when it could be: it cannot
// grow faster than the processors that are granted.
class Watchdog {
 public:
  Watchdog(Sandbox& sandbox, const Limits& limits, const asio::any_io_executor& executor)
      : sandbox_{sandbox}, limits_{limits}, timer_{executor} {
    arm(Clock::now() + setup_patience);
  }

  void program_starts() {
    started_ = Clock::now();
    used_before_ = sandbox_.cpu_time();
    running_ = true;
    arm(next_look({}));
  }

  void stop(Stopped why) {
    if (stopped_ != Stopped::none) return;
    stopped_ = why;
    sandbox_.agent().send(protocol::Stop{});
    arm(Clock::now() + stop_grace);
  }

  [[nodiscard]] Stopped stopped() const { return stopped_; }
  // The agent did not obey: its stream ends, and that is not the server's failure.
  [[nodiscard]] bool killed() const { return killed_; }
  [[nodiscard]] microseconds wall() const {
    return std::chrono::duration_cast<microseconds>(running_ ? Clock::now() - started_ : Clock::duration{});
  }
  // Of a sandbox that was ready, none.
  [[nodiscard]] microseconds until_ready() const {
    return std::chrono::duration_cast<microseconds>(running_ ? started_ - made_ : Clock::duration{});
  }
  // Of all that is in the sandbox, the agent too, since the program started.
  [[nodiscard]] microseconds cpu(const Counters& now) const {
    return std::max(now.cpu - used_before_, microseconds{});
  }

 private:
  void arm(Clock::time_point when) {
    timer_.expires_at(when);
    // A timer that has fired calls back even if it is destroyed meanwhile: hence the token.
    timer_.async_wait([this, alive = std::weak_ptr{alive_}](boost::system::error_code error) {
      if (!error && !alive.expired()) look();
    });
  }

  [[nodiscard]] Clock::time_point next_look(microseconds used) const {
    const auto wall_end = started_ + limits_.wall;
    const auto cpu_left = std::max<microseconds>(limits_.cpu_time - used, milliseconds{1});
    const auto soonest = Clock::now() + cpu_left * 100 / std::max(limits_.cpu_percent, 100U);
    return std::min({wall_end, soonest, Clock::now() + memory_look_interval});
  }

  void look() {
    if (!running_ || stopped_ != Stopped::none) {
      killed_ = true;
      sandbox_.kill();
      return;
    }
    if (Clock::now() >= started_ + limits_.wall) return stop(Stopped::wall_time);
    const Counters now = sandbox_.counters();
    if (now.memory_kills > 0) return stop(Stopped::memory);
    if (now.counted && cpu_time_can_run_out() && cpu(now) >= limits_.cpu_time) return stop(Stopped::cpu_time);
    arm(next_look(cpu(now)));
  }

  // Before the wall time. Where both are as long, which of them is seen first would be chance.
  [[nodiscard]] bool cpu_time_can_run_out() const {
    return limits_.cpu_time < limits_.wall * std::max(limits_.cpu_percent, 100U) / 100;
  }

  Sandbox& sandbox_;
  const Limits& limits_;
  asio::steady_timer timer_;
  microseconds used_before_{};  // to get ready; a runtime that waited for the program has started in it
  std::shared_ptr<int> alive_ = std::make_shared<int>();
  Clock::time_point made_ = Clock::now(), started_{};
  Stopped stopped_ = Stopped::none;
  bool running_ = false;
  bool killed_ = false;
};

// Sends standard input as fast as the program reads it.
class Feeder {
 public:
  Feeder(AgentChannel& agent, std::string_view data) : agent_{agent}, rest_{data} {}

  void feed() {
    while (!rest_.empty() && credit_ > 0) {
      const std::string_view piece = rest_.substr(0, std::min(credit_, protocol::chunk_size));
      agent_.queue(protocol::Input{std::string{piece}});
      rest_.remove_prefix(piece.size());
      credit_ -= piece.size();
    }
    if (rest_.empty() && !ended_) {
      agent_.queue(protocol::InputEnd{});
      ended_ = true;
    }
    agent_.flush();
  }

  // The number comes from the guest: more than was taken from it cannot be given back.
  void credit(std::uint32_t bytes) {
    credit_ = std::min<std::size_t>(credit_ + bytes, protocol::input_window);
    feed();
  }

 private:
  AgentChannel& agent_;
  std::string_view rest_;
  std::size_t credit_ = protocol::input_window;
  bool ended_ = false;
};

protocol::Run to_message(const Program& program, Sandbox& sandbox) {
  const auto cpu_seconds = std::chrono::ceil<seconds>(program.limits.cpu_time).count() + 1;
  protocol::Run run{.argv = program.argv, .environment = program.environment};
  run.file_size = program.limits.file_size.count;
  run.open_files = program.limits.open_files;
  run.cpu_seconds = static_cast<std::uint32_t>(cpu_seconds);
  run.merge_output = program.merge_output;
  run.start_nothing = program.start_nothing;
  if (program.hand_over) run.start = protocol::Start::hand_over;
  run.memory = program.limits.memory.count;
  run.processors = sandbox.occupy_processors(program.limits.cpu_percent);
  if (!sandbox.counts()) {
    run.processes = program.limits.processes;
    run.watch_memory = program.limits.memory.count;
    run.watch_cpu_us = static_cast<std::uint64_t>(microseconds{program.limits.cpu_time}.count());
  }
  return run;
}

// Numbers that are no system call come from a guest that we need not listen to.
std::vector<DeniedCall> named(const std::vector<protocol::DeniedCall>& calls) {
  std::vector<DeniedCall> named;
  for (const protocol::DeniedCall& call : calls) {
    const std::unique_ptr<char, void (*)(void*)> name{
        ::seccomp_syscall_resolve_num_arch(SCMP_ARCH_NATIVE, static_cast<int>(call.number)), std::free};
    if (name) named.push_back({name.get(), call.count});
  }
  return named;
}

std::string path_of(protocol::FullPlace place) {
  switch (place) {
    case protocol::FullPlace::box:
      return "/box";
    case protocol::FullPlace::tmp:
      return "/tmp";
    case protocol::FullPlace::shm:
      return "/dev/shm";
    default:
      return {};
  }
}

// What wait(2) adds up misses children that nobody waited for; the control group misses nobody, and counts the agent.
void add_unwaited(Ran& ran, microseconds of_all, microseconds of_agent) {
  constexpr microseconds imprecision = milliseconds{20};
  const microseconds missing = of_all - of_agent - ran.cpu_user - ran.cpu_system;
  if (missing > imprecision) ran.cpu_user += missing;
}

// Pages of files that several processes or places share are in no group's count but its first user's, so the
// largest process may have more than the group. It cannot have had more than the limit, however often it
// mapped the same.
std::uint64_t peak_of(const Sandbox& sandbox, std::uint64_t largest_process, Bytes limit) {
  if (!sandbox.counts()) return largest_process;
  const std::uint64_t possible = std::min(largest_process, limit.count);
  return std::max(possible, sandbox.memory_peak(possible));
}

Ran to_result(const protocol::Exit& exit, const Watchdog& watchdog, const Sandbox& sandbox, const Limits& limits) {
  const Counters counters = sandbox.counters();
  Ran ran{.stopped = watchdog.stopped(),
          .until_ready = watchdog.until_ready(),
          .wall = microseconds{exit.wall_us},
          .cpu_user = microseconds{exit.user_us},
          .cpu_system = microseconds{exit.system_us},
          .memory_peak = peak_of(sandbox, exit.memory_peak, limits.memory),
          .counters = counters,
          .file_limit_reached = exit.file_limit_reached,
          .full_place = path_of(exit.full),
          .signalled_itself = exit.signalled_itself,
          .process_limit_reached = exit.process_limit_reached,
          .unreachable = exit.unreachable,
          .denied_calls = named(exit.denied_calls)};
  if (WIFSIGNALED(exit.wait_status)) ran.signal = WTERMSIG(exit.wait_status);
  if (WIFEXITED(exit.wait_status)) ran.exit_code = WEXITSTATUS(exit.wait_status);
  if (counters.counted) add_unwaited(ran, watchdog.cpu(counters), microseconds{exit.agent_us});
  // Its time was measured here; an agent that had to wait for its own start did not see all of it.
  if (ran.stopped == Stopped::wall_time) ran.wall = std::max<microseconds>(ran.wall, limits.wall);
  if (exit.memory_exceeded) ran.stopped = Stopped::memory;
  if (exit.cpu_exceeded) ran.stopped = Stopped::cpu_time;
  return ran;
}

// There will be no Exit: the agent was killed, by us, for lack of memory, or by somebody else.
Result<Ran> agent_lost(const Sandbox& sandbox, const Watchdog& watchdog, const Error& error) {
  const Counters counters = sandbox.counters();
  Ran ran{.signal = SIGKILL,
          .stopped = watchdog.stopped(),
          .wall = watchdog.wall(),
          .cpu_user = watchdog.cpu(counters),
          .memory_peak = sandbox.memory_peak(0),
          .counters = counters};
  if (watchdog.killed() && watchdog.stopped() != Stopped::none) return ran;
  if (counters.memory_kills > 0) {
    ran.stopped = Stopped::memory;
    return ran;
  }
  return tl::unexpected<Error>{error};
}

Error failure(const protocol::Failed& failed) { return {Errc::internal, "the sandbox failed: " + failed.step}; }

// What a shell says.
constexpr int cannot_execute = 126;

// What is executed by a relative path came out of a compiler, which wrote what its source wanted.
bool submitted(const Program& program, const protocol::Failed& failed) {
  return failed.step.starts_with("execute ") && !program.argv.front().starts_with('/');
}

// Files that were put before the program, of which a compiler makes as many and as large as its source wants.
bool did_not_fit(const protocol::Failed& failed) {
  return failed.error_number == ENOSPC && !failed.step.starts_with("execute ");
}

}  // namespace

Task<Result<Ran>> run_program(Sandbox& sandbox, Program program, OnOutput on_output) {
  AgentChannel& agent = sandbox.agent();
  Watchdog watchdog{sandbox, program.limits, co_await asio::this_coro::executor};
  Feeder feeder{agent, program.standard_input};
  agent.queue(to_message(program, sandbox));
  feeder.feed();
  // A sandbox from the pool is ready; a cold one says so first, and its program's time starts then.
  if (sandbox.ready()) watchdog.program_starts();
  for (;;) {
    auto message = co_await agent.receive();
    if (!message) co_return agent_lost(sandbox, watchdog, message.error());
    if (const auto* output = std::get_if<protocol::Output>(&*message)) {
      if (watchdog.stopped() != Stopped::output && !on_output(output->error_stream, output->data))
        watchdog.stop(Stopped::output);
    } else if (const auto* credit = std::get_if<protocol::InputCredit>(&*message)) {
      feeder.credit(credit->bytes);
    } else if (const auto* exit = std::get_if<protocol::Exit>(&*message)) {
      co_return to_result(*exit, watchdog, sandbox, program.limits);
    } else if (const auto* failed = std::get_if<protocol::Failed>(&*message)) {
      // The agent lives, and what it was to run was killed as it waited: what it had was more than the program may have.
      if (sandbox.counters().memory_kills > 0) co_return agent_lost(sandbox, watchdog, failure(*failed));
      if (did_not_fit(*failed))
        co_return Ran{
            .exit_code = cannot_execute, .not_started = true, .full_place = path_of(protocol::FullPlace::box)};
      if (!submitted(program, *failed)) co_return tl::unexpected<Error>{failure(*failed)};
      co_return Ran{.exit_code = cannot_execute, .not_started = true};
    } else if (std::holds_alternative<protocol::Ready>(*message) && !sandbox.ready()) {
      sandbox.set_ready();
      watchdog.program_starts();
    } else {
      co_return fail(Errc::internal, "the agent sent what was not asked for");
    }
  }
}

Task<Result<>> park(Sandbox& sandbox, Parked parked, const Limits& limits, std::string library, milliseconds patience) {
  protocol::Run run{.argv = std::move(parked.argv), .environment = std::move(parked.environment)};
  run.open_files = limits.open_files;
  run.memory = limits.memory.count;
  run.merge_output = parked.merge_output;
  run.start = protocol::Start::park;
  run.library = std::move(library);
  sandbox.agent().send(protocol::FromHost{std::move(run)});
  co_return co_await await_ready(sandbox, patience);
}

Task<Result<>> await_ready(Sandbox& sandbox, milliseconds patience) {
  asio::steady_timer timer{co_await asio::this_coro::executor, patience};
  const auto alive = std::make_shared<int>();
  timer.async_wait([&sandbox, waiting = std::weak_ptr{alive}](boost::system::error_code error) {
    if (!error && !waiting.expired()) sandbox.kill();
  });
  CO_TRY(auto message, co_await sandbox.agent().receive());
  if (const auto* failed = std::get_if<protocol::Failed>(&message)) co_return tl::unexpected<Error>{failure(*failed)};
  if (!std::holds_alternative<protocol::Ready>(message))
    co_return fail(Errc::internal, "the agent did not say that it is ready");
  sandbox.set_ready();
  co_return Result<>{};
}

void put_file(Sandbox& sandbox, std::string_view path, std::string_view content, unsigned mode) {
  bool append = false;
  do {
    const std::string_view piece = content.substr(0, protocol::chunk_size);
    sandbox.agent().queue(protocol::Put{.path = std::string{path},
                                        .data = std::string{piece},
                                        .mode = static_cast<std::uint16_t>(mode),
                                        .append = append});
    content.remove_prefix(piece.size());
    append = true;
  } while (!content.empty());
}

Task<Result<Collected>> collect_files(Sandbox& sandbox, std::string path, Bytes limit) {
  Collected all;
  std::vector<CollectedFile>& files = all.files;
  std::uint64_t total = 0;
  bool continued = false;
  sandbox.agent().send(protocol::Collect{.path = path, .limit = limit.count});
  for (;;) {
    CO_TRY(auto message, co_await sandbox.agent().receive());
    if (auto* file = std::get_if<protocol::File>(&message)) {
      total += file->data.size();
      if (total > limit.count) co_return fail(Errc::internal, path + ": more was sent than was asked for");
      if (!continued) files.push_back({.path = file->path, .content = {}, .mode = file->mode & 0777U});
      files.back().content += file->data;
      continued = file->more;
      // Artefacts are kept, and counted by their size: what grew piece by piece may have room for as much again.
      if (!continued) files.back().content.shrink_to_fit();
    } else if (const auto* collected = std::get_if<protocol::Collected>(&message)) {
      all.truncated = collected->truncated;
      co_return all;
    } else if (const auto* failed = std::get_if<protocol::Failed>(&message)) {
      co_return tl::unexpected<Error>{failure(*failed)};
    } else if (!std::holds_alternative<protocol::InputCredit>(message)) {
      co_return fail(Errc::internal, "the agent sent what was not asked for");
    }
  }
}

}  // namespace cordon::sandbox
