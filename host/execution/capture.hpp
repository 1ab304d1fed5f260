// Keeps what a program prints, within a limit. A value.
#pragma once

#include "base/quantity.hpp"
#include "host/execution/outcome.hpp"

#include <string>
#include <string_view>

namespace cordon::execution {

class Capture {
 public:
  // Keeps the first and the last half of `limit`, and lets the program go on to `drain_limit`.
  static Capture keep_ends(Bytes limit, Bytes drain_limit) { return Capture{limit, drain_limit}; }
  // Keeps the first `limit` bytes and ends the program at the next one.
  static Capture end_at(Bytes limit) { return Capture{limit, limit}; }

  // False when the program has printed more than it may.
  bool add(std::string_view data);

  [[nodiscard]] Stream take() &&;

 private:
  Capture(Bytes limit, Bytes drain_limit);
  std::size_t head_limit_, tail_limit_;
  std::uint64_t drain_limit_;
  std::uint64_t total_ = 0;
  std::string head_, tail_;
};

}  // namespace cordon::execution
