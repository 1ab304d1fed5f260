// What each SECURITY_LEVEL asks of this host. A level is a minimum: where a fact is missing that it
// asks for, the server does not start. Plain functions over values; any thread.
#pragma once

#include "host/execution/grant.hpp"
#include "host/sandbox/sandbox.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace cordon::isolation {

using execution::SecurityLevel;
using sandbox::Fact;
using Facts = std::vector<Fact>;

inline constexpr std::array levels{SecurityLevel::sandbox, SecurityLevel::restricted, SecurityLevel::standard};

// What the level asks for and `facts` do not have in force. A fact that is not among them at all is
// missing too: a back end must say what it does.
Facts missing(SecurityLevel level, const Facts& facts);

// The strongest level that nothing is missing for.
std::optional<SecurityLevel> strongest(const Facts& facts);

// Why the server does not start at this level: one sentence for each missing fact, with its mending.
std::vector<std::string> refusals(SecurityLevel level, const Facts& facts);

// The protections that a cage made for tests leaves out, as it names them; "" from any other cage. Such
// a server has to run, or nobody could show that the test of a protection fails without it.
std::string weakened_for_tests(const Facts& facts);

}  // namespace cordon::isolation
