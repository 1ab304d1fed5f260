#include "host/cordonctl/doctor.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace cordon::cordonctl;
using testing::HasSubstr;

TEST(Doctor, SaysThatSandboxesCanBeMadeWhileNothingFails) {
  EXPECT_TRUE(sandboxes_can_be_made({{"a", State::ok, "", ""}, {"b", State::warning, "", "mend it"}}));
  EXPECT_FALSE(sandboxes_can_be_made({{"a", State::ok, "", ""}, {"b", State::failure, "", "mend it"}}));
}

TEST(Doctor, SaysHowToMendWhateverIsNotWell) {
  for (const Checks& checks :
       {check_kernel(), check_sandbox(), check_cgroups(), check_machine({"/nowhere", "/nowhere", "8000"})})
    for (const Check& check : checks) {
      EXPECT_FALSE(check.why.empty()) << check.name;
      EXPECT_EQ(check.fix.empty(), check.state == State::ok) << check.name << ": " << check.why;
    }
}

TEST(Doctor, HasAnAppArmorProfileThatAllowsUserNamespaces) {
  EXPECT_THAT(apparmor_profile(), HasSubstr("flags=(unconfined) { userns, }"));
  EXPECT_THAT(apparmor_profile(), HasSubstr("/cordon-cage "));
}
