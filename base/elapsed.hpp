// How long ago something was, and how long each of several things in a row took, on the clock that never jumps.
#pragma once

#include <chrono>
#include <utility>

namespace cordon::base {

template <class Duration = std::chrono::microseconds>
Duration since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now() - start);
}

// Cuts the time since it was made into parts, which add up to the whole of it.
class Laps {
 public:
  // Since the last lap ended.
  std::chrono::microseconds lap() {
    const auto until_now = since(started_);
    return until_now - std::exchange(ended_, until_now);
  }
  // All laps until now.
  [[nodiscard]] std::chrono::microseconds total() const { return ended_; }

 private:
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
  std::chrono::microseconds ended_{};
};

}  // namespace cordon::base
