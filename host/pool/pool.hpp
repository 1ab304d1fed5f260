// Sandboxes that stand ready, so that a request does not wait for one to be made.
//
// For every kind that is expected the pool keeps a few whose agent has said that it is ready, more of them where many
// are taken (policy.hpp), and makes another whenever one is taken. A miss makes one on the spot and never fails the
// request. Each is leased once and destroyed by whoever leased it. Single event-loop thread.
#pragma once

#include "host/pool/policy.hpp"
#include "host/sandbox/sandbox.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <deque>
#include <map>

namespace cordon::pool {

struct Lease {
  std::unique_ptr<sandbox::Sandbox> sandbox;
  bool hit = false;
  bool runtime_waits = false;  // in the sandbox there is one that has started, and waits for its program
};

struct Statistics {
  std::uint64_t hits = 0, misses = 0, created = 0, destroyed_unused = 0;
};

struct Options {
  unsigned ready = 2;                // of each expected kind, at least
  unsigned most_ready = 16;          // of each, where many are taken; not below `ready`
  unsigned most_of_all = 128;        // of all kinds together, beyond their least
  unsigned parked_ready = 1;         // the same of kinds in whose sandboxes a runtime is parked, which take more memory
  unsigned most_parked = 4;          //   and longer to make
  std::chrono::seconds oldest{600};  // a sandbox that waited longer is replaced
  std::map<std::string, std::string> libraries = {};  // what makes a runtime wait (sandbox::Parked), by its name
};

class Pool {
 public:
  using Clock = std::chrono::steady_clock;

  Pool(asio::any_io_executor executor, sandbox::Backend& backend, Options options);
  ~Pool();

  // From now on keep sandboxes of this kind ready, under this name; replaces what was expected under it.
  void expect(const std::string& name, sandbox::Spec spec);
  void forget(const std::string& name);

  // One that has these limits. Ready at once on a hit; on a miss it is being set up, and takes frames.
  Task<Result<Lease>> lease(const std::string& name, sandbox::Spec spec);

  struct Report {
    std::vector<milliseconds> ages;
    unsigned target = 0;
    double seconds_to_make = 0;  // lately
    Statistics statistics;
  };
  [[nodiscard]] std::map<std::string, Report> report() const;

  // Destroys what stands ready and makes no more.
  void stop();

 private:
  struct Ready {
    std::unique_ptr<sandbox::Sandbox> sandbox;
    Clock::time_point since;
  };
  struct Kind {
    sandbox::Spec spec, wanted;  // they differ while what was wanted cannot be had
    std::deque<Ready> ready;
    Statistics statistics;
    Demand demand;
    unsigned being_made = 0;
    unsigned failures = 0;  // in a row
    bool expected = true;
  };
  [[nodiscard]] bool can_make(const sandbox::Spec& spec) const;
  [[nodiscard]] unsigned least(const Kind& kind) const;
  [[nodiscard]] unsigned target(const Kind& kind) const;
  void drop_unwanted(Kind& kind);
  void refill();
  static void try_warm_again(Kind& kind);
  static void do_without(const std::string& name, Kind& kind, const Error& error);
  Task<> make(std::string name, sandbox::Spec spec);
  Task<Result<std::unique_ptr<sandbox::Sandbox>>> make_ready(sandbox::Spec spec);
  void replace_old();

  asio::any_io_executor executor_;
  sandbox::Backend& backend_;
  Options options_;
  std::map<std::string, Kind> kinds_;
  asio::steady_timer sweep_;
  bool stopped_ = false;
  std::shared_ptr<int> alive_ = std::make_shared<int>();
};

}  // namespace cordon::pool
