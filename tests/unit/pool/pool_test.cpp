// Which sandboxes with a runtime in them are leased to whom. The agents are the test's.
#include "host/pool/pool.hpp"

#include "tests/unit/sandbox/fake_sandbox.hpp"

#include <algorithm>

namespace cordon::pool {
namespace {

using sandbox::FakeSandbox;
using sandbox::run_until;

sandbox::Spec with_a_runtime() {
  return {.image = "image",
          .parked = sandbox::Parked{.runtime = "jvm", .argv = {"java", "-cp"}, .environment = {"A=b"}}};
}

// Sandboxes whose agents are ready at once, and whose runtimes wait at once, or die.
class FakeBackend final : public sandbox::Backend {
 public:
  explicit FakeBackend(asio::io_context& context) : context_{context} {}

  Task<Result<std::unique_ptr<sandbox::Sandbox>>> create(sandbox::Spec spec) override {
    auto made = std::make_unique<FakeSandbox>(context_);
    made->says(protocol::Ready{});
    if (spec.parked && runtimes_wait)
      made->says(protocol::Ready{});
    else if (spec.parked)
      made->says(protocol::Failed{.step = "wait for the runtime", .error_number = 10});
    asked.push_back(std::move(spec));
    all.push_back(made.get());
    co_return made;
  }
  [[nodiscard]] std::string_view method() const override { return "fake"; }
  [[nodiscard]] const std::vector<sandbox::Fact>& facts() const override { return facts_; }

  bool runtimes_wait = true;
  std::vector<sandbox::Spec> asked;
  std::vector<FakeSandbox*> all;  // not ours: whoever has it may have ended it

 private:
  asio::io_context& context_;
  std::vector<sandbox::Fact> facts_;
};

struct Parked : testing::Test {
  asio::io_context context;
  FakeBackend backend{context};
  std::optional<Pool> pool;

  void make_pool(Options options = {}) {
    options.libraries = {{"jvm", "library"}};
    pool.emplace(context.get_executor(), backend, options);
    pool->expect("java", with_a_runtime());
  }
  std::size_t ready() { return pool->report().at("java").ages.size(); }
  bool become_ready(std::size_t count) {
    return run_until(context, [&] { return ready() == count; });
  }
  Lease lease(sandbox::Spec spec) {
    std::optional<Result<Lease>> leased;
    asio::co_spawn(
        context, [&]() -> Task<> { leased = co_await pool->lease("java", std::move(spec)); }, asio::detached);
    EXPECT_TRUE(run_until(context, [&] { return leased.has_value(); }));
    EXPECT_TRUE(*leased);
    return std::move(**leased);
  }
};

TEST_F(Parked, OneIsKeptWhereNoneIsTaken) {
  make_pool();
  ASSERT_TRUE(become_ready(1));
  context.poll();
  EXPECT_EQ(backend.asked.size(), 1U);
}

TEST_F(Parked, IsHandedToWhoAsksForTheSame) {
  make_pool();
  ASSERT_TRUE(become_ready(1));
  sandbox::Spec same = with_a_runtime();
  same.limits.wall = seconds{1};
  same.limits.processes = 3;
  const Lease lease = this->lease(same);
  EXPECT_TRUE(lease.hit);
  EXPECT_TRUE(lease.runtime_waits);
}

TEST_F(Parked, HasItsLimitsBeforeItIsLeased) {
  make_pool();
  ASSERT_TRUE(become_ready(1));
  sandbox::Spec other = with_a_runtime();
  other.limits.processes = 3;
  const Lease lease = this->lease(other);
  ASSERT_TRUE(lease.hit);
  EXPECT_EQ(dynamic_cast<FakeSandbox&>(*lease.sandbox).limited.back(), other.limits);
}

TEST_F(Parked, IsPassedOverWhereItCannotBeLimited) {
  make_pool();
  ASSERT_TRUE(become_ready(1));
  backend.all.back()->can_be_limited = false;
  sandbox::Spec other = with_a_runtime();
  other.limits.processes = 3;
  const Lease lease = this->lease(other);
  EXPECT_FALSE(lease.hit);
  EXPECT_EQ(std::ranges::count(backend.asked, other.limits, [](const sandbox::Spec& spec) { return spec.limits; }), 1);
}

TEST_F(Parked, IsNotHandedToWhoAsksForAnother) {
  make_pool();
  ASSERT_TRUE(become_ready(1));
  sandbox::Spec memory = with_a_runtime(), processors = with_a_runtime(), command = with_a_runtime(),
                environment = with_a_runtime();
  memory.limits.memory = 300_MiB;
  processors.limits.cpu_percent = 200;
  command.parked->argv.push_back("-ea");
  environment.parked->environment.push_back("B=c");
  for (const sandbox::Spec& other : {memory, processors, command, environment}) {
    const Lease lease = this->lease(other);
    EXPECT_FALSE(lease.hit);
    EXPECT_FALSE(lease.runtime_waits);
    EXPECT_FALSE(backend.asked.back().parked) << "it would be started twice";
  }
  EXPECT_EQ(ready(), 1U);
}

TEST_F(Parked, IsDoneWithoutWhereItDoesNotWait) {
  backend.runtimes_wait = false;
  make_pool();
  ASSERT_TRUE(run_until(context, [&] { return ready() > 0; }));
  EXPECT_FALSE(backend.asked.back().parked);
  const Lease lease = this->lease(with_a_runtime());
  EXPECT_TRUE(lease.hit);
  EXPECT_FALSE(lease.runtime_waits);
}

TEST_F(Parked, IsNotTriedWhereItsNumberIsNone) {
  make_pool({.parked_ready = 0});
  ASSERT_TRUE(become_ready(2));
  for (const sandbox::Spec& asked : backend.asked) EXPECT_FALSE(asked.parked);
}

}  // namespace
}  // namespace cordon::pool
