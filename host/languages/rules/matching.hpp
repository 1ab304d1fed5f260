// What a profile says of names, against the names that a submission uses. Plain functions; any thread.
#pragma once

#include "host/languages/rules/profile.hpp"
#include "host/languages/rules/reading.hpp"

#include <functional>

namespace cordon::languages::rules {

// One name that the profile does not allow; `rule` is the manifest's key.
struct Match {
  std::string_view rule;
  std::string message;
  std::uint32_t at = 0;
};

// The names of one file, in a submission whose files give modules these aliases.
std::vector<Match> match_names(const Profile& profile, const Vocabulary& vocabulary, const Names& file,
                               const Names& all);

}  // namespace cordon::languages::rules
