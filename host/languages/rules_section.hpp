// `grammar:` and `profiles:` of a manifest become Rules. Plain function; any thread.
#pragma once

#include "host/languages/fields.hpp"
#include "host/languages/rules/profile.hpp"

namespace cordon::languages {

// Answers at least the profile `open`. Queries and patterns have been compiled once: they are good.
rules::Rules read_rules(Fields& manifest, Problems& problems);

}  // namespace cordon::languages
