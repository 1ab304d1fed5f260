// `languages`, and below `language` what is done with one.
#pragma once

#include <CLI/CLI.hpp>

namespace cordon::cordonctl {

void add_languages(CLI::App& app, int& status);
void add_language_check(CLI::App& app, int& status);

}  // namespace cordon::cordonctl
