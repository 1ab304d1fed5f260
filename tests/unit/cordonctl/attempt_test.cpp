#include "host/cordonctl/attempt.hpp"

#include "base/syscall.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <csignal>
#include <stdexcept>

using namespace cordon;
using namespace cordon::cordonctl;
using testing::HasSubstr;

TEST(Attempt, SaysThatItWorked) {
  EXPECT_TRUE(attempt([] {}).worked);
}

TEST(Attempt, NamesTheStepThatFailedAndWhy) {
  const Attempt tried = attempt([] { base::check(::open("/does/not/exist", O_RDONLY), "open it"); });
  EXPECT_FALSE(tried.worked);
  EXPECT_EQ(tried.step, "open it");
  EXPECT_EQ(tried.error_number, ENOENT);
  EXPECT_EQ(to_text(tried), "open it: No such file or directory");
}

TEST(Attempt, SaysWhatKilledIt) {
  const Attempt tried = attempt([] { ::raise(SIGSYS); });
  EXPECT_FALSE(tried.worked);
  EXPECT_THAT(to_text(tried), HasSubstr("Bad system call"));
}

TEST(Attempt, LeavesThisProcessAsItWas) {
  int touched = 0;
  attempt([&] {
    touched = 1;
    base::check(::chdir("/"), "chdir");
  });
  EXPECT_EQ(touched, 0);
}
