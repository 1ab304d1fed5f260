// Tries what a sandbox needs, in a child process that is thrown away: what works here is found out,
// never guessed. Single-threaded programs only.
#pragma once

#include <functional>
#include <string>

namespace cordon::cordonctl {

struct Attempt {
  bool worked = false;
  std::string step;      // that failed
  int error_number = 0;  // 0: it died or took too long, and `step` says how
};

// `action` reports failure by throwing std::system_error whose text begins with the step (base::check).
Attempt attempt(const std::function<void()>& action);

// "mount /proc: Operation not permitted"
std::string to_text(const Attempt& attempt);

}  // namespace cordon::cordonctl
