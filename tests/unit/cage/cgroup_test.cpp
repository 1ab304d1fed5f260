// CgroupTree over ordinary folders that look like a cgroup file system. What only a kernel does is
// checked by packaging/cgroup-v2-check.

#include "host/cage/cgroup.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

namespace cordon::cage {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class FakeCgroups : public testing::Test {
 protected:
  FakeCgroups() {
    std::string name = (fs::temp_directory_path() / "cgroups-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::system_error{errno, std::generic_category(), name};
    root = name;
  }
  ~FakeCgroups() override { fs::remove_all(root); }

  void write(const fs::path& file, std::string_view text = "") const {
    fs::create_directories((root / file).parent_path());
    std::ofstream{root / file} << text;
  }

  std::string read(const fs::path& file) const {
    std::ostringstream text;
    text << std::ifstream{root / file}.rdbuf();
    return text.str();
  }

  void make_v2(std::string_view controllers = "cpuset cpu io memory pids\n") const {
    write("cgroup.controllers", controllers);
    write("cgroup.subtree_control");
    write("cordon.test/cgroup.subtree_control");
    write("cordon.test/memory.swap.max", "max");
  }

  void make_v1(const std::vector<std::string>& controllers = {"memory", "cpuacct", "pids", "cpu"}) const {
    for (const std::string& controller : controllers) write(controller + "/cgroup.procs");
  }

  // The files that a kernel would have put into the first group.
  void fill_v1_group() const {
    for (const char* controller : {"memory", "cpuacct", "pids", "cpu"})
      write(fs::path{controller} / "cordon.test/1/cgroup.procs");
    write("memory/cordon.test/1/memory.limit_in_bytes");
    write("memory/cordon.test/1/memory.memsw.limit_in_bytes");
    write("pids/cordon.test/1/pids.max");
    write("cpu/cordon.test/1/cpu.cfs_quota_us");
  }

  CgroupTree tree() const { return {root.string(), "test"}; }

  fs::path root;
};

constexpr GroupLimits limits{.memory = 64 << 20, .processes = 12, .cpu_percent = 50};

TEST_F(FakeCgroups, WithoutAnyThereIsAReason) {
  const CgroupTree none = tree();
  EXPECT_EQ(none.version(), CgroupVersion::none);
  EXPECT_EQ(none.why_not(), "there is no cgroup hierarchy for memory");
  EXPECT_FALSE(none.swap_limited());
}

TEST_F(FakeCgroups, V2HasOneDirectoryForAGroupAndNothingToAttachTo) {
  make_v2();
  CgroupTree v2 = tree();
  ASSERT_EQ(v2.version(), CgroupVersion::v2) << v2.why_not();
  const Group group = v2.make();
  EXPECT_EQ(group.directories.size(), 1U);
  EXPECT_TRUE(group.attach.empty());
  EXPECT_TRUE(fs::is_directory(root / "cordon.test" / group.name));
}

TEST_F(FakeCgroups, V2HandsTheControllersDown) {
  make_v2();
  tree();
  EXPECT_EQ(read("cgroup.subtree_control"), "+memory +pids +cpu");
  EXPECT_EQ(read("cordon.test/cgroup.subtree_control"), "+memory +pids +cpu");
}

TEST_F(FakeCgroups, V2WritesTheLimits) {
  make_v2();
  CgroupTree v2 = tree();
  const Group group = v2.make();
  for (const char* file : {"memory.max", "memory.swap.max", "pids.max", "cpu.max"})
    write("cordon.test/1/" + std::string{file});
  v2.limit(group, limits);
  EXPECT_EQ(read("cordon.test/1/memory.max"), "67108864");
  EXPECT_EQ(read("cordon.test/1/memory.swap.max"), "0");
  EXPECT_EQ(read("cordon.test/1/pids.max"), "12");
  EXPECT_EQ(read("cordon.test/1/cpu.max"), "50000 100000");
}

TEST_F(FakeCgroups, V2PutsAGroupBehindTheOthersAndBack) {
  make_v2();
  CgroupTree v2 = tree();
  const Group group = v2.make();
  for (const char* file : {"memory.max", "memory.swap.max", "pids.max", "cpu.max", "cpu.weight"})
    write("cordon.test/1/" + std::string{file});
  v2.limit(group, {.memory = 1 << 20, .processes = 1, .cpu_percent = 50, .background = true});
  EXPECT_EQ(read("cordon.test/1/cpu.weight"), "1");
  v2.limit(group, limits);
  EXPECT_EQ(read("cordon.test/1/cpu.weight"), "100");
}

TEST_F(FakeCgroups, V1PutsAGroupBehindTheOthersAndBack) {
  make_v1();
  CgroupTree v1 = tree();
  fill_v1_group();
  const Group group = v1.make();
  write("cpu/cordon.test/1/cpu.shares");
  v1.limit(group, {.memory = 1 << 20, .processes = 1, .cpu_percent = 50, .background = true});
  EXPECT_EQ(read("cpu/cordon.test/1/cpu.shares"), "2");
  v1.limit(group, limits);
  EXPECT_EQ(read("cpu/cordon.test/1/cpu.shares"), "1024");
}

TEST_F(FakeCgroups, ALimitThatCannotBeSetIsAnErrorWithItsName) {
  make_v2();
  CgroupTree v2 = tree();
  const Group group = v2.make();
  for (const char* file : {"memory.max", "cpu.max"}) write("cordon.test/1/" + std::string{file});
  try {
    v2.limit(group, limits);
    FAIL() << "nothing was thrown";
  } catch (const std::system_error& error) {
    EXPECT_EQ(error.code().value(), ENOENT);
    EXPECT_THAT(error.what(), HasSubstr("pids.max"));
  }
}

TEST_F(FakeCgroups, V2WithoutAFileForSwapSaysThatSwapIsNotLimited) {
  make_v2();
  fs::remove(root / "cordon.test/memory.swap.max");
  CgroupTree v2 = tree();
  EXPECT_EQ(v2.swap_limited(), !fs::exists("/proc/swaps"));
  const Group group = v2.make();
  for (const char* file : {"memory.max", "pids.max", "cpu.max"}) write("cordon.test/1/" + std::string{file});
  EXPECT_NO_THROW(v2.limit(group, limits));
}

TEST_F(FakeCgroups, CpusetIsNotTheCpuController) {
  make_v2("cpuset io memory pids\n");
  const CgroupTree none = tree();
  EXPECT_EQ(none.version(), CgroupVersion::none);
  EXPECT_EQ(none.why_not(), "the cgroup v2 tree does not offer the cpu controller");
}

TEST_F(FakeCgroups, AV2TreeThatIsNotOursIsLeftAsItWas) {
  write("cgroup.controllers", "cpu memory pids\n");
  write("cgroup.procs", "1\n");
  fs::create_directory(root / "cgroup.subtree_control");  // cannot be written, not even by root
  const CgroupTree none = tree();
  EXPECT_EQ(none.version(), CgroupVersion::none);
  EXPECT_FALSE(none.why_not().empty());
  EXPECT_FALSE(fs::exists(root / "supervisor"));
  EXPECT_FALSE(fs::exists(root / "cordon.test"));
}

TEST_F(FakeCgroups, WhatAPredecessorLeftIsSwept) {
  make_v2();
  fs::create_directories(root / "cordon.test/17/below");
  fs::create_directories(root / "cordon.other/1");
  tree();
  EXPECT_FALSE(fs::exists(root / "cordon.test/17"));
  EXPECT_TRUE(fs::exists(root / "cordon.other/1"));
}

TEST_F(FakeCgroups, AGroupThatIsStillInUseIsKilledAndTriedAgainLater) {
  make_v2();
  CgroupTree v2 = tree();
  const Group group = v2.make();
  write("cordon.test/1/cgroup.kill");  // an ordinary folder with a file in it is not removed either
  EXPECT_FALSE(v2.remove(group.name));
  EXPECT_EQ(read("cordon.test/1/cgroup.kill"), "1");
  fs::remove(root / "cordon.test/1/cgroup.kill");
  EXPECT_TRUE(v2.remove(group.name));
  EXPECT_TRUE(v2.remove(group.name));  // gone is gone
}

TEST_F(FakeCgroups, NoGroupNameIsUsedTwice) {
  make_v2();
  CgroupTree v2 = tree();
  const std::string first = v2.make().name;
  EXPECT_TRUE(v2.remove(first));
  EXPECT_NE(v2.make().name, first);
}

TEST_F(FakeCgroups, AtTheEndNothingIsLeft) {
  make_v1();
  CgroupTree v1 = tree();
  for (const char* controller : {"memory", "cpuacct", "pids", "cpu"})
    fs::create_directories(root / controller / "cordon.test/1");
  v1.remove_all();
  for (const char* controller : {"memory", "cpuacct", "pids", "cpu"})
    EXPECT_FALSE(fs::exists(root / controller / "cordon.test")) << controller;
}

TEST_F(FakeCgroups, V1HasADirectoryAndAWayInForEveryController) {
  make_v1();
  CgroupTree v1 = tree();
  ASSERT_EQ(v1.version(), CgroupVersion::v1) << v1.why_not();
  fill_v1_group();
  const Group group = v1.make();
  EXPECT_EQ(group.directories.size(), 4U);
  ASSERT_EQ(group.attach.size(), 4U);
  for (const UniqueFd& attach : group.attach) EXPECT_EQ(::write(attach.get(), "0", 1), 1);
  for (const char* controller : {"memory", "cpuacct", "pids", "cpu"})
    EXPECT_EQ(read(fs::path{controller} / "cordon.test/1/cgroup.procs"), "0") << controller;
}

TEST_F(FakeCgroups, V1WritesTheLimits) {
  make_v1();
  write("memory/cordon.test/memory.memsw.limit_in_bytes");
  CgroupTree v1 = tree();
  EXPECT_TRUE(v1.swap_limited());
  fill_v1_group();
  v1.limit(v1.make(), limits);
  EXPECT_EQ(read("memory/cordon.test/1/memory.limit_in_bytes"), "67108864");
  EXPECT_EQ(read("memory/cordon.test/1/memory.memsw.limit_in_bytes"), "67108864");
  EXPECT_EQ(read("pids/cordon.test/1/pids.max"), "12");
  EXPECT_EQ(read("cpu/cordon.test/1/cpu.cfs_quota_us"), "50000");
}

TEST_F(FakeCgroups, V1IsNotAskedForLessThanIsInUse) {
  make_v1();
  CgroupTree v1 = tree();
  fill_v1_group();
  write("memory/cordon.test/1/memory.usage_in_bytes", "1200128\n");
  v1.limit(v1.make(), {.memory = 1 << 20, .processes = 1, .cpu_percent = 50});
  EXPECT_EQ(read("memory/cordon.test/1/memory.limit_in_bytes"), "1200128");
}

TEST_F(FakeCgroups, V1LimitsWhatSocketsHold) {
  make_v1();
  CgroupTree v1 = tree();
  fill_v1_group();
  write("memory/cordon.test/1/memory.kmem.tcp.limit_in_bytes");
  v1.make();
  EXPECT_EQ(read("memory/cordon.test/1/memory.kmem.tcp.limit_in_bytes"), "16777216");
}

TEST_F(FakeCgroups, V1WithoutSwapAccountingSaysSo) {
  make_v1();
  CgroupTree v1 = tree();
  EXPECT_FALSE(v1.swap_limited());
  fill_v1_group();
  fs::remove(root / "memory/cordon.test/1/memory.memsw.limit_in_bytes");
  EXPECT_NO_THROW(v1.limit(v1.make(), limits));
}

TEST_F(FakeCgroups, V1ControllersMayShareAHierarchy) {
  make_v1({"memory", "pids", "cpu,cpuacct"});
  fs::create_symlink("cpu,cpuacct", root / "cpu");
  fs::create_symlink("cpu,cpuacct", root / "cpuacct");
  CgroupTree v1 = tree();
  ASSERT_EQ(v1.version(), CgroupVersion::v1) << v1.why_not();
  fill_v1_group();
  EXPECT_EQ(v1.make().directories.size(), 4U);
  fs::remove_all(root / "cpu,cpuacct/cordon.test/1");
  fs::remove_all(root / "memory/cordon.test/1");
  fs::remove_all(root / "pids/cordon.test/1");
  EXPECT_TRUE(v1.remove("1"));
  v1.remove_all();
  EXPECT_FALSE(fs::exists(root / "cpu,cpuacct/cordon.test"));
}

TEST_F(FakeCgroups, V1WithoutAControllerLeavesNothingInTheOthers) {
  make_v1({"memory", "cpuacct", "cpu"});
  const CgroupTree none = tree();
  EXPECT_EQ(none.version(), CgroupVersion::none);
  EXPECT_EQ(none.why_not(), "there is no cgroup hierarchy for pids");
  for (const char* controller : {"memory", "cpuacct", "cpu"})
    EXPECT_FALSE(fs::exists(root / controller / "cordon.test")) << controller;
}

TEST_F(FakeCgroups, AV2TreeWithoutControllersBesideV1IsNotChosen) {
  make_v1();
  write("cgroup.controllers", "\n");
  EXPECT_EQ(tree().version(), CgroupVersion::v1);
}

}  // namespace
}  // namespace cordon::cage
