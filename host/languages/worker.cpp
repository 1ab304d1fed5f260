#include "host/languages/worker.hpp"

#include "base/log.hpp"
#include "base/nearest.hpp"
#include "base/scope_exit.hpp"
#include "host/languages/messages.hpp"
#include "host/languages/rules/checker.hpp"
#include "host/languages/text.hpp"
#include "host/languages/worker_process.hpp"
#include "host/languages/worker_start.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <deque>
#include <optional>
#include <utility>

namespace cordon::languages {
namespace {

// What hangs is told from what a sanitizer makes slow.
#if defined(CORDON_SANITIZED)
constexpr int slowness = 10;
#else
constexpr int slowness = 1;
#endif

constexpr auto quietly = asio::as_tuple(asio::use_awaitable);
constexpr milliseconds longest_pause{2'000};

// A request in the queue. Who waits for it may go away at any time; the exchange with the process
// still has to come to its end, which is why it is not part of the waiting coroutine.
struct Call {
  Call(const asio::any_io_executor& executor, Kind request_kind, std::string request_body)
      : kind{request_kind}, body{std::move(request_body)}, answered{executor} {}

  Kind kind;
  std::string body;
  std::optional<Result<Message>> answer;
  asio::steady_timer answered;
};

bool has_rules(const Language& language) {
  return std::ranges::any_of(language.rules.profiles,
                             [](const rules::Profile& p) { return p.needs_tree() || p.restricts() || p.max_length; });
}

std::string failure(const Language& language, std::string_view why) {
  const std::string what = language.plugin.empty() ? "rules" : "rules or the plugin " + language.plugin;
  return "the " + what + " of language " + language.id + " failed: " + std::string{why};
}

// The name of the profile where the worker has to look at these files, or "".
Result<std::string> to_check(const Language& language, const std::vector<SourceFile>& files,
                             const std::string& profile) {
  const rules::Profile* found = language.rules.find(profile.empty() ? rules::open_profile : profile);
  if (found == nullptr && profile.empty()) return std::string{};
  if (found == nullptr) {
    std::string known;
    std::vector<std::string_view> names;
    for (const rules::Profile& each : language.rules.profiles) {
      names.push_back(each.name);
      known += (known.empty() ? "" : ", ") + each.name;
    }
    const std::string meant = base::did_you_mean(profile, names);
    return fail(Errc::malformed_request, language.id + " has no profile \"" + printable(profile, 64) + "\"" + meant +
                                             (meant.empty() ? "; its profiles are " : " Its profiles are ") + known);
  }
  std::vector<rules::Source> sources;
  for (const SourceFile& file : files) sources.push_back({file.path, file.content});
  return rules::is_plainly_fine(*found, sources) ? "" : found->name;
}

// The worker is shown no more than this, and what it is not shown it cannot have checked.
Result<> check_size(const std::vector<SourceFile>& files) {
  std::size_t size = 0;
  for (const SourceFile& file : files) size += file.content.size();
  if (size <= max_source_bytes) return {};
  std::string message = "the files are larger than " + std::to_string(max_source_bytes >> 20) +
                        " MiB together, which is the most that the rules of this profile are checked for";
  return fail(Errc::refused_source, message, {{.rule = "max_length", .message = message}});
}

}  // namespace

struct Worker::State : std::enable_shared_from_this<Worker::State> {
  State(asio::any_io_executor e, Options o) : executor{std::move(e)}, options{std::move(o)}, wake{executor} {}

  Task<> serve();
  Task<> serve_next();
  Task<bool> make_ready();
  Task<> answer(std::shared_ptr<Call> call);
  Task<Result<LoadedWorker>> start(std::vector<LoadRequest::Item> wanted);
  Task<Result<Message>> call(Kind kind, std::string body);
  Task<Result<Message>> call_plugin(const Language& language, Kind kind, Kind expected, std::string body);
  Task<Result<Preparation>> prepare(const Language& language, std::string profile,
                                    const std::vector<SourceFile>& files);
  Task<> pause(milliseconds time);
  void stop();

