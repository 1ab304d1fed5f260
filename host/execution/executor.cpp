#include "host/execution/executor.hpp"

#include "base/elapsed.hpp"

#include "host/execution/admission.hpp"
#include "host/execution/artefact_cache.hpp"
#include "host/execution/denials.hpp"
#include "host/execution/steps.hpp"
#include "host/execution/toolchains.hpp"
#include "host/execution/verdict.hpp"
#include "host/languages/registry.hpp"
#include "host/languages/worker.hpp"

namespace cordon::execution {
namespace {

// A plugin says so in a diagnostic where a runtime reports by itself that its memory is used up.
constexpr std::string_view out_of_memory_code = "cordon.memory_limit";
// To wait for somebody else's compile of the same, beyond what a compile may take.
constexpr seconds compile_patience{30};

std::vector<languages::SourceFile> source_files(Submission& submission) {
  std::vector<languages::SourceFile> files;
  for (SourceFile& file : submission.files) files.push_back({std::move(file.path), std::move(file.content)});
  return files;
}

languages::Values values_for(const languages::Language& language, const languages::Prepared& prepared,
                             const Submission& submission, const sandbox::Limits& limits, languages::Choice options) {
  std::vector<std::string> paths;
  for (const languages::SourceFile& file : prepared.files) paths.push_back(file.path);
  return {.main = prepared.files.front().path,
          .sources = languages::sources_of(language, paths),
          .args = submission.args,
          .memory = limits.memory,
          .cpu_percent = limits.cpu_percent,
          .variables = prepared.variables,
          .options = std::move(options)};
}

std::string first_line(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  constexpr std::size_t longest = 400;
  return std::string{text.substr(begin, std::min(text.find_first_of("\r\n", begin) - begin, longest))};
}

void take_diagnostics(Outcome& outcome, languages::Diagnosis& diagnosis) {
  for (languages::Diagnostic& d : diagnosis.diagnostics)
    if (d.code != out_of_memory_code)
      outcome.diagnostics.push_back(
          {std::move(d.severity), d.line, d.column, std::move(d.path), std::move(d.code), std::move(d.message)});
}

class SandboxExecutor final : public Executor {
 public:
  explicit SandboxExecutor(Parts parts) : parts_{std::move(parts)} {}

  Task<Result<Outcome>> execute(Submission submission) override {
    base::Laps laps;
    CO_TRY(const auto language, parts_.languages.table()->find(submission.language));
    CO_TRY(const auto limits, grant(ceilings(parts_.level, *language), submission.limits));
    CO_TRY(const auto options, languages::choose(language->id, language->options, submission.options));
    CO_TRY(Outcome outcome, describe(*language, submission, options));
    CO_TRY(const auto place, co_await parts_.admission.enter(submission.request_id, language->id));
    outcome.usage.queue = laps.lap();

    CO_TRY(const auto image, parts_.toolchains.image_for(*language));
    auto files = source_files(submission);
    CO_TRY(const auto prepared, co_await parts_.worker.prepare(*language, std::move(files), submission.profile));
    const Work work{*language, prepared, image, values_for(*language, prepared, submission, limits, options), limits};
    outcome.usage.put = laps.lap();

    SharedCompiled compiled = std::make_shared<const Compiled>();
    if (!language->compile.empty()) {
      CO_TRY(compiled, co_await obtain_artefacts(work, limits, outcome, laps));
    }
    if (!outcome.compile.empty() && !compiled->outcome.succeeded) {
      CO_TRY_VOID(co_await explain_compile(*language, *compiled, outcome));
    } else {
      const RunInput input{.standard_input = submission.standard_input,
                           .data_files = submission.data_files,
                           .environment = submission.environment,
                           .limits = limits,
                           .output_limit_kills = submission.output_limit_kills,
                           .start_nothing = submission.profile == languages::rules::strict_profile};
      CO_TRY(auto step, co_await run(parts_.pool, work, compiled->artefacts, input, laps));
      take_measurements(step, limits, outcome);
      CO_TRY_VOID(co_await explain_run(*language, limits, step.ran, outcome));
    }
    outcome.usage.collect = laps.lap();
    outcome.usage.total = laps.total();
    co_return outcome;
  }

 private:
  // What the answer says of the language and the sandbox; refuses a version that is not there.
  Result<Outcome> describe(const languages::Language& language, const Submission& submission,
                           const languages::Choice& options) const {
    const std::string version = parts_.toolchains.version_of(language.id, options);
    const std::string& asked = submission.version;
    const bool matches = version.starts_with(asked) && (version.size() == asked.size() || version[asked.size()] == '.');
    if (!asked.empty() && asked != "*" && !matches)
      return fail(Errc::malformed_request,
                  "version " + asked + " of " + language.id + " is not here; " +
                      (version.empty() ? "its version is not known yet" : "there is " + version));
    Outcome outcome{.language_id = language.id,
                    .language_version = version,
                    .isolation_method = parts_.isolation_method,
                    .security_level = std::string{name(parts_.level)}};
    for (const auto& [option, value] : options) outcome.options.emplace(option, value->value);
    return outcome;
  }

