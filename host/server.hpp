// The server: every part, built by hand and in order.
#pragma once

#include "host/config/config.hpp"

namespace cordon {

// Until SIGTERM or SIGINT. The exit status: 0 after an orderly end, 2 if it cannot start (and said why),
// 3 if it lost what it cannot run without.
int run_server(const config::Config& config);

}  // namespace cordon
