// What the pool should do next: a plain function of what there is. Any thread.
#pragma once

namespace cordon::pool {

struct Stock {
  unsigned ready = 0;
  unsigned being_made = 0;
  unsigned target = 0;
  unsigned failures = 0;  // to make one, in a row
  unsigned being_made_of_all_kinds = 0;
};

// Whether to begin to make one more now. At most one of all kinds at a time: making is for idle moments.
constexpr bool make_another(const Stock& stock) {
  constexpr unsigned at_once = 1;
  constexpr unsigned give_up = 5;  // something is wrong with this kind; its misses will say what
  return stock.failures < give_up && stock.being_made_of_all_kinds < at_once &&
         stock.ready + stock.being_made < stock.target;
}

}  // namespace cordon::pool
