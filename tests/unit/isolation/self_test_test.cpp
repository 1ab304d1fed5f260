#include "host/isolation/self_test.hpp"

#include "host/isolation/probe_image.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cordon::isolation {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::SizeIs;

std::string whole_report() {
  std::string text;
  for (const std::string_view name : probe_checks()) text += "ok " + std::string{name} + "\n";
  return text;
}

TEST(SelfTest, AWholeReportPasses) {
  SelfTest result;
  read_report(whole_report(), "", result);
  EXPECT_THAT(result.passed, SizeIs(probe_checks().size()));
  EXPECT_THAT(result.failed, SizeIs(0));
}

TEST(SelfTest, WhatTheProbeFoundIsNamed) {
  std::string text = whole_report();
  text.replace(text.find("ok network"), 10, "bad network: there is a route");
  SelfTest result;
  read_report(text, "compile: ", result);
  ASSERT_THAT(result.failed, SizeIs(1));
  EXPECT_EQ(result.failed[0].check, "compile: network");
  EXPECT_EQ(result.failed[0].found, "there is a route");
  EXPECT_THAT(failures(result)[0], HasSubstr("compile: network does not hold: there is a route"));
}

TEST(SelfTest, ACheckThatSaysNothingHasFailed) {
  SelfTest result;
  read_report("ok identity\nok capabilit", "", result);
  EXPECT_THAT(result.passed, SizeIs(1));
  EXPECT_THAT(result.failed, SizeIs(probe_checks().size() - 1));
}

TEST(SelfTest, AnEmptyReportFailsEveryCheck) {
  SelfTest result;
  read_report("", "", result);
  EXPECT_THAT(result.failed, SizeIs(probe_checks().size()));
}

TEST(SelfTest, AnErrorOnTheWayIsASentenceToo) {
  const SelfTest result{.outcome = SelfTest::Outcome::failed, .why = "the sandbox failed: mount /proc"};
  EXPECT_THAT(failures(result), Contains(HasSubstr("could not be done: the sandbox failed: mount /proc")));
}

TEST(SelfTest, TheProbeIsAnElfFile) {
  EXPECT_TRUE(probe_image().starts_with("\177ELF"));
  EXPECT_GT(probe_image().size(), 100'000U);
}

}  // namespace
}  // namespace cordon::isolation
