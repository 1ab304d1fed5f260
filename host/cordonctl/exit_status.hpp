// What cordonctl exits with. docs/cordonctl.md has the table.
#pragma once

#include <nlohmann/json.hpp>

namespace cordon::cordonctl {

constexpr int succeeded = 0;
constexpr int failed = 1;     // what was asked is answered with no: a check that fails, a program that does not compile
constexpr int cannot_do = 2;  // a wrong command line, no server, a request that was refused
constexpr int timed_out = 124;
constexpr int signal_base = 128;

// Of an answer of POST /execute, as a shell would tell it of the program itself.
int exit_status(const nlohmann::json& answer);

}  // namespace cordon::cordonctl
