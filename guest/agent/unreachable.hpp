// What the kernel counted of attempts to reach a network that is not there.
#pragma once

#include <cstdint>

namespace cordon::agent {

// Connections and packets for which there was no route, since this network namespace was made
// (ipSystemStatsOutNoRoutes of RFC 4293, for IPv4 and IPv6). 0 where it cannot be read.
std::uint64_t count_unreachable();

}  // namespace cordon::agent
