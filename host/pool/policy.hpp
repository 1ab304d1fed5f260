// What the pool should do next: plain functions of what there is. Any thread.
#pragma once

#include <algorithm>
#include <cmath>

namespace cordon::pool {

// How often sandboxes of a kind are taken, and how long it takes to make one.
struct Demand {
  double taken_per_second = 0;
  double seconds_to_make = 0;
  double counted_at = 0;  // seconds of the caller's clock

  // What was a few seconds ago counts less, and what was a minute ago for nothing.
  static constexpr double memory_seconds = 5;

  void pass_time(double now) {
    taken_per_second *= std::exp(-std::max(now - counted_at, 0.0) / memory_seconds);
    counted_at = now;
  }
  void take(double now) {
    pass_time(now);
    taken_per_second += 1 / memory_seconds;
  }
  void made(double seconds) {
    seconds_to_make = seconds_to_make == 0 ? seconds : 0.8 * seconds_to_make + 0.2 * seconds;
  }
};

// As many as are taken while one is made, twice over, because requests do not come evenly.
inline unsigned target_for(const Demand& demand, unsigned least, unsigned most) {
  constexpr double unevenness = 2;
  const double wanted = std::ceil(demand.taken_per_second * demand.seconds_to_make * unevenness);
  return std::clamp(static_cast<unsigned>(std::min(wanted, 1e6)), least, std::max(least, most));
}

struct Stock {
  unsigned ready = 0;
  unsigned being_made = 0;
  unsigned target = 0;
  unsigned failures = 0;  // to make one, in a row
  unsigned being_made_alike = 0;  // of all kinds that take about as long
  unsigned room = ~0U;  // for so many more, of all kinds
};

// Whether to begin to make one more now. At most one at a time: making is for idle moments.
constexpr bool make_another(const Stock& stock) {
  constexpr unsigned at_once = 1;
  constexpr unsigned give_up = 5;  // something is wrong with this kind; its misses will say what
  return stock.room > 0 && stock.failures < give_up && stock.being_made_alike < at_once &&
         stock.ready + stock.being_made < stock.target;
}

}  // namespace cordon::pool
