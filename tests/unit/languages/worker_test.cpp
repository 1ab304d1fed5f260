#include "host/languages/worker.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <fstream>

using namespace cordon;
using namespace cordon::languages;
using testing::HasSubstr;

namespace {

LanguagePointer language(const std::string& id, const std::string& plugin, const std::string& config = "{}") {
  Language value;
  value.id = id;
  value.plugin = plugin;
  value.config = config;
  value.main_file = "main.x";
  value.variables = {{"known", "default"}};
  return std::make_shared<const Language>(std::move(value));
}

class WorkerTest : public testing::Test {
 protected:
  // Drives the loop until the task is done; a test never takes longer than 20 s.
  template <class T>
  T run(Task<T> task) {
    std::optional<T> result;
    asio::co_spawn(loop_, std::move(task), [&](std::exception_ptr error, T value) {
      if (error) std::rethrow_exception(error);
      result = std::move(value);
    });
    const auto end = std::chrono::steady_clock::now() + seconds{20};
    loop_.restart();
    while (!result && std::chrono::steady_clock::now() < end) loop_.run_one_for(seconds{1});
    if (!result) throw std::runtime_error{"the task did not end in time"};
    return std::move(*result);
  }

  std::map<std::string, std::string> load(std::vector<LanguagePointer> languages) {
    return run(worker_->load(std::move(languages)));
  }
  Result<Prepared> prepare(std::string content) { return run(worker_->prepare(*obedient_, files(std::move(content)))); }
  static std::vector<SourceFile> files(std::string content) { return {SourceFile{"", std::move(content)}}; }

  static Worker::Options options() {
    Worker::Options o;
    o.executable = TEST_WORKER;
    o.arguments = {};
    o.plugin_folder = TEST_PLUGINS;
    o.hook_time = milliseconds{1'000};
    o.load_time = milliseconds{3'000};
    return o;
  }

  asio::io_context loop_{1};
  LanguagePointer obedient_ = language("obedient", "obedient.so");
  std::unique_ptr<Worker> worker_ = std::make_unique<Worker>(loop_.get_executor(), options());
};

}  // namespace

TEST_F(WorkerTest, PreparesAndDiagnoses) {
  ASSERT_TRUE(load({obedient_}).empty());
  const auto prepared = prepare("layout");
  ASSERT_TRUE(prepared) << prepared.error().message;
  EXPECT_EQ(prepared->files.at(0).path, "Hello.java");
  EXPECT_EQ(prepared->files.at(1), (SourceFile{"go.mod", "module main\n"}));
  const auto diagnosis = run(worker_->diagnose(*obedient_, "run", "some output"));
  ASSERT_TRUE(diagnosis);
  EXPECT_EQ(diagnosis->diagnostics.at(0), (Diagnostic{"error", 3, 7, "main.x", "E1", "some output"}));
  EXPECT_EQ(diagnosis->summary, "run: 11");
  EXPECT_TRUE(diagnosis->nothing_ran);
}

TEST_F(WorkerTest, LanguageWithoutAPluginNeedsNoProcess) {
  const auto plain = language("plain", "");
  ASSERT_TRUE(load({plain}).empty());
  EXPECT_EQ(run(worker_->prepare(*plain, files("x")))->files.at(0).path, "main.x");
  EXPECT_EQ(*run(worker_->diagnose(*plain, "run", "x")), Diagnosis{});
  EXPECT_EQ(worker_->statistics().started, 0u);
}

TEST_F(WorkerTest, HookThatIsNotThereIsNotAskedFor) {
  const auto hookless = language("hookless", "hookless.so");
  ASSERT_TRUE(load({hookless}).empty());
  EXPECT_TRUE(run(worker_->prepare(*hookless, files("x"))));
  EXPECT_EQ(worker_->statistics().calls, 0u);
}

TEST_F(WorkerTest, SetsOnlyVariablesThatTheManifestLists) {
  load({obedient_});
  EXPECT_EQ(prepare("variables")->variables, (std::map<std::string, std::string>{{"known", "from the plugin"}}));
}

TEST_F(WorkerTest, HandsTheConfigToThePlugin) {
  obedient_ = language("obedient", "obedient.so", R"({"a":1})");
  load({obedient_});
  EXPECT_EQ(prepare("config")->variables.at("known"), R"({"a":1})");
}

TEST_F(WorkerTest, RefusalCarriesThePlace) {
  load({obedient_});
  const auto refused = prepare("refuse");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Errc::refused_source);
  EXPECT_EQ(refused.error().findings.at(0), (Finding{"test.refused", "not like this", "main.x", 3, 5}));
}

class Misbehaviour : public WorkerTest, public testing::WithParamInterface<std::pair<const char*, const char*>> {};

TEST_P(Misbehaviour, CostsOneRequest) {
#if defined(__SANITIZE_ADDRESS__)
  if (GetParam().first == std::string_view{"throw"})
    GTEST_SKIP() << "AddressSanitizer reads /proc when something is thrown, and the worker may not";
#endif
  load({obedient_});
  ASSERT_TRUE(prepare("fine"));
  const auto failed = prepare(GetParam().first);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, Errc::internal);
  EXPECT_THAT(failed.error().message, HasSubstr("plugin obedient.so"));
  EXPECT_THAT(failed.error().message, HasSubstr(GetParam().second));
  EXPECT_TRUE(prepare("fine"));
}

