#include "host/execution/artefact_cache.hpp"

#include "base/temp_dir.hpp"
#include "tests/unit/execution/artefacts.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <deque>
#include <fstream>

namespace cordon::execution {
namespace {

namespace fs = std::filesystem;

struct Caching : testing::Test {
  TempDir folder = *TempDir::create(fs::temp_directory_path(), "cordon-test-artefacts-");
  asio::io_context context;
  const asio::executor_work_guard<asio::io_context::executor_type> busy{context.get_executor()};
  std::unique_ptr<ArtefactCache> cache;
  int compiles = 0;

  void open(Bytes size = 1_MiB) {
    cache.reset();  // waits until all is written
    cache = std::make_unique<ArtefactCache>(
        context.get_executor(), ArtefactCache::Options{.size = size, .folder = folder.path() / "artefacts"});
  }
  void TearDown() override {
    cache.reset();
    settle();
  }
  void settle() {
    context.restart();
    context.poll();
  }

  // Somebody who asks, and how that ended.
  struct Client {
    std::optional<Result<ArtefactCache::Obtained>> answer;
    bool thrown_out = false;
    asio::cancellation_signal leave;
  };
  std::deque<Client> clients;

  Client& ask(std::string_view name, ArtefactCache::Compile compile) {
    Client& client = clients.emplace_back();
    asio::co_spawn(context, obtain(key_for(name), std::move(compile), client),
                   asio::bind_cancellation_slot(client.leave.slot(), [&client](const std::exception_ptr& thrown) {
                     client.thrown_out = thrown != nullptr;
                   }));
    settle();
    return client;
  }
  Task<> obtain(ArtefactKey key, ArtefactCache::Compile compile, Client& client) {
    client.answer.emplace(co_await cache->obtain(key, seconds{60}, std::move(compile)));
  }
  // The answer to one who asks alone. A name compiles to its content.
  ArtefactCache::Obtained one(std::string_view name, const Compiled& compiled) {
    Client& client = ask(name, at_once(compiled));
    while (!client.answer && !client.thrown_out) {  // the disk may take its time
      context.restart();
      context.run_one_for(seconds{20});
    }
    return client.answer->value();
  }
  ArtefactCache::Obtained one(std::string_view name) { return one(name, binary(std::string{name})); }

  ArtefactCache::Compile at_once(const Compiled& compiled) {
    return [this, compiled] { return make(compiled); };
  }
  Task<Result<Compiled>> make(Compiled compiled) {
    ++compiles;
    co_return compiled;
  }

  // A compile that ends when the test says how.
  struct Compiler {
    explicit Compiler(asio::io_context& loop) : done{loop, asio::steady_timer::time_point::max()} {}
    asio::steady_timer done;
    Result<Compiled> result = fail(Errc::internal, "not yet");
    int started = 0;
    void ends(Result<Compiled> how) {
      result = std::move(how);
      done.cancel();
    }
  };
  Compiler compiler{context};
  ArtefactCache::Compile slowly() {
    return [this] { return wait_for(compiler); };
  }
  static Task<Result<Compiled>> wait_for(Compiler& compiler) {
    ++compiler.started;
    compiler.done.expires_at(asio::steady_timer::time_point::max());
    compiler.result = fail(Errc::internal, "the agent is gone");  // what is said where the wait is abandoned
    co_await compiler.done.async_wait(asio::as_tuple(asio::use_awaitable));
    co_return compiler.result;
  }

