// Which limits a submission gets: what it asks for, up to the ceilings. Plain functions; any thread.
#pragma once

#include "base/result.hpp"
#include "host/execution/submission.hpp"
#include "host/languages/language.hpp"

namespace cordon::execution {

// A minimum of isolation, and a class of limits. Set by the operator alone.
enum class SecurityLevel { sandbox, restricted, standard };
std::string_view name(SecurityLevel level);
Result<SecurityLevel> security_level(std::string_view name);

struct Ceilings {
  sandbox::Limits defaults, most;
};
Ceilings ceilings(SecurityLevel level);
// What a language gets: its manifest can lower the server's numbers, not raise them.
Ceilings ceilings(SecurityLevel level, const languages::Language& language);

// Errc::limit_above_ceiling names the limit, what was asked for and the ceiling.
Result<sandbox::Limits> grant(const Ceilings& ceilings, const sandbox::LimitsOverride& asked);

// Of the compile step.
sandbox::Limits compile_limits(const languages::Compile& compile);

// "128 MiB", "5 seconds", "1.5 seconds": as people read them.
std::string to_text(Bytes bytes);
std::string to_text(milliseconds time);

}  // namespace cordon::execution
