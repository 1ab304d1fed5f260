// `run FILE`: one program, as if it had been started here.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace cordon::cordonctl {

// `program_args` is what stood after "--"; it must outlive the parsing.
void add_run(CLI::App& app, const std::vector<std::string>& program_args, int& status);

}  // namespace cordon::cordonctl
