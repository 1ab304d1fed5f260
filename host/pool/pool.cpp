#include "host/pool/pool.hpp"

#include "base/elapsed.hpp"
#include "base/log.hpp"
#include "host/sandbox/run.hpp"

#include <poll.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

namespace cordon::pool {
namespace {

constexpr seconds sweep_interval{30};
constexpr seconds ready_patience{20};
constexpr seconds parked_patience{60};  // they give way to everything else
constexpr unsigned most_warm_failures = 3;
// A zygote that does not answer in this time is busy with something else than forking.
constexpr seconds forked_patience{2};

double now() { return std::chrono::duration<double>{Pool::Clock::now().time_since_epoch()}.count(); }

// Whether one sandbox can stand in for the other: the rest of the limits can be set afterwards.
bool same_kind(const sandbox::Spec& a, const sandbox::Spec& b) {
  return a.image == b.image && a.compile == b.compile && a.limits.work_folder == b.limits.work_folder &&
         a.limits.work_files == b.limits.work_files && a.zygote == b.zygote && a.parked == b.parked &&
         // A runtime that has started has looked at these.
         (!a.parked || (a.limits.memory == b.limits.memory && a.limits.cpu_percent == b.limits.cpu_percent &&
                        a.limits.open_files == b.limits.open_files));
}

bool is_warm(const sandbox::Spec& spec) { return !spec.zygote.empty() || spec.parked; }

void make_cold(sandbox::Spec& spec) {
  spec.zygote.clear();
  spec.parked.reset();
}

}  // namespace

Pool::Pool(asio::any_io_executor executor, sandbox::Backend& backend, Options options)
    : executor_{std::move(executor)}, backend_{backend}, options_{options}, sweep_{executor_} {
  replace_old();
}

Pool::~Pool() { stop(); }

void Pool::stop() {
  stopped_ = true;
  sweep_.cancel();
  for (auto& [name, kind] : kinds_) kind.ready.clear();
}

void Pool::expect(const std::string& name, sandbox::Spec spec) {
  Kind& kind = kinds_[name];
  if (!can_make(spec)) make_cold(spec);
  if (!same_kind(kind.spec, spec)) {
    kind.statistics.destroyed_unused += kind.ready.size();
    kind.ready.clear();
  }
  kind.spec = kind.wanted = spec;
  kind.failures = 0;
  kind.expected = true;
  refill();
}

void Pool::forget(const std::string& name) {
  if (const auto found = kinds_.find(name); found != kinds_.end()) {
    found->second.expected = false;
    found->second.ready.clear();
  }
}

Task<Result<Lease>> Pool::lease(const std::string& name, sandbox::Spec spec) {
  Kind& kind = kinds_.try_emplace(name, Kind{.spec = spec, .wanted = spec, .expected = false}).first->second;
  kind.demand.take(now());
  if (!is_warm(kind.spec)) make_cold(spec);
  while (!kind.ready.empty() && same_kind(kind.spec, spec)) {
    Lease lease{std::move(kind.ready.front().sandbox), true, is_warm(kind.spec)};
    kind.ready.pop_front();
    if (!lease.sandbox->agent().quiet()) {  // its agent died while it stood here
      ++kind.statistics.destroyed_unused;
      continue;
    }
    // Before it is told what to run: in a moment a program has as many processes as it can.
    if (spec.limits != kind.spec.limits && !co_await lease.sandbox->limit(spec.limits)) {
      ++kind.statistics.destroyed_unused;
      continue;
    }
    ++kind.statistics.hits;
    refill();
    co_return lease;
  }
  ++kind.statistics.misses;
  ++kind.statistics.created;
  spec.parked.reset();  // its program can be started in the same time
  if (!kind.expected || !same_kind(kind.spec, spec)) spec.zygote.clear();
  if (!spec.zygote.empty()) {  // forked in less time than a runtime takes to start
    auto forked = co_await backend_.create(spec);
    if (forked && co_await sandbox::await_ready(**forked, forked_patience)) {
      refill();
      co_return Lease{std::move(*forked), false, true};
    }
    spec.zygote.clear();
  }
  CO_TRY(auto sandbox, co_await backend_.create(std::move(spec)));
  refill();
  co_return Lease{std::move(sandbox), false};
}

bool Pool::can_make(const sandbox::Spec& spec) const {
  return (spec.zygote.empty() || backend_.has_zygote(spec.zygote)) &&
         (!spec.parked || (options_.parked_ready > 0 && options_.libraries.contains(spec.parked->runtime)));
}

unsigned Pool::least(const Kind& kind) const {
  return kind.spec.parked && options_.ready > 0 ? options_.parked_ready : options_.ready;
}

unsigned Pool::target(const Kind& kind) const {
  const unsigned most = kind.spec.parked ? options_.most_parked : options_.most_ready;
  return kind.expected ? target_for(kind.demand, least(kind), options_.ready == 0 ? 0 : most) : 0;
}

void Pool::refill() {
  if (stopped_) return;
  // What takes long to make is not in the way of what does not.
  unsigned parked_being_made = 0, others_being_made = 0, beyond_least = 0;
  for (const auto& [name, kind] : kinds_) {
    (kind.spec.parked ? parked_being_made : others_being_made) += kind.being_made;
    const auto there = static_cast<unsigned>(kind.ready.size()) + kind.being_made;
    beyond_least += there > least(kind) ? there - least(kind) : 0;
  }
  for (auto& [name, kind] : kinds_) {
    unsigned& being_made = kind.spec.parked ? parked_being_made : others_being_made;
    const Stock stock{.ready = static_cast<unsigned>(kind.ready.size()),
                      .being_made = kind.being_made,
                      .target = target(kind),
                      .failures = kind.failures,
                      .being_made_alike = being_made,
                      .room = kind.ready.size() < least(kind) || beyond_least < options_.most_of_all ? 1U : 0U};
    if (!make_another(stock)) continue;
    ++kind.being_made;
    ++being_made;
    asio::co_spawn(executor_, make(name, kind.spec), asio::detached);
  }
}

Task<> Pool::make(std::string name, sandbox::Spec spec) {
  const std::weak_ptr alive{alive_};
  const auto started = Clock::now();
  auto sandbox = co_await make_ready(spec);
  if (alive.expired()) co_return;
  Kind& kind = kinds_.at(name);
  --kind.being_made;
  if (stopped_) co_return;
  if (!sandbox) {
    ++kind.failures;
    do_without(name, kind, sandbox.error());
  } else {
    ++kind.statistics.created;
    kind.failures = 0;
    kind.demand.made(std::chrono::duration<double>{Clock::now() - started}.count());
    if (kind.expected && same_kind(kind.spec, spec)) kind.ready.push_back({std::move(*sandbox), Clock::now()});
  }
  refill();
}

Task<Result<std::unique_ptr<sandbox::Sandbox>>> Pool::make_ready(sandbox::Spec spec) {
  CO_TRY(auto sandbox, co_await backend_.create(spec));
  CO_TRY_VOID(co_await sandbox::await_ready(*sandbox, ready_patience));
  if (spec.parked) {
    CO_TRY_VOID(co_await sandbox::park(*sandbox, *spec.parked, spec.limits, options_.libraries.at(spec.parked->runtime),
                                       parked_patience));
    CO_TRY_VOID(co_await sandbox->limit(spec.limits));
  }
  co_return sandbox;
}

// What cannot be had warm can still be had ready.
void Pool::do_without(const std::string& name, Kind& kind, const Error& error) {
  if (!is_warm(kind.spec) || kind.failures < most_warm_failures) return;
  log::warn("{}: every program starts a runtime of its own, because none ({}) waits for it: {}", name,
            kind.spec.parked ? kind.spec.parked->runtime : kind.spec.zygote, error.message);
  make_cold(kind.spec);
  kind.failures = 0;
}

void Pool::try_warm_again(Kind& kind) {
  if (kind.spec == kind.wanted) return;
  kind.spec = kind.wanted;
  kind.statistics.destroyed_unused += kind.ready.size();
  kind.ready.clear();
}

// More were wanted a while ago.
void Pool::drop_unwanted(Kind& kind) {
  kind.demand.pass_time(now());
  for (const unsigned wanted = target(kind); kind.ready.size() > wanted; ++kind.statistics.destroyed_unused)
    kind.ready.pop_front();
}

void Pool::replace_old() {
  sweep_.expires_after(sweep_interval);
  sweep_.async_wait([this, alive = std::weak_ptr{alive_}](boost::system::error_code error) {
    if (error || alive.expired() || stopped_) return;
    for (auto& [name, kind] : kinds_) {
      try_warm_again(kind);
      drop_unwanted(kind);
      while (!kind.ready.empty() && base::since<milliseconds>(kind.ready.front().since) > options_.oldest) {
        kind.ready.pop_front();
        ++kind.statistics.destroyed_unused;
      }
    }
    refill();
    replace_old();
  });
}

std::map<std::string, Pool::Report> Pool::report() const {
  std::map<std::string, Report> reports;
  for (const auto& [name, kind] : kinds_) {
    Report& report = reports[name];
    report.target = target(kind);
    report.seconds_to_make = kind.demand.seconds_to_make;
    report.statistics = kind.statistics;
    for (const Ready& ready : kind.ready) report.ages.push_back(base::since<milliseconds>(ready.since));
  }
  return reports;
}

}  // namespace cordon::pool