  asio::any_io_executor executor;
  Options options;
  std::deque<std::shared_ptr<Call>> queue;
  asio::steady_timer wake;  // the serving coroutine sleeps on it
  std::vector<LoadRequest::Item> items;
  std::map<std::string, Capabilities> plugins;  // of languages with a plugin or rules, by id
  std::unique_ptr<WorkerProcess> process;       // that serves; owned by serve() while a call runs
  std::unique_ptr<WorkerProcess> next_process;  // that load() made; takes over between two calls
  std::uint32_t failures = 0;                   // in a row
  bool is_serving = false, is_stopped = false;
  Statistics statistics;
};

Task<Result<LoadedWorker>> Worker::State::start(std::vector<LoadRequest::Item> wanted) {
  ++statistics.started;
  return start_worker(executor, options, std::move(wanted));
}

Task<> Worker::State::pause(milliseconds time) {
  asio::steady_timer timer{executor, time};
  co_await timer.async_wait(quietly);
}

// ---- serving the queue

Task<> Worker::State::serve() {
  const auto self = shared_from_this();
  while (!is_stopped) try {
      co_await serve_next();
    } catch (const std::exception& e) {
      log::error("the queue of the language worker: {}", e.what());
      process.reset();
      ++failures;
    }
}

Task<> Worker::State::serve_next() {
  if (queue.empty()) {
    wake.expires_at(asio::steady_timer::time_point::max());
    co_await wake.async_wait(quietly);
    co_return;
  }
  if (next_process) process = std::move(next_process);
  if (process && !process->is_alive()) process.reset();
  if (!process && !co_await make_ready()) co_return;
  if (queue.empty()) co_return;  // who waited has left
  const std::shared_ptr<Call> next = queue.front();
  queue.pop_front();
  co_await answer(next);
}

// A new process in place of one that died; after failures in a row, not at once.
Task<bool> Worker::State::make_ready() {
  if (failures > 1) co_await pause(std::min(longest_pause, milliseconds{25} * (1u << std::min(failures, 8u))));
  if (next_process) {
    process = std::move(next_process);
    co_return true;
  }
  auto started = co_await start(items);
  if (next_process) {  // load() was faster, with what is wanted now
    process = std::move(next_process);
    co_return true;
  }
  if (!started) {
    ++failures;
    co_return false;
  }
  process = std::move(started->process);
  plugins = std::move(started->capabilities);
  co_return true;
}

Task<> Worker::State::answer(std::shared_ptr<Call> next) {
  auto result = co_await process->ask(next->kind, std::move(next->body), options.hook_time * slowness);
  if (result && result->kind == Kind::last_prepared) {
    result->kind = Kind::prepared;
    process.reset();
    ++statistics.calls;
  } else if (result) {
    failures = 0;
    ++statistics.calls;
  } else {
    process.reset();
    ++failures;
  }
  next->answer = std::move(result);
  next->answered.cancel();
}

void Worker::State::stop() {
  is_stopped = true;
  wake.cancel();
  next_process.reset();
  if (process) process->kill();  // a hook that runs ends with it
  for (const auto& waiting : queue) waiting->answered.cancel();
  queue.clear();
}

// ---- asking

Task<Result<Message>> Worker::State::call(Kind kind, std::string body) {
  if (is_stopped) co_return fail(Errc::draining, "the server is shutting down");
  if (queue.size() >= options.queue_length) co_return fail(Errc::busy, "too many submissions wait to be looked at");
  if (!is_serving) {
    is_serving = true;
    asio::co_spawn(executor, serve(), asio::detached);
  }
  const auto mine = std::make_shared<Call>(executor, kind, std::move(body));
  // However this coroutine ends, nobody waits for the answer then.
  const ScopeExit leave_queue{[this, &mine] { std::erase(queue, mine); }};
  queue.push_back(mine);
  wake.cancel();
  mine->answered.expires_after(options.queue_time * slowness);
  co_await mine->answered.async_wait(quietly);
  if (!mine->answer) co_return fail(Errc::unavailable, "no language worker became free in time");
  co_return *std::move(mine->answer);
}

Task<Result<Message>> Worker::State::call_plugin(const Language& language, Kind kind, Kind expected, std::string body) {
  auto answer = co_await call(kind, std::move(body));
  if (!answer && answer.error().code != Errc::internal) co_return answer;
  std::string why;
  if (!answer)
    why = answer.error().message;
  else if (answer->kind == Kind::failed)
    why = printable(answer->body, max_message);
  else if (answer->kind != expected)
    why = "its process answered something else";
  else
    co_return answer;
  ++statistics.failed;
  log::error("{}", failure(language, why));
  co_return fail(Errc::internal, failure(language, why));
}

Worker::Worker(asio::any_io_executor executor, Options options)
    : state_{std::make_shared<State>(std::move(executor), std::move(options))} {}

Worker::~Worker() { state_->stop(); }

Task<std::map<std::string, std::string>> Worker::load(std::vector<LanguagePointer> languages, OnRefusal on_refusal) {
  const auto state = state_;
  std::vector<LoadRequest::Item> items;
  for (const LanguagePointer& language : languages)
    if (!language->plugin.empty())
      items.push_back(
          {language->id, state->options.plugin_folder / language->plugin, language->config, language->rules});
    else if (has_rules(*language))
      items.push_back({language->id, "", "", language->rules});
  std::map<std::string, std::string> refused;
  if (items.empty()) {
    state->items.clear();
    state->plugins.clear();
    co_return refused;
  }
  auto started = co_await state->start(items);
  if (!started) {
    for (const LoadRequest::Item& item : items) refused[item.language] = started.error().message;
    co_return refused;
  }
  refused = started->refused;
  if (!refused.empty() && on_refusal == OnRefusal::change_nothing) co_return refused;
  state->items = std::move(items);
  std::erase_if(state->items, [&](const LoadRequest::Item& item) { return refused.contains(item.language); });
  state->plugins = std::move(started->capabilities);
  state->next_process = std::move(started->process);
  co_return refused;
}

// `profile` is empty where the rules need not be looked at.
Task<Result<Preparation>> Worker::State::prepare(const Language& language, std::string profile,
                                                 const std::vector<SourceFile>& files) {
  if (language.plugin.empty() && profile.empty()) co_return Preparation{};
  const auto loaded = plugins.find(language.id);
  if (loaded == plugins.end())
    co_return fail(Errc::unavailable, "the plugin of language " + language.id + " is not loaded");
  if (!loaded->second.source && profile.empty()) co_return Preparation{};
  if (!profile.empty()) CO_TRY_VOID(check_size(files));
  std::string body = encode(PrepareRequest{language.id, std::move(profile), files});
  CO_TRY(const Message answer, co_await call_plugin(language, Kind::prepare, Kind::prepared, std::move(body)));
  auto decoded = decode<Preparation>(answer.body);
  if (decoded) co_return *std::move(decoded);
  co_return fail(Errc::internal, failure(language, "its answer is malformed"));
}

Task<Result<Prepared>> Worker::prepare(const Language& language, std::vector<SourceFile> files, std::string profile) {
  const auto state = state_;
  CO_TRY(std::string profile_to_check, to_check(language, files, profile));
  CO_TRY(auto preparation, co_await state->prepare(language, std::move(profile_to_check), files));
  auto prepared = apply(language, std::move(files), std::move(preparation));
  if (!prepared && prepared.error().code == Errc::internal) {
    ++state->statistics.failed;
    log::error("{} (language {})", prepared.error().message, language.id);
  }
  co_return prepared;
}

Task<Result<Diagnosis>> Worker::diagnose(const Language& language, std::string step, std::string output) {
  const auto state = state_;
  if (language.plugin.empty() || output.empty()) co_return Diagnosis{};
  const auto plugin = state->plugins.find(language.id);
  if (plugin == state->plugins.end() || !plugin->second.diagnostics) co_return Diagnosis{};
  std::string body = encode(DiagnoseRequest{language.id, std::move(step), std::move(output)});
  CO_TRY(const Message answer, co_await state->call_plugin(language, Kind::diagnose, Kind::diagnosed, std::move(body)));
  auto decoded = decode<Diagnosis>(answer.body);
  if (!decoded) co_return fail(Errc::internal, failure(language, "its answer is malformed"));
  co_return *std::move(decoded);
}

Worker::Statistics Worker::statistics() const { return state_->statistics; }

}  // namespace cordon::languages
