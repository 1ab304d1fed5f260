// `images build|list|import|gc|update`, to be mounted on cordonctl's command line.
#pragma once

#include <CLI/CLI.hpp>

namespace cordon::images {

// Adds the subcommand `images` to `app`. When one of its commands was given, it has run when
// app.parse() returns, and `status` is what the program should exit with.
void add_commands(CLI::App& app, int& status);

}  // namespace cordon::images
