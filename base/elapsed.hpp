// How long ago something was, on the clock that never jumps.
#pragma once

#include <chrono>

namespace cordon::base {

template <class Duration = std::chrono::microseconds>
Duration since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now() - start);
}

}  // namespace cordon::base
