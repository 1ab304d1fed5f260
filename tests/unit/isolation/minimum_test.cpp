#include "host/isolation/minimum.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace cordon::isolation {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const char* const all_names[] = {"namespaces",
                                 "read_only_root",
                                 "no_network",
                                 "no_capabilities",
                                 "no_new_privileges",
                                 "system_call_filter",
                                 "landlock",
                                 "cgroups",
                                 "swap_limit",
                                 "own_user_per_sandbox",
                                 "server_landlock",
                                 "unprivileged_server",
                                 "server_system_call_filter"};

Facts without(std::initializer_list<std::string_view> absent) {
  Facts facts;
  for (const char* name : all_names) {
    const bool there = std::ranges::find(absent, std::string_view{name}) == absent.end();
    facts.push_back({.name = name, .in_force = there});
    if (!there) facts.back().why = "nobody switched it on.", facts.back().fix = "switch it on";
  }
  return facts;
}

std::vector<std::string> names(const Facts& facts) {
  std::vector<std::string> all;
  for (const Fact& fact : facts) all.push_back(fact.name);
  return all;
}

TEST(Minimum, NothingIsMissingWhereEverythingIsInForce) {
  for (const auto level : {SecurityLevel::sandbox, SecurityLevel::restricted, SecurityLevel::standard})
    EXPECT_THAT(missing(level, without({})), IsEmpty());
  EXPECT_EQ(strongest(without({})), SecurityLevel::sandbox);
}

TEST(Minimum, EveryLevelAsksForTheWallItself) {
  for (const char* name :
       {"namespaces", "read_only_root", "no_network", "no_capabilities", "no_new_privileges", "system_call_filter", "server_system_call_filter"}) {
    EXPECT_THAT(names(missing(SecurityLevel::standard, without({name}))), ElementsAre(name));
    EXPECT_EQ(strongest(without({name})), std::nullopt) << name;
  }
}

TEST(Minimum, WithoutRootAndWithoutControlGroupsStandardIsWhatThereIs) {
  const Facts rootless = without({"cgroups", "swap_limit", "own_user_per_sandbox", "unprivileged_server"});
  EXPECT_THAT(names(missing(SecurityLevel::sandbox, rootless)),
              ElementsAre("cgroups", "swap_limit", "own_user_per_sandbox", "unprivileged_server"));
  EXPECT_THAT(names(missing(SecurityLevel::restricted, rootless)), ElementsAre("cgroups"));
  EXPECT_EQ(strongest(rootless), SecurityLevel::standard);
}

TEST(Minimum, WithoutRootButWithControlGroupsRestrictedIsWhatThereIs) {
  EXPECT_EQ(strongest(without({"own_user_per_sandbox", "unprivileged_server"})), SecurityLevel::restricted);
}

TEST(Minimum, OnlySandboxAsksForLandlock) {
  EXPECT_EQ(strongest(without({"landlock", "server_landlock"})), SecurityLevel::restricted);
}

TEST(Minimum, AFactThatTheBackEndDoesNotNameIsMissing) {
  Facts facts = without({});
  std::erase_if(facts, [](const Fact& fact) { return fact.name == "no_network"; });
  const Facts found = missing(SecurityLevel::standard, facts);
  ASSERT_THAT(names(found), ElementsAre("no_network"));
  EXPECT_FALSE(found.front().why.empty() || found.front().fix.empty());
}

TEST(Minimum, AFactThatNoLevelAsksForStopsNothing) {
  Facts facts = without({});
  facts.push_back({.name = "io_limit", .in_force = false, .why = "no such controller", .fix = "none"});
  EXPECT_THAT(missing(SecurityLevel::sandbox, facts), IsEmpty());
}

TEST(Minimum, EachMissingFactIsASentenceWithItsReasonItsMendingAndTheLevelThatIsPossible) {
  const auto sentences = refusals(SecurityLevel::sandbox, without({"cgroups", "landlock"}));
  ASSERT_EQ(sentences.size(), 2U);
  EXPECT_THAT(sentences[0], AllOf(HasSubstr("security level sandbox needs cgroups"),
                                  HasSubstr("nobody switched it on. To mend it: switch it on"),
                                  HasSubstr("SECURITY_LEVEL=standard")));
  EXPECT_THAT(sentences[1], HasSubstr("needs landlock"));
}

TEST(Minimum, WhereNoLevelIsPossibleNoneIsOffered) {
  const auto sentences = refusals(SecurityLevel::standard, without({"no_network"}));
  ASSERT_EQ(sentences.size(), 1U);
  EXPECT_THAT(sentences[0], testing::Not(HasSubstr("SECURITY_LEVEL=")));
}

TEST(Minimum, OnlyACageThatSaysSoIsWeakenedForTests) {
  Facts facts = without({"cgroups"});
  EXPECT_EQ(weakened_for_tests(facts), "");
  facts.push_back({.name = "weakened_for_tests", .in_force = false, .why = "landlock,memory_limit"});
  EXPECT_EQ(weakened_for_tests(facts), "landlock,memory_limit");
}

}  // namespace
}  // namespace cordon::isolation
