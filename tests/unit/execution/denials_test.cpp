#include "host/execution/denials.hpp"

#include <gmock/gmock.h>

#include <csignal>

namespace cordon::execution {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

TEST(Denials, AreNoneWhereNothingWasStopped) { EXPECT_THAT(denials_of({}, {}), IsEmpty()); }

TEST(Denials, NameWhatWasStoppedOnceWithHowOften) {
  sandbox::Ran ran{.unreachable = 3, .denied_calls = {{"unshare", 1000}, {"ptrace", 1}}};
  ran.counters.memory_kills = 2;
  ran.counters.process_refusals = 40;
  const auto denials = denials_of(ran, {.memory = 64_MiB});
  ASSERT_THAT(denials, SizeIs(5));
  EXPECT_EQ(denials[0].kind + ' ' + denials[0].name, "network connect");
  EXPECT_EQ(denials[0].count, 3U);
  EXPECT_EQ(denials[1].name, "unshare");
  EXPECT_EQ(denials[1].count, 1000U);
  EXPECT_EQ(denials[3].reason, "more than 64 MiB were used");
  EXPECT_EQ(denials[4].count, 40U);
}

TEST(Denials, NameTheFileThatGrewTooLong) {
  EXPECT_EQ(denial_of_writing({.signal = SIGXFSZ}, {}).reason, "no file may be larger than 64 MiB: EFBIG");
  EXPECT_EQ(denial_of_writing({.exit_code = 1, .full_place = "/tmp"}, {}).reason, "no space is left in /tmp: ENOSPC");
}

TEST(ReasonToFail, IsSaidWhereTheProgramComplainsOfIt) {
  const std::vector<Denial> network{{"network", "connect", "", 1}}, call{{"syscall", "mount", "", 1}};
  EXPECT_EQ(reason_to_fail(network, "OSError: [Errno 101] Network is unreachable"), "a sandbox has no network");
  EXPECT_EQ(reason_to_fail(network, "Error: getaddrinfo EAI_AGAIN example.com"), "a sandbox has no network");
  EXPECT_EQ(reason_to_fail(network, "Error: queryA ECONNREFUSED example.com"), "a sandbox has no network");
  EXPECT_EQ(reason_to_fail(network, "Caused by: java.nio.channels.UnresolvedAddressException"),
            "a sandbox has no network");
  EXPECT_EQ(reason_to_fail(call, "PermissionError: [Errno 1] Operation not permitted"),
            "a sandbox does not allow the system call mount");
}

TEST(ReasonToFail, IsNotGuessedWhereTheProgramFailedOfSomethingElse) {
  const std::vector<Denial> both{{"network", "connect", "", 1}, {"syscall", "mount", "", 1}};
  EXPECT_EQ(reason_to_fail(both, "ValueError: invalid literal for int()"), "");
  EXPECT_EQ(reason_to_fail({}, "Network is unreachable"), "");
}

}  // namespace
}  // namespace cordon::execution
