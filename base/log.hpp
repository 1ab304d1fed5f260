// The log of the server's processes: one JSON object a line on standard error, written by one
// background thread so that no request waits for a slow terminal. Never code, output or secrets.
#pragma once

#include <spdlog/spdlog.h>
#include <string>
#include <string_view>

namespace cordon::base {

// Call once, before anything logs. `level`: trace, debug, info, warn, error, off.
void start_log(std::string_view level);

// Text as the inside of a JSON string: control characters, quotes and backslashes escaped.
std::string json_escaped(std::string_view text);

}  // namespace cordon::base

namespace cordon {
namespace log = spdlog;
}
