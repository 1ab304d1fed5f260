// How many submissions are worked on at once, and how many may wait. Single event-loop thread.
#pragma once

#include "base/quantity.hpp"
#include "base/result.hpp"
#include "base/task.hpp"

#include <boost/asio/steady_timer.hpp>
#include <list>
#include <memory>

namespace cordon::execution {

class Admission {
 public:
  struct Options {
    unsigned running = 4;           // at once
    unsigned waiting = 1024;        // beyond that: busy
    milliseconds patience{60'000};  // to wait for a place
  };

  Admission(asio::any_io_executor executor, Options options) : executor_{std::move(executor)}, options_{options} {}

  // A place; it is given back when this is destroyed.
  class [[nodiscard]] Place {
   public:
    explicit Place(Admission& admission) : admission_{&admission} {}
    Place(Place&& other) noexcept : admission_{std::exchange(other.admission_, nullptr)} {}
    Place& operator=(Place&&) = delete;
    ~Place() {
      if (admission_ != nullptr) admission_->leave();
    }

   private:
    Admission* admission_;
  };

  // In the order in which they came. Errc::busy if there is no room to wait, or none became free in time.
  Task<Result<Place>> enter();

  // From now on Errc::draining, also for those who wait.
  void drain();

  [[nodiscard]] unsigned running() const { return running_; }
  [[nodiscard]] const Options& options() const { return options_; }

 private:
  struct Waiter {
    explicit Waiter(const asio::any_io_executor& executor) : timer{executor} {}
    asio::steady_timer timer;
    bool admitted = false;
  };
  void leave();

  asio::any_io_executor executor_;
  Options options_;
  unsigned running_ = 0;
  bool draining_ = false;
  std::list<Waiter> waiters_;
};

}  // namespace cordon::execution
