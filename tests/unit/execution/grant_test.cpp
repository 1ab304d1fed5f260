#include "host/execution/grant.hpp"

#include <gmock/gmock.h>

namespace cordon::execution {
namespace {

using sandbox::Limits;
using sandbox::LimitsOverride;
using testing::HasSubstr;

constexpr SecurityLevel levels[] = {SecurityLevel::sandbox, SecurityLevel::restricted, SecurityLevel::standard};

Ceilings small() {
  Ceilings ceilings;
  ceilings.defaults = {.wall = seconds{5}, .cpu_time = seconds{4}, .memory = 64_MiB};
  ceilings.most = {.wall = seconds{10}, .cpu_time = seconds{8}, .memory = 128_MiB, .processes = 16, .output = 2_MiB};
  return ceilings;
}

TEST(Levels, AreNamedAndFoundByName) {
  for (const auto level : levels) EXPECT_EQ(security_level(name(level)).value(), level);
}

TEST(Levels, RefuseOtherNames) {
  for (const char* wrong : {"", "Sandbox", "none", "standard "}) {
    const auto level = security_level(wrong);
    ASSERT_FALSE(level);
    EXPECT_EQ(level.error().code, Errc::bad_configuration);
    EXPECT_THAT(level.error().message, HasSubstr("sandbox, restricted or standard"));
  }
}

TEST(Levels, HaveDefaultsWithinTheirCeilings) {
  for (const auto level : levels) {
    const Ceilings it = ceilings(level);
    EXPECT_LE(it.defaults.wall, it.most.wall);
    EXPECT_LE(it.defaults.cpu_time, it.most.cpu_time);
    EXPECT_LE(it.defaults.memory, it.most.memory);
    EXPECT_LE(it.defaults.processes, it.most.processes);
    EXPECT_LE(it.defaults.output, it.most.output);
    EXPECT_LE(it.defaults.work_folder, it.most.work_folder);
    EXPECT_LE(it.defaults.file_size, it.most.file_size);
  }
}

TEST(Levels, GiveMoreFromOneToTheNext) {
  for (int i = 0; i < 2; ++i) {
    const Limits lower = ceilings(levels[i]).most;
    const Limits higher = ceilings(levels[i + 1]).most;
    EXPECT_LT(lower.wall, higher.wall);
    EXPECT_LT(lower.memory, higher.memory);
    EXPECT_LT(lower.processes, higher.processes);
    EXPECT_LT(lower.cpu_time, higher.cpu_time);
  }
}

TEST(Ceilings, AreLoweredByALanguage) {
  languages::Language language;
  language.max_limits = {.wall = seconds{2}, .memory = 32_MiB};
  const Ceilings it = ceilings(SecurityLevel::sandbox, language);
  EXPECT_EQ(it.most.wall, seconds{2});
  EXPECT_EQ(it.most.memory, 32_MiB);
  EXPECT_EQ(it.defaults.wall, seconds{2});
  EXPECT_EQ(it.defaults.memory, 32_MiB);
}

TEST(Ceilings, AreNotRaisedByALanguage) {
  languages::Language language;
  language.max_limits = {.wall = seconds{100'000}, .memory = 100_GiB, .processes = 1'000'000};
  language.default_limits = {.wall = seconds{100'000}, .memory = 100_GiB, .output = 1_GiB};
  const Ceilings plain = ceilings(SecurityLevel::sandbox);
  const Ceilings it = ceilings(SecurityLevel::sandbox, language);
  EXPECT_EQ(it.most, plain.most);
  EXPECT_EQ(it.defaults, plain.defaults);
}

TEST(Grant, OfNothingAskedIsTheDefaults) { EXPECT_EQ(grant(small(), {}).value(), small().defaults); }

TEST(Grant, GivesWhatIsAskedUpToTheCeiling) {
  const auto limits = grant(small(), {.wall = seconds{10}, .memory = 1_B, .processes = 16, .output = 2_MiB});
  ASSERT_TRUE(limits);
  EXPECT_EQ(limits->wall, seconds{10});
  EXPECT_EQ(limits->memory, 1_B);
  EXPECT_EQ(limits->processes, 16U);
  EXPECT_EQ(limits->output, 2_MiB);
}

TEST(Grant, RefusesEveryLimitAboveItsCeiling) {
  const LimitsOverride wrong[] = {
      {.wall = milliseconds{10'001}},
      {.cpu_time = milliseconds{8001}},
      {.memory = Bytes{(128ULL << 20) + 1}},
      {.processes = 17},
      {.output = Bytes{(2ULL << 20) + 1}},
      {.file_size = 100_GiB},
      {.work_folder = 100_GiB},
  };
  const char* names[] = {
      "a time limit of 10.001 seconds is above the ceiling of 10 seconds",
      "a CPU time limit of 8.001 seconds is above the ceiling of 8 seconds",
      "a memory limit of 134217729 bytes (128 MiB) is above the ceiling of 134217728 bytes (128 MiB)",
      "a process limit of 17 is above the ceiling of 16",
      "an output limit of",
      "a file size limit of",
      "a work folder limit of"};
  for (std::size_t i = 0; i < std::size(wrong); ++i) {
    const auto limits = grant(small(), wrong[i]);
    ASSERT_FALSE(limits) << names[i];
    EXPECT_EQ(limits.error().code, Errc::limit_above_ceiling);
    EXPECT_THAT(limits.error().message, HasSubstr(names[i]));
  }
}

TEST(Grant, LetsCpuTimeFollowTheTimeThatWasAsked) {
  EXPECT_EQ(grant(small(), {.wall = seconds{2}})->cpu_time, seconds{2});
  EXPECT_EQ(grant(small(), {.wall = seconds{10}})->cpu_time, seconds{8});
  EXPECT_EQ(grant(small(), {.wall = seconds{2}, .cpu_time = seconds{6}})->cpu_time, seconds{6});
}

TEST(Compiling, HasLimitsOfItsOwn) {
  languages::Compile compile;
  compile.limits = {.wall = seconds{10}, .memory = 300_MiB};
  compile.extra_processes = 20;
  const Limits limits = compile_limits(compile);
  EXPECT_EQ(limits.wall, seconds{10});
  EXPECT_LE(limits.cpu_time, limits.wall);
  EXPECT_EQ(limits.memory, 300_MiB);
  EXPECT_EQ(limits.processes, Limits{}.processes + 20);
}

TEST(Compiling, HasTwoProcessorsAndNoMoreOfTheirTime) {
  EXPECT_EQ(compile_limits({}).cpu_percent, 200U);
  EXPECT_EQ(compile_limits({}).cpu_time, seconds{30});
}

TEST(Compiling, IsNotGivenMoreThanTheServersTable) {
  languages::Compile compile;
  compile.limits = {.wall = seconds{1000}, .memory = 100_GiB};
  EXPECT_LE(compile_limits(compile).wall, seconds{30});
  EXPECT_LE(compile_limits(compile).memory, 1_GiB);
}

TEST(Amounts, ReadAsPeopleWriteThem) {
  EXPECT_EQ(to_text(128_MiB), "128 MiB");
  EXPECT_EQ(to_text(1_GiB), "1 GiB");
  EXPECT_EQ(to_text(Bytes{(1ULL << 30) + (1ULL << 29)}), "1.5 GiB");
  EXPECT_EQ(to_text(1000_B), "1000 bytes");
  EXPECT_EQ(to_text(milliseconds{1000}), "1 second");
  EXPECT_EQ(to_text(milliseconds{1500}), "1.5 seconds");
  EXPECT_EQ(to_text(milliseconds{1}), "0.001 seconds");
  EXPECT_EQ(to_text(milliseconds{5000}), "5 seconds");
}

}  // namespace
}  // namespace cordon::execution
