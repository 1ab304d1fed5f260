#include "host/languages/reloader.hpp"

#include "base/log.hpp"
#include "base/scope_exit.hpp"
#include "base/unique_fd.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <sys/inotify.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace cordon::languages {
namespace {

constexpr auto quietly = asio::as_tuple(asio::use_awaitable);
constexpr milliseconds settle_time{150};         // an editor or a package writes several files
constexpr milliseconds longest_settling{2'000};  // but what never settles is read all the same
constexpr seconds retry_time{1};                 // where a folder is being replaced

Task<> pause(std::chrono::steady_clock::duration time) {
  asio::steady_timer timer{co_await asio::this_coro::executor, time};
  co_await timer.async_wait(quietly);
}

// Changes in folders, whatever they are: files written, moved in or out, made readable, deleted.
class Watch {
 public:
  Watch(const asio::any_io_executor& executor, std::vector<std::filesystem::path> folders)
      : descriptor_{executor}, folders_{std::move(folders)} {
    if (const int fd = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC); fd >= 0) descriptor_.assign(fd);
  }

  bool works() const { return descriptor_.is_open(); }

  std::size_t size() const { return folders_.size(); }

  // How many folders are watched now. Again before every wait: a folder may have been replaced by
  // another of its name, and adding one that is watched already changes nothing.
  std::size_t cover() {
    constexpr std::uint32_t changes =
        IN_CLOSE_WRITE | IN_CREATE | IN_MOVE | IN_DELETE | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;
    std::size_t covered = 0;
    for (const std::filesystem::path& folder : folders_)
      if (::inotify_add_watch(descriptor_.native_handle(), folder.c_str(), changes) >= 0) ++covered;
    return covered;
  }

  // Until something changed and then nothing for a moment.
  Task<bool> change() {
    if (!co_await wait_for_events()) co_return false;
    const auto end = std::chrono::steady_clock::now() + longest_settling;
    do {
      co_await pause(settle_time);
    } while (forget_events() && std::chrono::steady_clock::now() < end);
    co_return true;
  }

  // Which file it was does not matter: all are read again.
  bool forget_events() {
    alignas(inotify_event) std::array<char, 4096> buffer;
    bool any = false;
    while (::read(descriptor_.native_handle(), buffer.data(), buffer.size()) > 0) any = true;
    return any;
  }

 private:
  Task<bool> wait_for_events() {
    // Readiness is a hint; only events that were read are events.
    while (!forget_events()) {
      const auto [error] = co_await descriptor_.async_wait(asio::posix::descriptor_base::wait_read, quietly);
      if (error) co_return false;
    }
    co_return true;
  }

  asio::posix::stream_descriptor descriptor_;
  std::vector<std::filesystem::path> folders_;
};

}  // namespace

Task<Result<>> Reloader::reload() {
  is_asked_again_ = true;
  if (is_at_work_) co_return Result<>{};
  is_at_work_ = true;
  const ScopeExit done{[this] { is_at_work_ = false; }};
  Result<> result;
  while (is_asked_again_) {
    is_asked_again_ = false;
    result = co_await reload_once();
  }
  co_return result;
}

Task<Result<>> Reloader::reload_once() {
  CO_TRY(Table table, languages_.read());
  auto refused = co_await worker_.load(table.all(), Worker::OnRefusal::change_nothing);
  if (!refused.empty()) {
    // Once more, with the manifests that were live in place of those whose plugin is refused.
    CO_TRY(table, languages_.read(refused));
    refused = co_await worker_.load(table.all(), Worker::OnRefusal::serve_the_rest);
    table = table.without(refused);
  }
  languages_.install(std::move(table));
  co_return Result<>{};
}

Task<> Reloader::watch(std::vector<std::filesystem::path> folders, std::function<Task<>()> reloaded) {
  Watch watch{co_await asio::this_coro::executor, std::move(folders)};
  if (!watch.works()) {
    log::warn("changed manifests are only read at a SIGHUP, for folders cannot be watched: {}",
              std::generic_category().message(errno));
    co_return;
  }
  for (std::size_t covered = watch.cover();;) {
    const std::size_t before = covered;
    const bool waits_for_all = covered == watch.size();
    if (waits_for_all) {
      if (!co_await watch.change()) co_return;
    } else {
      co_await pause(retry_time);
    }
    covered = watch.cover();
    if (!waits_for_all && covered == before && !watch.forget_events()) continue;
    if (const auto result = co_await reload(); !result)
      log::error("the languages stay as they are: {}", result.error().message);
    else
      co_await reloaded();
  }
}

}  // namespace cordon::languages