INSTANTIATE_TEST_SUITE_P(Hooks, Misbehaviour,
                         testing::Values(std::pair{"throw", "status 2"}, std::pair{"hang", "longer than 1"},
                                         std::pair{"crash", "its process ended"},
                                         std::pair{"exit", "its process ended"},
                                         std::pair{"name ../evil", "it named a file \"../evil\""},
                                         std::pair{"name /etc/passwd", "it named a file"},
                                         std::pair{"add a/../../b", "it added a file"}));

TEST_F(WorkerTest, FloodIsCutAndTheErrorInItCounts) {
  load({obedient_});
  const auto flood = prepare("flood");
  ASSERT_FALSE(flood);
  EXPECT_EQ(flood.error().code, Errc::refused_source);
  EXPECT_EQ(flood.error().message, "the one that matters");
  EXPECT_EQ(run(worker_->diagnose(*obedient_, "compile", "flood"))->diagnostics.size(), max_diagnostics);
}

TEST_F(WorkerTest, CrashWhileDiagnosingCostsOneRequest) {
  load({obedient_});
  EXPECT_FALSE(run(worker_->diagnose(*obedient_, "run", "crash")));
  EXPECT_TRUE(run(worker_->diagnose(*obedient_, "run", "fine")));
  EXPECT_EQ(worker_->statistics().failed, 1u);
}

TEST_F(WorkerTest, ManyRequestsAtOnceAreAllAnsweredAroundACrash) {
  load({obedient_});
  int answered = 0, failed = 0;
  const int all = 200;
  for (int i = 0; i < all; ++i)
    asio::co_spawn(loop_, worker_->prepare(*obedient_, files(i % 50 == 7 ? "crash" : "layout")),
                   [&](std::exception_ptr, const Result<Prepared>& result) { ++(result ? answered : failed); });
  const auto end = std::chrono::steady_clock::now() + seconds{20};
  loop_.restart();
  while (answered + failed < all && std::chrono::steady_clock::now() < end) loop_.run_one_for(seconds{1});
  EXPECT_EQ(answered, 196);
  EXPECT_EQ(failed, 4);
}

TEST_F(WorkerTest, ClientThatGoesAwayDoesNotGetAnothersAnswerMixedUp) {
  load({obedient_});
  asio::cancellation_signal gone;
  bool has_ended = false;
  asio::co_spawn(loop_, worker_->prepare(*obedient_, files("hang")),
                 asio::bind_cancellation_slot(gone.slot(),
                                              [&](std::exception_ptr, const Result<Prepared>&) { has_ended = true; }));
  loop_.restart();
  loop_.run_for(milliseconds{50});
  gone.emit(asio::cancellation_type::terminal);
  loop_.run_for(milliseconds{50});
  EXPECT_TRUE(has_ended);
  EXPECT_EQ(prepare("layout")->files.at(0).path, "Hello.java");
  EXPECT_EQ(prepare("name other.x")->files.at(0).path, "other.x");
}

