#include "host/isolation/minimum.hpp"

#include <algorithm>
#include <string_view>

namespace cordon::isolation {
namespace {

struct Requirement {
  std::string_view fact;
  SecurityLevel from;  // the weakest level that asks for it; all stronger ones do too
};

// standard:   the wall itself. Memory, processes and CPU time may be watched by the agent.
// restricted: what runs is limited by the kernel, exactly and at once.
// sandbox:    a second wall behind each: who breaks out of a sandbox is a user that owns nothing, and
//             not the one that other sandboxes or the server are.
constexpr Requirement requirements[] = {
    {"namespaces", SecurityLevel::standard},
    {"read_only_root", SecurityLevel::standard},
    {"no_network", SecurityLevel::standard},
    {"no_capabilities", SecurityLevel::standard},
    {"no_new_privileges", SecurityLevel::standard},
    {"system_call_filter", SecurityLevel::standard},
    {"server_system_call_filter", SecurityLevel::standard},
    {"cgroups", SecurityLevel::restricted},
    {"swap_limit", SecurityLevel::sandbox},
    {"landlock", SecurityLevel::sandbox},
    {"server_landlock", SecurityLevel::sandbox},
    {"own_user_per_sandbox", SecurityLevel::sandbox},
    {"unprivileged_server", SecurityLevel::sandbox},
};

bool asks(SecurityLevel level, const Requirement& requirement) { return level <= requirement.from; }
static_assert(SecurityLevel::sandbox < SecurityLevel::restricted && SecurityLevel::restricted < SecurityLevel::standard,
              "asks() takes the strongest level for the least");

std::string sentence(std::string_view text) {
  std::string out{text};
  while (out.ends_with('.') || out.ends_with(' ')) out.pop_back();
  return out;
}

}  // namespace

Facts missing(SecurityLevel level, const Facts& facts) {
  Facts found;
  for (const Requirement& requirement : requirements) {
    if (!asks(level, requirement)) continue;
    const auto fact = std::ranges::find(facts, requirement.fact, &Fact::name);
    if (fact == facts.end())
      found.push_back({.name = std::string{requirement.fact},
                       .why = "the cage does not say that it is in force",
                       .fix = "install cordon-cage and cordond of the same version"});
    else if (!fact->in_force)
      found.push_back(*fact);
  }
  return found;
}

std::optional<SecurityLevel> strongest(const Facts& facts) {
  for (const SecurityLevel level : levels)
    if (missing(level, facts).empty()) return level;
  return std::nullopt;
}

std::vector<std::string> refusals(SecurityLevel level, const Facts& facts) {
  std::vector<std::string> sentences;
  const auto possible = strongest(facts);
  for (const Fact& fact : missing(level, facts)) {
    std::string text = "security level " + std::string{execution::name(level)} + " needs " + fact.name +
                       ", which is missing: " + sentence(fact.why) + ". To mend it: " + sentence(fact.fix);
    text += possible ? ". Or accept what this host can give: SECURITY_LEVEL=" + std::string{execution::name(*possible)}
                     : ". No level can do without it here";
    sentences.push_back(std::move(text));
  }
  return sentences;
}

std::string weakened_for_tests(const Facts& facts) {
  const auto fact = std::ranges::find(facts, std::string_view{"weakened_for_tests"}, &Fact::name);
  return fact == facts.end() ? std::string{} : fact->why;
}

}  // namespace cordon::isolation