  // From the cache, from whoever compiles the same at this moment, or by compiling.
  Task<Result<SharedCompiled>> obtain_artefacts(const Work& work, const sandbox::Limits& limits, Outcome& outcome,
                                                base::Laps& laps) {
    const CompilePlan plan = plan_compile(work);
    const ArtefactKey key =
        key_of({.space = {}, .isolation = parts_.isolation_method, .level = name(parts_.level)}, plan);
    const ArtefactCache::Compile make = [&] { return compile(parts_.pool, compile_kind(work.language), plan); };
    CO_TRY(const auto obtained, co_await parts_.artefacts.obtain(key, plan.spec.limits.wall + compile_patience, make));
    CompileOutcome& told = outcome.compile.emplace_back(obtained.compiled->outcome);
    told.cache = obtained.use;
    told.duration = outcome.usage.compile = laps.lap();
    if (!told.succeeded || fits(work, obtained.compiled->artefacts, limits)) co_return obtained.compiled;
    told.succeeded = false;
    co_return std::make_shared<const Compiled>(Compiled{
        .outcome = told,
        .problem = "The compiled program is too large for its work folder (" + to_text(limits.work_folder) + ')'});
  }

  static void take_measurements(RunStep& step, const sandbox::Limits& limits, Outcome& outcome) {
    outcome.ran = true;
    outcome.verdict = judge(step.ran, limits);
    outcome.exit_code = step.ran.exit_code;
    outcome.signal = step.ran.signal;
    outcome.out = std::move(step.out);
    outcome.err = std::move(step.err);
    outcome.denials = denials_of(step.ran, limits);
    outcome.pool_hit = step.pool_hit;
    outcome.warm = step.warm;
    outcome.usage.wall = step.ran.wall;
    outcome.usage.cpu_user = step.ran.cpu_user;
    outcome.usage.cpu_system = step.ran.cpu_system;
    outcome.usage.memory_peak = step.ran.memory_peak;
    outcome.usage.lease = step.lease;
    outcome.usage.put += step.put;
    outcome.usage.run = step.run;
  }

  Task<Result<>> explain_compile(const languages::Language& language, const Compiled& compiled, Outcome& outcome) {
    outcome.verdict = Verdict::compile_error;
    CO_TRY(auto diagnosis, co_await parts_.worker.diagnose(language, "compile", compiled.outcome.output.data));
    take_diagnostics(outcome, diagnosis);
    outcome.error = compiled.problem;
    if (outcome.error.empty()) outcome.error = diagnosis.summary;
    if (outcome.error.empty()) outcome.error = first_line(compiled.outcome.output.data);
    if (outcome.error.empty())
      outcome.error = "The compiler exited with status " + std::to_string(compiled.outcome.exit_code);
    co_return Result<>{};
  }

  Task<Result<>> explain_run(const languages::Language& language, const sandbox::Limits& limits,
                             const sandbox::Ran& ran, Outcome& outcome) {
    if (outcome.verdict == Verdict::ok) co_return Result<>{};
    if (ran.not_started) {
      outcome.ran = false;
      outcome.error = "What was compiled is not a program";  // a limit has a sentence of its own
    }
    if (outcome.verdict == Verdict::runtime_error && !outcome.err.data.empty()) {
      CO_TRY(auto diagnosis, co_await parts_.worker.diagnose(language, "run", outcome.err.data));
      for (const languages::Diagnostic& d : diagnosis.diagnostics)
        if (d.code == out_of_memory_code) outcome.verdict = Verdict::memory_limit;
      take_diagnostics(outcome, diagnosis);
      outcome.error = std::move(diagnosis.summary);
      if (diagnosis.nothing_ran && outcome.out.data.empty() && outcome.verdict == Verdict::runtime_error) {
        outcome.verdict = Verdict::compile_error;
        outcome.ran = false;
      }
    }
    if (outcome.verdict == Verdict::runtime_error && complains_of_file_size(outcome.error))
      outcome.verdict = Verdict::file_limit;
    if (outcome.verdict == Verdict::file_limit) outcome.denials.push_back(denial_of_writing(ran, limits));
    if (const std::string sentence = limit_sentence(outcome.verdict, limits, ran); !sentence.empty())
      outcome.error = sentence;
    if (outcome.error.empty()) outcome.error = ending(outcome.exit_code, outcome.signal);
    if (outcome.verdict == Verdict::runtime_error)
      if (const std::string reason = reason_to_fail(outcome.denials, outcome.error + outcome.err.data); !reason.empty())
        outcome.error += " (" + reason + ')';
    co_return Result<>{};
  }

  Parts parts_;
};

}  // namespace

std::unique_ptr<Executor> make_executor(Parts parts) { return std::make_unique<SandboxExecutor>(std::move(parts)); }

}  // namespace cordon::execution