TEST_F(WorkerTest, QueueThatIsFullIsBusy) {
  auto o = options();
  o.queue_length = 2;
  worker_ = std::make_unique<Worker>(loop_.get_executor(), o);
  load({obedient_});
  std::vector<Errc> errors;
  for (int i = 0; i < 5; ++i)
    asio::co_spawn(loop_, worker_->prepare(*obedient_, files("fine")),
                   [&](std::exception_ptr, const Result<Prepared>& r) {
                     if (!r) errors.push_back(r.error().code);
                   });
  EXPECT_TRUE(run(worker_->diagnose(*language("none", ""), "run", "")));
  loop_.run_for(milliseconds{500});
  EXPECT_THAT(errors, testing::Each(Errc::busy));
  EXPECT_FALSE(errors.empty());
}

TEST_F(WorkerTest, IdleProcessThatDiedIsReplacedUnnoticed) {
  load({obedient_});
  ASSERT_TRUE(prepare("fine"));
  // The only child of this test.
  std::ifstream children{"/proc/self/task/" + std::to_string(::gettid()) + "/children"};
  pid_t child = 0;
  if (!(children >> child)) GTEST_SKIP() << "this kernel does not list children";
  ASSERT_EQ(::kill(child, SIGKILL), 0);
  loop_.restart();
  loop_.run_for(milliseconds{50});
  EXPECT_TRUE(prepare("fine"));
  EXPECT_EQ(worker_->statistics().failed, 0u);
}

TEST_F(WorkerTest, PluginIsConfined) {
  load({obedient_});
  const auto prepared = prepare("escape");
  ASSERT_TRUE(prepared) << prepared.error().message;
  std::vector<std::string> results;
  for (const Finding& finding : prepared->warnings) results.push_back(finding.message);
  EXPECT_EQ(results.size(), 10u);
  EXPECT_THAT(results, testing::Each(HasSubstr(": EPERM")));
}

TEST_F(WorkerTest, PluginsMemoryIsBounded) {
#if defined(CORDON_SANITIZED)
  GTEST_SKIP() << "a sanitizer needs all the address space there is, so that its builds have no limit";
#endif
  auto o = options();
  o.hook_time = milliseconds{10'000};
  worker_ = std::make_unique<Worker>(loop_.get_executor(), o);
  load({obedient_});
  EXPECT_FALSE(prepare("eat memory"));
  EXPECT_TRUE(prepare("fine"));
}

TEST_F(WorkerTest, PluginThatIsRefusedLeavesTheOthers) {
  const auto refused = load({language("a", "wrong_major.so"), language("b", "no_symbol.so"), obedient_,
                             language("c", "crashing_on_load.so"), language("d", "obedient.so", R"({"hang":1})"),
                             language("e", "none.so")});
  EXPECT_EQ(refused.size(), 5u);
  EXPECT_THAT(refused.at("a"), HasSubstr("ABI 2.0"));
  EXPECT_THAT(refused.at("b"), HasSubstr("exports no symbol"));
  EXPECT_THAT(refused.at("c"), HasSubstr("failed while it was loaded: its process ended"));
  EXPECT_THAT(refused.at("d"), HasSubstr("failed while it was loaded: it took longer than"));
  EXPECT_THAT(refused.at("e"), HasSubstr("No such file"));
  EXPECT_TRUE(prepare("fine"));
  EXPECT_EQ(run(worker_->prepare(*language("a", "wrong_major.so"), files("x"))).error().code, Errc::unavailable);
}

TEST_F(WorkerTest, LoadingAgainReplacesTheProcess) {
  load({obedient_});
  ASSERT_TRUE(prepare("fine"));
  obedient_ = language("obedient", "obedient.so", R"({"second":1})");
  ASSERT_TRUE(load({obedient_}).empty());
  EXPECT_EQ(prepare("config")->variables.at("known"), R"({"second":1})");
  EXPECT_EQ(worker_->statistics().started, 2u);
}

TEST_F(WorkerTest, ProgramThatIsNoWorkerIsAnError) {
  auto o = options();
  o.executable = "/bin/false";
  worker_ = std::make_unique<Worker>(loop_.get_executor(), o);
  EXPECT_EQ(load({obedient_}).size(), 1u);
  EXPECT_EQ(prepare("fine").error().code, Errc::unavailable);
}

TEST_F(WorkerTest, NothingIsLeftToDoOnceItIsGone) {
  load({obedient_});
  ASSERT_TRUE(prepare("fine"));
  worker_.reset();
  loop_.restart();
  loop_.run_for(seconds{5});
  EXPECT_TRUE(loop_.stopped());
}
