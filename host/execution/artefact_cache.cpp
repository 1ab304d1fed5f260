#include "host/execution/artefact_cache.hpp"

#include "base/log.hpp"
#include "host/execution/artefact_file.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace cordon::execution {
namespace {

constexpr Bytes most_in_memory = 64_MiB;
constexpr std::uint64_t largest_part_in_memory = 4;
constexpr Bytes most_being_written = 64_MiB;
// One entry may take this part of the whole, so that a few large ones do not push everything else out.
constexpr std::uint64_t largest_part = 8;

}  // namespace

std::string_view name(CacheUse use) {
  constexpr std::string_view names[] = {"off", "miss", "hit"};
  return names[static_cast<std::size_t>(use)];
}

ArtefactCache::ArtefactCache(asio::any_io_executor executor, Options options)
    : executor_{std::move(executor)},
      limit_{options.size.count},
      flights_{executor_},
      memory_{std::min(limit_, most_in_memory.count)},
      on_disk_{limit_} {
  if (!options.folder.empty()) open_store(options.folder);
}

ArtefactCache::~ArtefactCache() { thread_.join(); }

// Before the server listens. A size of 0 removes what an earlier server kept.
void ArtefactCache::open_store(const std::filesystem::path& folder) {
  auto store = ArtefactStore::open(folder);
  const auto entries = store ? store->entries() : tl::unexpected<Error>{store.error()};
  if (!entries) {
    log::warn("artefacts are kept in memory alone: {}", entries.error().message);
    return;
  }
  store_ = *std::move(store);
  for (const ArtefactStore::Entry& entry : *entries)
    for (const ArtefactKey& gone : on_disk_.put(entry.key, {}, entry.bytes)) store_->remove(gone);
}

Task<Result<ArtefactCache::Obtained>> ArtefactCache::obtain(ArtefactKey key, milliseconds patience, Compile compile) {
  if (limit_ == 0) {
    CO_TRY(auto compiled, co_await compile());
    co_return Obtained{std::make_shared<const Compiled>(std::move(compiled)), CacheUse::off};
  }
  if (const SharedCompiled* kept = memory_.find(key)) {
    on_disk_.find(key);  // it is used there too
    ++statistics_.hits;
    co_return Obtained{*kept, CacheUse::hit};
  }
  auto seat = co_await flights_.board(key, patience);
  if (seat.result) {
    ++statistics_.hits, ++statistics_.joined;
    co_return Obtained{seat.result, CacheUse::hit};
  }
  if (seat.lead) {
    if (const SharedCompiled kept = co_await fetch(key)) {
      ++statistics_.hits;
      remember(key, kept);
      seat.lead->land(kept);
      co_return Obtained{kept, CacheUse::hit};
    }
  }
  CO_TRY(auto made, co_await compile());
  ++statistics_.misses;
  const auto compiled = std::make_shared<const Compiled>(std::move(made));
  if (seat.lead) seat.lead->land(compiled);
  if (compiled->outcome.succeeded && compiled->undisturbed) keep(key, compiled);
  co_return Obtained{compiled, CacheUse::miss};
}

// From disk; null if it is not there, or no longer whole.
Task<SharedCompiled> ArtefactCache::fetch(ArtefactKey key) {
  if (on_disk_.find(key) == nullptr) co_return nullptr;
  struct Reading {
    asio::steady_timer done;
    std::optional<ArtefactStore::Found> found;
  };
  const auto reading =
      std::make_shared<Reading>(asio::steady_timer{executor_, asio::steady_timer::time_point::max()}, std::nullopt);
  asio::post(thread_, [this, key, executor = executor_, reading] {
    asio::post(executor, [reading, found = store_->read(key)] {
      reading->found = found;
      reading->done.cancel();
    });
  });
  co_await reading->done.async_wait(asio::as_tuple(asio::use_awaitable));
  if (!reading->found) co_return nullptr;  // abandoned: what is awaited next says so
  if (reading->found->damaged) {
    ++statistics_.damaged;
    log::warn("artefact {} is damaged and will be made again", to_text(key));
  }
  if (!reading->found->compiled) forget(key);
  co_return reading->found->compiled;
}

void ArtefactCache::keep(const ArtefactKey& key, const SharedCompiled& compiled) {
  const std::uint64_t size = encoded_size(*compiled);
  if (size > limit_ / largest_part) return;
  remember(key, compiled);
  if (store_ && !on_disk_.contains(key) && being_written_ + size <= most_being_written.count)
    write(key, compiled, size);
}

void ArtefactCache::remember(const ArtefactKey& key, const SharedCompiled& compiled) {
  const std::uint64_t size = encoded_size(*compiled);
  if (size <= most_in_memory.count / largest_part_in_memory) memory_.put(key, compiled, size);
}

// What has to go goes first: on disk there is never more than the limit.
void ArtefactCache::write(const ArtefactKey& key, const SharedCompiled& compiled, std::uint64_t size) {
  auto gone = on_disk_.put(key, {}, ArtefactStore::on_disk(size));
  statistics_.evictions += gone.size();
  being_written_ += size;
  asio::post(thread_,
             [this, key, compiled, size, gone = std::move(gone), executor = executor_, alive = std::weak_ptr{alive_}] {
               for (const ArtefactKey& old : gone) store_->remove(old);
               asio::post(executor, [this, key, size, alive, written = store_->write(key, *compiled)] {
                 if (alive.expired()) return;
                 being_written_ -= size;
                 if (written) return;
                 on_disk_.erase(key);
                 if (statistics_.failed_writes++ == 0)
                   log::warn("an artefact is kept in memory alone: {}", written.error().message);
               });
             });
}

void ArtefactCache::forget(const ArtefactKey& key) {
  on_disk_.erase(key);
  asio::post(thread_, [this, key] { store_->remove(key); });
}

ArtefactCache::Statistics ArtefactCache::statistics() const {
  Statistics now = statistics_;
  now.entries = on_disk_.size();
  now.bytes = on_disk_.bytes();
  now.limit = limit_;
  now.memory_bytes = memory_.bytes();
  return now;
}

}  // namespace cordon::execution
