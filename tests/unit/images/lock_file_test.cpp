#include "images/lock_file.hpp"

#include <gmock/gmock.h>

#include "tests/unit/images/scratch.hpp"

namespace cordon::images {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Locks : Scratch {};

const LockFile example{
    {"node",
     {.packages = {{"libc6", "2.41-12+deb13u4"}, {"tzdata", "2026a-0+deb13u1"}, {"x", "1:2.0~rc1"}, {"y", "1.10"}},
      .npm = {{"@esbuild/linux-x64", {"0.28.2", "sha512-abc+/=="}}}}},
    {"python", {.packages = {{"libc6", "2.41-12"}}, .npm = {}}}};

TEST_F(Locks, AreReadAsTheyWereWritten) {
  const auto file = folder.path() / "lock.yaml";
  ASSERT_TRUE(write_lock_file(file, example));
  EXPECT_EQ(read_lock_file(file).value(), example);
}

TEST_F(Locks, AreEmptyWhenThereIsNoFile) {
  EXPECT_THAT(read_lock_file(folder.path() / "lock.yaml").value(), IsEmpty());
}

TEST_F(Locks, SayWhereTheyAreBroken) {
  write("lock.yaml", "node:\n  npm: { a: { version: [] } }\n");
  EXPECT_THAT(read_lock_file(folder.path() / "lock.yaml").error().message, HasSubstr("lock.yaml:2:"));
}

TEST_F(Locks, SayWhatIsDifferent) {
  const Resolved locked{.packages = {{"a", "1"}, {"b", "1"}, {"c", "1"}}, .npm = {{"n", {"1.0.0", "i"}}}};
  const Resolved found{.packages = {{"a", "1"}, {"b", "2"}, {"d", "1"}}, .npm = {{"n", {"1.0.1", "j"}}}};
  EXPECT_THAT(differences(locked, found),
              ElementsAre("b 2 instead of 1", "c 1 is gone", "d 1 is new", "n 1.0.1 instead of 1.0.0"));
  EXPECT_THAT(differences(locked, locked), IsEmpty());
}

}  // namespace
}  // namespace cordon::images
