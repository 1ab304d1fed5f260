// What was compiled once is not compiled again: the artefacts of compiles that succeeded, in memory and on disk.
//
// An entry is known by everything that determines what the compile makes (artefact_key.hpp), and only this process
// makes one, of what a sandbox handed over. Single event-loop thread; a thread of its own, which has no state,
// reads and writes the files.
#pragma once

#include "base/result.hpp"
#include "host/execution/artefact_store.hpp"
#include "host/execution/flights.hpp"
#include "host/execution/lru.hpp"

#include <boost/asio/thread_pool.hpp>
#include <filesystem>
#include <functional>
#include <variant>

namespace cordon::execution {

class ArtefactCache {
 public:
  struct Options {
    Bytes size = 512_MiB;          // on disk; 0: nothing is kept
    std::filesystem::path folder;  // in the server's own; "": memory alone
  };

  struct Statistics {
    std::uint64_t hits = 0;    // that needed no compile of their own
    std::uint64_t joined = 0;  // of these, those that took the result of a compile that was under way
    std::uint64_t misses = 0;  // compiles
    std::uint64_t evictions = 0, damaged = 0, failed_writes = 0;
    std::uint64_t entries = 0, bytes = 0, limit = 0;  // on disk
    std::uint64_t memory_bytes = 0;
  };

  ArtefactCache(asio::any_io_executor executor, Options options);
  ~ArtefactCache();  // waits for what is being written

  struct Obtained {
    SharedCompiled compiled;
    CacheUse use = CacheUse::off;
  };
  using Compile = std::function<Task<Result<Compiled>>()>;

  // What is kept under this key; or what another one who asks for it compiles now, for which this waits no longer
  // than `patience`; or what `compile` makes. An outcome that is no success is shared with those who wait for it,
  // and never kept.
  Task<Result<Obtained>> obtain(ArtefactKey key, milliseconds patience, Compile compile);

  [[nodiscard]] Statistics statistics() const;

 private:
  struct Nothing {};

  void open_store(const std::filesystem::path& folder);
  Task<SharedCompiled> fetch(ArtefactKey key);
  void keep(const ArtefactKey& key, const SharedCompiled& compiled);
  void remember(const ArtefactKey& key, const SharedCompiled& compiled);
  void write(const ArtefactKey& key, const SharedCompiled& compiled, std::uint64_t size);
  void forget(const ArtefactKey& key);

  asio::any_io_executor executor_;
  std::uint64_t limit_;
  Flights flights_;
  Lru<ArtefactKey, SharedCompiled, ArtefactKey::Hash> memory_;
  Lru<ArtefactKey, Nothing, ArtefactKey::Hash> on_disk_;
  std::uint64_t being_written_ = 0;  // bytes
  Statistics statistics_;
  std::optional<ArtefactStore> store_;  // used by the thread alone, once it is open
  std::shared_ptr<int> alive_ = std::make_shared<int>();
  asio::thread_pool thread_{1};  // ends before what it uses
};

}  // namespace cordon::execution
