// Runs something when the scope ends, however it ends.
#pragma once

#include <utility>

namespace cordon::base {

template <class F>
class [[nodiscard]] ScopeExit {
 public:
  explicit ScopeExit(F action) : action_{std::move(action)} {}
  ScopeExit(const ScopeExit&) = delete;
  ScopeExit& operator=(const ScopeExit&) = delete;
  ~ScopeExit() {
    if (armed_) action_();
  }
  void dismiss() noexcept { armed_ = false; }

 private:
  F action_;
  bool armed_ = true;
};

}  // namespace cordon::base

namespace cordon {
using base::ScopeExit;
}
