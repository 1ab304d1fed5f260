#include "host/cordonctl/exit_status.hpp"

#include <gtest/gtest.h>

using namespace cordon::cordonctl;
using nlohmann::json;

namespace {

json answer(const char* verdict, json exit_code, json signal) {
  return {{"verdict", verdict}, {"exit_code", std::move(exit_code)}, {"signal", std::move(signal)}};
}

}  // namespace

TEST(ExitStatus, IsZeroAfterSuccess) { EXPECT_EQ(exit_status(answer("ok", 0, nullptr)), 0); }

TEST(ExitStatus, IsTheProgramsOwn) { EXPECT_EQ(exit_status(answer("runtime_error", 77, nullptr)), 77); }

TEST(ExitStatus, Is128AndTheSignalThatEndedIt) {
  EXPECT_EQ(exit_status(answer("runtime_error", nullptr, "SIGSEGV")), 139);
  EXPECT_EQ(exit_status(answer("memory_limit", nullptr, "SIGKILL")), 137);
  EXPECT_EQ(exit_status(answer("runtime_error", nullptr, "SIGRTMIN+1")), 128 + SIGRTMIN + 1);
}

TEST(ExitStatus, Is124ForATimeOutHoweverItWasEnded) {
  EXPECT_EQ(exit_status(answer("time_limit", nullptr, "SIGKILL")), 124);
  EXPECT_EQ(exit_status(answer("cpu_time_limit", nullptr, "SIGXCPU")), 124);
}

TEST(ExitStatus, IsOneForWhatDidNotCompile) { EXPECT_EQ(exit_status(answer("compile_error", nullptr, nullptr)), 1); }

TEST(ExitStatus, IsNeverZeroForALimitThatTheProgramSurvived) {
  EXPECT_EQ(exit_status(answer("process_limit", 0, nullptr)), 1);
}
