// `version:` and `options:` of a manifest. Plain functions; any thread.
#pragma once

#include "host/languages/fields.hpp"
#include "host/languages/language.hpp"

namespace cordon::languages {

VersionQuestion read_version_question(const yaml::Node& node, Problems& problems);

// Reads `options:` into the language. `variables:` must have been read: arguments may use them.
void read_options(Fields& manifest, Language& language, Problems& problems);

// Notes what is wrong with the placeholders of one element of a command. `forbidden` has no meaning in it, "" if all
// have.
void check_element(const yaml::Node& item, std::string_view forbidden, const Language& language, Problems& problems);

// Notes a command whose program would be something else. The first element may be an option; where that may be
// nothing, the next one is the program.
void check_program(const yaml::Node& command, const Language& language, Problems& problems);

}  // namespace cordon::languages
