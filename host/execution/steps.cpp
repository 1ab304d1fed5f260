#include "host/execution/steps.hpp"

#include "base/elapsed.hpp"
#include "host/execution/grant.hpp"
#include "host/execution/toolchains.hpp"
#include "host/execution/verdict.hpp"

#include <algorithm>
#include <set>

namespace cordon::execution {
namespace {

using Clock = std::chrono::steady_clock;

constexpr Bytes artefact_limit = 192_MiB;
// How far a program that prints too much is let go on; beyond it is more than nobody's accident.
constexpr Bytes drain_limit = 64_MiB;
// How early a sandbox that was ready must be lost for its program to be run in another one.
constexpr milliseconds restart_patience{200};

void put_files(sandbox::Sandbox& sandbox, const std::vector<languages::SourceFile>& files) {
  for (const languages::SourceFile& file : files) sandbox::put_file(sandbox, file.path, file.content);
}

// Whether a limit was in the way of it, although it may have gone on and said that all is well.
bool disturbed(const sandbox::Ran& ran) {
  return ran.signal != 0 || ran.stopped != sandbox::Stopped::none || ran.counters.memory_kills > 0 ||
         ran.counters.process_refusals > 0 || ran.file_limit_reached || ran.process_limit_reached;
}

std::string compile_problem(Verdict verdict, const sandbox::Limits& limits, const sandbox::Ran& ran) {
  switch (verdict) {
    case Verdict::time_limit:
    case Verdict::cpu_time_limit:
      return "Compilation timed out after " + to_text(limits.wall);
    case Verdict::memory_limit:
      return "Compilation ran out of memory (" + to_text(limits.memory) + ')';
    case Verdict::output_limit:
      return "The compiler printed too much";
    case Verdict::process_limit:
      return "Compilation started too many processes";
    case Verdict::file_limit:
      if (const std::string place = place_without_room(ran); !place.empty())
        return "Compilation left no space in " + place;
      return "Compilation made a file that is too large (" + to_text(limits.file_size) + ')';
    default:
      return {};
  }
}

// What a compile step leaves behind is the source's doing, as the source may have taken it over: no failure of ours.
Task<Result<>> collect_artefacts(sandbox::Sandbox& sandbox, const CompilePlan& plan, Compiled& compiled) {
  for (const std::string& path : plan.artefacts) {
    CO_TRY(auto made, co_await sandbox::collect_files(sandbox, path, artefact_limit));
    const bool is_file = made.files.size() == 1 && made.files.front().path == path;
    if (made.truncated)
      compiled.problem = "Compilation made more files, or larger ones, than a program may have";
    else if (made.files.empty())
      compiled.problem = "There is nothing to run: the compiler made no " + path;
    else if (plan.program == "./" + path && !(is_file && (made.files.front().mode & 0111) != 0))
      compiled.problem = "There is nothing to run: what the compiler made is not a program";
    std::move(made.files.begin(), made.files.end(), std::back_inserter(compiled.artefacts));
  }
  co_return Result<>{};
}

std::optional<sandbox::Parked> parked_for(const languages::Language& language, const languages::Step& step,
                                          const sandbox::Limits& granted,
                                          const std::map<std::string, std::string>& client) {
  if (step.park.empty()) return {};
  languages::Values values;
  values.memory = granted.memory;
  values.cpu_percent = granted.cpu_percent;
  return sandbox::Parked{.runtime = step.park,
                         .argv = languages::expand(languages::fixed_part(step.commands.front()), values),
                         .environment = environment_of(language, step, client)};
}

}  // namespace

sandbox::Spec compile_spec(const languages::Language& language, std::string image, const sandbox::Limits& granted) {
  const languages::Compile& step = language.compile.front();
  sandbox::Spec spec{.image = std::move(image), .limits = compile_limits(step), .compile = true};
  spec.parked = parked_for(language, step, granted, {});
  if (spec.parked) spec.parked->merge_output = true;
  return spec;
}

sandbox::Spec run_spec(const languages::Language& language, std::string image, const sandbox::Limits& granted,
                       const std::map<std::string, std::string>& client) {
  sandbox::Spec spec{.image = std::move(image), .limits = granted, .zygote = language.run.zygote};
  spec.limits.processes += language.run.extra_processes;
  spec.parked = parked_for(language, language.run, granted, client);
  return spec;
}

std::vector<std::string> environment_of(const languages::Language& language, const languages::Step& step,
                                        const std::map<std::string, std::string>& client) {
  std::map<std::string, std::string> merged{
      {"PATH", "/usr/local/bin:/usr/bin:/bin"}, {"HOME", "/box"}, {"LANG", "C.UTF-8"}, {"USER", "sandbox"}};
  for (const auto* source : {&language.environment, &step.environment, &client})
    for (const auto& [name, value] : *source) merged[name] = value;
  std::vector<std::string> environment;
  for (const auto& [name, value] : merged) environment.push_back(name + '=' + value);
  return environment;
}

Task<Result<sandbox::Ran>> run_tool(sandbox::Sandbox& sandbox, const Tool& tool, Capture& output) {
  sandbox::Program program{.argv = tool.argv,
                           .environment = tool.environment,
                           .standard_input = {},
                           .limits = tool.limits,
                           .merge_output = true,
                           .hand_over = tool.hand_over};
  const sandbox::OnOutput on_output = [&](bool, std::string_view data) { return output.add(data); };
  co_return co_await sandbox::run_program(sandbox, std::move(program), on_output);
}

bool fits(const Work& work, const std::vector<sandbox::CollectedFile>& artefacts, const sandbox::Limits& limits) {
  constexpr std::uint64_t page = 4096;
  std::uint64_t bytes = 0;
  std::set<std::string_view> entries;
  const auto count = [&](std::string_view path, std::size_t size) {
    bytes += (size + page - 1) / page * page;
    entries.insert(path);
    for (std::size_t slash = path.find('/'); slash != path.npos; slash = path.find('/', slash + 1))
      entries.insert(path.substr(0, slash));
  };
  for (const languages::SourceFile& file : work.prepared.files) count(file.path, file.content.size());
  for (const sandbox::CollectedFile& file : artefacts) count(file.path, file.content.size());
  return bytes <= limits.work_folder.count && entries.size() < limits.work_files;
}

CompilePlan plan_compile(const Work& work) {
  const languages::Compile& step = work.language.compile.front();
  CompilePlan plan{.spec = compile_spec(work.language, work.image, work.granted),
                   .environment = environment_of(work.language, step, {}),
                   .files = work.prepared.files,
                   .artefacts = step.artefacts,
                   .program = languages::expand(work.language.run.commands.front(), work.values).front()};
  for (const languages::ArgumentTemplate& command : step.commands)
    plan.commands.push_back(languages::expand(command, work.values));
  return plan;
}

namespace {

Task<Result<Compiled>> compile_in(pool::Lease lease, const CompilePlan& plan) {
  put_files(*lease.sandbox, plan.files);
  Capture output = Capture::keep_ends(plan.spec.limits.output, drain_limit);
  Compiled compiled{.undisturbed = true};
  sandbox::Limits limits = plan.spec.limits;
  for (const std::vector<std::string>& command : plan.commands) {
    const Tool tool{command, plan.environment, limits, std::exchange(lease.runtime_waits, false)};
    CO_TRY(const auto ran, co_await run_tool(*lease.sandbox, tool, output));
    compiled.undisturbed = compiled.undisturbed && !disturbed(ran);
    const Verdict verdict = judge(ran, limits);
    compiled.outcome.exit_code = ran.signal != 0 ? 128 + ran.signal : ran.exit_code;
    compiled.outcome.succeeded = verdict == Verdict::ok;
    compiled.problem = compile_problem(verdict, plan.spec.limits, ran);
    if (verdict != Verdict::ok) break;
    limits.wall = std::max(limits.wall - std::chrono::ceil<milliseconds>(ran.wall), milliseconds{1});
  }
  if (compiled.outcome.succeeded) {
    CO_TRY_VOID(co_await collect_artefacts(*lease.sandbox, plan, compiled));
    compiled.outcome.succeeded = compiled.problem.empty();
  }
  compiled.outcome.output = std::move(output).take();
  co_return compiled;
}

// What stood ready may have died as it was taken, and its neighbours with it. A program has no effect outside of
// its sandbox: it can be run again, and most likely it never ran.
bool again(bool failed, bool hit, Clock::time_point started) {
  return failed && hit && base::since(started) <= restart_patience;
}

}  // namespace

Task<Result<Compiled>> compile(pool::Pool& pool, std::string kind, const CompilePlan& plan) {
  const auto started = Clock::now();
  for (;;) {
    CO_TRY(auto lease, co_await pool.lease(kind, plan.spec));
    const bool hit = lease.hit;
    auto compiled = co_await compile_in(std::move(lease), plan);
    if (!again(!compiled, hit, started)) co_return compiled;
  }
}

namespace {

Task<Result<RunStep>> run_in(pool::Lease lease, const Work& work, const std::vector<sandbox::CollectedFile>& artefacts,
                             const RunInput& input, base::Laps& laps) {
  RunStep step{.pool_hit = lease.hit, .warm = lease.runtime_waits};
  put_files(*lease.sandbox, work.prepared.files);
  for (const sandbox::CollectedFile& file : artefacts)
    sandbox::put_file(*lease.sandbox, file.path, file.content, file.mode);
  for (const SourceFile& file : input.data_files) sandbox::put_file(*lease.sandbox, file.path, file.content, 0644);
  const auto capture = [&] {
    return input.output_limit_kills
               ? Capture::end_at(input.limits.output)
               : Capture::keep_ends(input.limits.output, std::max(drain_limit, input.limits.output));
  };
  Capture out = capture(), err = capture();
  sandbox::Program program{.argv = languages::expand(work.language.run.commands.front(), work.values),
                           .environment = environment_of(work.language, work.language.run, input.environment),
                           .standard_input = input.standard_input,
                           .limits = input.limits,
                           .start_nothing = input.start_nothing,
                           .hand_over = lease.runtime_waits};
  const sandbox::OnOutput on_output = [&](bool error_stream, std::string_view data) {
    return (error_stream ? err : out).add(data);
  };
  step.put = laps.lap();
  CO_TRY(step.ran, co_await sandbox::run_program(*lease.sandbox, std::move(program), on_output));
  // What is not ready yet is sent everything ahead, and may be waited for until here. Its program may have begun before
  // we heard that it is.
  const microseconds waited = laps.lap(), heard = step.ran.until_ready;
  step.run = std::clamp(step.ran.wall, waited - heard, waited);
  step.lease = waited - step.run;
  step.out = std::move(out).take();
  step.err = std::move(err).take();
  co_return step;
}

}  // namespace

Task<Result<RunStep>> run(pool::Pool& pool, const Work& work, const std::vector<sandbox::CollectedFile>& artefacts,
                          RunInput input, base::Laps& laps) {
  const sandbox::Spec spec = run_spec(work.language, work.image, input.limits, input.environment);
  const auto started = Clock::now();
  const microseconds before = laps.total();
  for (;;) {
    CO_TRY(auto lease, co_await pool.lease(run_kind(work.language), spec));
    const bool hit = lease.hit;
    laps.lap();
    const microseconds leased = laps.total() - before;  // with the time of those that were lost
    auto step = co_await run_in(std::move(lease), work, artefacts, input, laps);
    if (step) step->lease += leased;
    if (!again(!step, hit, started)) co_return step;
  }
}

}  // namespace cordon::execution