  fs::path file_of(std::string_view name) { return folder.path() / "artefacts" / to_text(key_for(name)); }
  std::uint64_t bytes_on_disk() {
    std::uint64_t sum = 0;
    for (const auto& entry : fs::directory_iterator{folder.path() / "artefacts"})
      sum += ArtefactStore::on_disk(entry.file_size());
    return sum;
  }
};

const std::string& content(const ArtefactCache::Obtained& obtained) {
  return obtained.compiled->artefacts.at(0).content;
}

TEST_F(Caching, CompilesOnceWhatIsAskedForTwice) {
  open();
  EXPECT_EQ(one("a", binary("A", "a warning\n")).use, CacheUse::miss);
  const auto again = one("a", binary("another"));
  EXPECT_EQ(again.use, CacheUse::hit);
  EXPECT_EQ(content(again), "A");
  EXPECT_EQ(again.compiled->outcome.output.data, "a warning\n");
  EXPECT_EQ(one("b").use, CacheUse::miss);
  EXPECT_EQ(compiles, 2);
  EXPECT_EQ(cache->statistics().hits, 1U);
  EXPECT_EQ(cache->statistics().misses, 2U);
  EXPECT_EQ(cache->statistics().entries, 2U);
}

TEST_F(Caching, KeepsNothingWhereItsSizeIsZero) {
  open();
  one("a");
  open(0_B);
  EXPECT_EQ(one("a").use, CacheUse::off);
  EXPECT_EQ(one("a").use, CacheUse::off);
  EXPECT_EQ(compiles, 3);
  EXPECT_TRUE(fs::is_empty(folder.path() / "artefacts"));
}

TEST_F(Caching, SurvivesARestart) {
  open();
  one("a", binary("A", "a warning\n"));
  open();
  const auto again = one("a");
  EXPECT_EQ(again.use, CacheUse::hit);
  EXPECT_EQ(content(again), "A");
  EXPECT_EQ(again.compiled->artefacts[0].mode, 0755U);
  EXPECT_EQ(again.compiled->outcome.output.data, "a warning\n");
  EXPECT_EQ(compiles, 1);
}

TEST_F(Caching, NobodyElseMayReadItsFiles) {
  open();
  one("a");
  cache.reset();
  struct stat status{};
  ASSERT_EQ(::stat((folder.path() / "artefacts").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0700U);
  ASSERT_EQ(::stat(file_of("a").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
}

TEST_F(Caching, DropsADamagedEntryAndMakesItAgain) {
  open();
  one("a");
  open();
  std::fstream{file_of("a"), std::ios::in | std::ios::out | std::ios::binary}.seekp(100).put('!');
  EXPECT_EQ(one("a").use, CacheUse::miss);
  EXPECT_EQ(cache->statistics().damaged, 1U);
  open();
  EXPECT_EQ(one("a").use, CacheUse::hit);
  EXPECT_EQ(cache->statistics().damaged, 0U);
}

TEST_F(Caching, IsNotFooledByFilesThatAreNone) {
  open();
  for (const char* name : {"a", "b", "c", "d"}) one(name);
  open();
  fs::remove(file_of("a"));
  fs::remove(file_of("b"));
  fs::create_directory(file_of("b"));
  fs::remove(file_of("c"));
  fs::create_symlink("/etc/passwd", file_of("c"));
  fs::rename(file_of("d"), file_of("e"));
  open();
  EXPECT_EQ(one("a").use, CacheUse::miss);
  EXPECT_EQ(cache->statistics().damaged, 0U);  // it is only gone
  EXPECT_EQ(one("b").use, CacheUse::miss);
  EXPECT_EQ(one("c").use, CacheUse::miss);
  EXPECT_EQ(one("e").use, CacheUse::miss);
  EXPECT_EQ(cache->statistics().damaged, 3U);
}

TEST_F(Caching, RemovesWhatAKilledServerLeftUnfinished) {
  open();
  one("a");
  cache.reset();
  std::ofstream{folder.path() / "artefacts/unfinished"} << "half";
  open();
  EXPECT_FALSE(fs::exists(folder.path() / "artefacts/unfinished"));
  EXPECT_EQ(cache->statistics().entries, 1U);
}

TEST_F(Caching, TakesNoMoreThanItsBytes) {
  open(64_KiB);
  for (int i = 0; i < 50; ++i) {
    one("name " + std::to_string(i), binary(std::string(3000 + 100 * static_cast<std::size_t>(i % 10), 'x')));
    EXPECT_LE(cache->statistics().bytes, 64U << 10);
    EXPECT_LE(cache->statistics().memory_bytes, 64U << 10);
  }
  EXPECT_EQ(cache->statistics().entries, 16U);
  EXPECT_EQ(cache->statistics().evictions, 34U);
  cache.reset();
  EXPECT_LE(bytes_on_disk(), 64U << 10);
  open(32_KiB);
  EXPECT_EQ(cache->statistics().entries, 8U);
  EXPECT_LE(bytes_on_disk(), 32U << 10);
}

TEST_F(Caching, LetsGoOfWhatWasNotUsedForLongest) {
  open(32_KiB);  // of eight
  for (int i = 0; i < 8; ++i) one("name " + std::to_string(i));
  one("name 0");
  one("name 8");
  open(32_KiB);
  EXPECT_EQ(one("name 0").use, CacheUse::hit);
  EXPECT_EQ(one("name 1").use, CacheUse::miss);
}

TEST_F(Caching, DoesNotKeepWhatWouldPushOutTheRest) {
  open();
  one("a");
  EXPECT_EQ(one("large", binary(std::string(200 << 10, 'x'))).use, CacheUse::miss);
  EXPECT_EQ(one("large", binary(std::string(200 << 10, 'x'))).use, CacheUse::miss);
  EXPECT_EQ(one("a").use, CacheUse::hit);
}

TEST_F(Caching, NeverKeepsAFailure) {
  open();
  Compiled by_limit{.problem = "Compilation timed out after 30 seconds"};
  Compiled disturbed = binary("A");
  disturbed.undisturbed = false;
  for (const Compiled& compiled : {compile_error(), by_limit, disturbed}) {
    compiles = 0;
    EXPECT_EQ(one("a", compiled).use, CacheUse::miss);
    EXPECT_EQ(one("a", compiled).use, CacheUse::miss);
    EXPECT_EQ(compiles, 2);
  }
  EXPECT_EQ(cache->statistics().entries, 0U);
}

TEST_F(Caching, WorksInMemoryWhereItsFolderCannotBe) {
  std::ofstream{folder.path() / "artefacts"} << "in the way";
  open();
  EXPECT_EQ(one("a").use, CacheUse::miss);
  EXPECT_EQ(one("a").use, CacheUse::hit);
}

TEST_F(Caching, WorksInMemoryWhereNothingCanBeWritten) {
  open();
  fs::remove_all(folder.path() / "artefacts");
  EXPECT_EQ(one("a").use, CacheUse::miss);
  while (cache->statistics().failed_writes == 0) {
    context.restart();
    ASSERT_EQ(context.run_one_for(seconds{20}), 1U);
  }
  EXPECT_EQ(cache->statistics().entries, 0U);
  EXPECT_EQ(one("a").use, CacheUse::hit);
}

TEST_F(Caching, CompilesOnceForAllWhoAskAtTheSameMoment) {
  open();
  for (int i = 0; i < 5; ++i) ask("a", slowly());
  EXPECT_EQ(compiler.started, 1);
  compiler.ends(binary("A"));
  settle();
  for (const Client& client : clients) {
    ASSERT_TRUE(client.answer && *client.answer);
    EXPECT_EQ(content(**client.answer), "A");
    EXPECT_EQ((*client.answer)->use, &client == &clients.front() ? CacheUse::miss : CacheUse::hit);
  }
  EXPECT_EQ(compiler.started, 1);
  EXPECT_EQ(cache->statistics().joined, 4U);
}

TEST_F(Caching, ReadsOnceForAllWhoAskAtTheSameMoment) {
  open();
  one("a");
  open();
  for (int i = 0; i < 5; ++i) ask("a", slowly());
  EXPECT_EQ(one("a").use, CacheUse::hit);
  settle();
  for (const Client& client : clients) EXPECT_TRUE(client.answer && *client.answer);
  EXPECT_EQ(compiler.started, 0);
}

TEST_F(Caching, SharesAFailureWithThoseWhoWaitedForIt) {
  open();
  Client& first = ask("a", slowly());
  Client& second = ask("a", slowly());
  compiler.ends(compile_error());
  settle();
  EXPECT_FALSE((*first.answer)->compiled->outcome.succeeded);
  EXPECT_FALSE((*second.answer)->compiled->outcome.succeeded);
  EXPECT_EQ(compiler.started, 1);
  EXPECT_EQ(one("a").use, CacheUse::miss);
}

TEST_F(Caching, AnotherOneTakesOverWhereTheFirstClientVanishes) {
  open();
  Client& first = ask("a", slowly());
  Client& second = ask("a", slowly());
  Client& third = ask("a", slowly());
  first.leave.emit(asio::cancellation_type::terminal);
  settle();
  EXPECT_EQ(compiler.started, 2);
  EXPECT_FALSE(second.answer || third.answer);
  compiler.ends(binary("A"));
  settle();
  EXPECT_EQ((*second.answer)->use, CacheUse::miss);
  EXPECT_EQ((*third.answer)->use, CacheUse::hit);
}

TEST_F(Caching, AnotherOneTakesOverWhereTheCompileIsOurFailure) {
  open();
  Client& first = ask("a", slowly());
  Client& second = ask("a", slowly());
  compiler.ends(fail(Errc::internal, "the agent died"));
  settle();
  ASSERT_TRUE(first.answer);
  EXPECT_EQ(first.answer->error().message, "the agent died");
  EXPECT_FALSE(second.answer);
  EXPECT_EQ(compiler.started, 2);
  compiler.ends(binary("A"));
  settle();
  EXPECT_EQ(content(**second.answer), "A");
}

TEST_F(Caching, ThoseWhoWaitMayLeave) {
  open();
  Client& first = ask("a", slowly());
  Client& second = ask("a", slowly());
  second.leave.emit(asio::cancellation_type::terminal);
  settle();
  EXPECT_TRUE(second.thrown_out);
  EXPECT_EQ(compiler.started, 1);
  compiler.ends(binary("A"));
  settle();
  EXPECT_EQ((*first.answer)->use, CacheUse::miss);
}

// While its file is read.
TEST_F(Caching, AReaderMayLeave) {
  open();
  one("a");
  open();
  Client& first = clients.emplace_back();
  asio::co_spawn(context, obtain(key_for("a"), slowly(), first),
                 asio::bind_cancellation_slot(first.leave.slot(), asio::detached));
  context.restart();
  context.poll_one();
  first.leave.emit(asio::cancellation_type::terminal);
  EXPECT_EQ(one("a").use, CacheUse::hit);
  EXPECT_EQ(compiler.started, 0);
}

}  // namespace
}  // namespace cordon::execution
