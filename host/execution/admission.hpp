// How many submissions are worked on at once, and how many may wait. Single event-loop thread.
#pragma once

#include "base/quantity.hpp"
#include "base/result.hpp"
#include "base/task.hpp"

#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <list>
#include <string>
#include <utility>

namespace cordon::execution {

class Admission {
 public:
  struct Options {
    unsigned running = 4;            // at once
    unsigned waiting = 1024;         // beyond that: busy
    milliseconds patience{300'000};  // to wait for a place
  };

  Admission(asio::any_io_executor executor, Options options) : executor_{std::move(executor)}, options_{options} {}

  // A submission that is being worked on.
  struct Active {
    std::string id, language;
    std::chrono::steady_clock::time_point since;
  };

  // A place; it is given back when this is destroyed.
  class [[nodiscard]] Place {
   public:
    Place(Admission& admission, std::list<Active>::iterator active) : admission_{&admission}, active_{active} {}
    Place(Place&& other) noexcept : admission_{std::exchange(other.admission_, nullptr)}, active_{other.active_} {}
    Place& operator=(Place&&) = delete;
    ~Place() {
      if (admission_ != nullptr) admission_->leave(active_);
    }

   private:
    Admission* admission_;
    std::list<Active>::iterator active_;
  };

  // In the order in which they came. Errc::busy if there is no room to wait, or none became free in time.
  Task<Result<Place>> enter(std::string id, std::string language);

  // From now on Errc::draining, also for those who wait.
  void drain();

  [[nodiscard]] const std::list<Active>& active() const { return active_; }
  [[nodiscard]] const Options& options() const { return options_; }

 private:
  struct Waiter {
    explicit Waiter(const asio::any_io_executor& executor) : timer{executor} {}
    asio::steady_timer timer;
    bool admitted = false;
  };
  Place take_place(std::string id, std::string language);
  void leave(std::list<Active>::iterator active);
  void free_place();

  asio::any_io_executor executor_;
  Options options_;
  unsigned running_ = 0;
  bool draining_ = false;
  std::list<Active> active_;
  std::list<Waiter> waiters_;
};

}  // namespace cordon::execution
