// What the kernel counted of attempts to reach a network that is not there.
#pragma once

#include "base/unique_fd.hpp"

#include <cstdint>

namespace cordon::agent {

// /proc/net/snmp and snmp6 of this network namespace. Whoever made the namespace opened them, because to find
// them in a /proc that is new costs more than to read them. None where they are not there.
struct NetworkCounters {
  UniqueFd version_4, version_6;

  // Connections and packets for which there was no route, since the namespace was made
  // (ipSystemStatsOutNoRoutes of RFC 4293).
  [[nodiscard]] std::uint64_t unreachable() const;
};

}  // namespace cordon::agent
