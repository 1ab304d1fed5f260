#include "host/languages/worker_start.hpp"

#include "base/log.hpp"

#include <utility>

namespace cordon::languages {
namespace {

// Loads one plugin after the other into a new process. What takes the process down is refused and
// taken out of `wanted`, and the error makes start_worker() try again.
Task<Result<>> load_all(LoadedWorker& worker, const Worker::Options& options, std::vector<LoadRequest::Item>& wanted) {
  LoadRequest request{.items = wanted};
  request.trusted_owners.assign(options.trust.owners.begin(), options.trust.owners.end());
  CO_TRY_VOID(co_await worker.process->send(Kind::load, encode(request)));
  for (const LoadRequest::Item& item : request.items) {
    const auto answer = co_await worker.process->answer(options.load_time);
    if (!answer) {
      worker.refused[item.language] = "the plugin failed while it was loaded: " + answer.error().message;
      std::erase_if(wanted, [&](const LoadRequest::Item& other) { return other.language == item.language; });
      co_return fail(Errc::internal, answer.error().message);
    }
    const auto loaded = answer->kind == Kind::loaded ? decode<Loaded>(answer->body) : std::nullopt;
    if (!loaded || loaded->language != item.language) co_return fail(Errc::internal, "it answered something else");
    if (loaded->refusal.empty())
      worker.capabilities[item.language] = loaded->capabilities;
    else
      worker.refused[item.language] = loaded->refusal;
  }
  CO_TRY(const Message last, co_await worker.process->answer(options.load_time));
  if (last.kind != Kind::ready) co_return fail(Errc::internal, "it answered something else");
  co_return Result<>{};
}

}  // namespace

Task<Result<LoadedWorker>> start_worker(asio::any_io_executor executor, const Worker::Options& options,
                                        std::vector<LoadRequest::Item> wanted) {
  LoadedWorker worker;
  for (std::size_t attempts = wanted.size() + 1; attempts > 0; --attempts) {
    auto process = WorkerProcess::start(executor, options.executable, options.arguments);
    if (!process) co_return tl::unexpected{std::move(process).error()};
    worker.process = *std::move(process);
    worker.capabilities.clear();
    const std::size_t before = wanted.size();
    const auto loaded = co_await load_all(worker, options, wanted);
    if (loaded) co_return std::move(worker);
    if (wanted.size() < before) continue;
    log::error("the language worker cannot be started: {}", loaded.error().message);
    break;  // no plugin's fault: trying again would not help
  }
  co_return fail(Errc::unavailable, "the language worker cannot be started");
}

}  // namespace cordon::languages
