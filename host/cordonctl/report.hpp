// One sentence for a person, on standard error.
#pragma once

#include "base/result.hpp"
#include "host/cordonctl/exit_status.hpp"
#include "host/cordonctl/interrupt.hpp"

#include <cstdio>

namespace cordon::cordonctl {

inline void say(const std::string& sentence) { std::fprintf(stderr, "cordonctl: %s\n", sentence.c_str()); }

// Says it, and what to exit with.
inline int report(const Error& error) {
  if (interrupted() != 0) return signal_base + interrupted();
  say(error.message);
  return cannot_do;
}

}  // namespace cordon::cordonctl
