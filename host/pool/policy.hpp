// What the pool should do next: plain functions of what there is. Any thread.
#pragma once

#include <chrono>

namespace cordon::pool {

struct Stock {
  unsigned ready = 0;
  unsigned being_made = 0;
  unsigned target = 0;
  unsigned failures = 0;  // to make one, in a row
  unsigned being_made_of_all_kinds = 0;
};

// How many more to begin to make now. At most one of all kinds at a time: making is for idle moments.
constexpr unsigned to_make(const Stock& stock) {
  constexpr unsigned at_once = 1;
  constexpr unsigned give_up = 5;  // something is wrong with this kind; its misses will say what
  if (stock.failures >= give_up || stock.being_made_of_all_kinds >= at_once) return 0;
  return stock.ready + stock.being_made < stock.target ? 1 : 0;
}

constexpr bool too_old(std::chrono::milliseconds age, std::chrono::milliseconds oldest) { return age > oldest; }

}  // namespace cordon::pool
