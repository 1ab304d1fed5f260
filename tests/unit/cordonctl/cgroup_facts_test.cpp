#include "host/cordonctl/cgroup_facts.hpp"

#include "base/temp_dir.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <fstream>

using namespace cordon;
using namespace cordon::cordonctl;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

// A /sys/fs/cgroup of another machine.
class Cgroups : public testing::Test {
 protected:
  void write(const std::string& path, const std::string& text) {
    std::filesystem::create_directories((root / path).parent_path());
    std::ofstream{root / path} << text;
  }
  void make_v2_group(const std::string& path, const std::string& controllers, const std::string& processes) {
    write(path + "/cgroup.type", "domain\n");
    write(path + "/cgroup.controllers", controllers);
    write(path + "/cgroup.procs", processes);
    write(path + "/cgroup.subtree_control", "");
  }

  TempDir folder = *TempDir::create(std::filesystem::temp_directory_path(), "cgroups-");
  std::filesystem::path root = folder.path();
};

}  // namespace

TEST_F(Cgroups, AreNoneWhereNothingIsMounted) {
  EXPECT_EQ(look_at_cgroups(root, "0::/\n", {}).layout, CgroupLayout::none);
}

TEST_F(Cgroups, OfVersion2AreDelegatedWhereTheirPlaceHasTheControllers) {
  write("cgroup.controllers", "cpuset cpu io memory pids\n");
  make_v2_group("user.slice/scope", "cpu memory pids\n", "41\n42\n");
  const CgroupFacts facts = look_at_cgroups(root, "0::/user.slice/scope\n", {42, 41});
  EXPECT_EQ(facts.layout, CgroupLayout::v2);
  EXPECT_EQ(facts.place, root / "user.slice/scope");
  EXPECT_TRUE(facts.writable);
  EXPECT_TRUE(facts.delegated);
  EXPECT_THAT(facts.others, IsEmpty());
}

TEST_F(Cgroups, OfVersion2CannotBeDividedWhereStrangersAre) {
  write("cgroup.controllers", "cpu memory pids\n");
  make_v2_group("session", "cpu memory pids\n", "7\n42\n");
  EXPECT_THAT(look_at_cgroups(root, "0::/session\n", {42}).others, ElementsAre(7));
}

TEST_F(Cgroups, OfVersion2AreNotDelegatedWithoutEveryController) {
  write("cgroup.controllers", "cpu memory pids\n");
  make_v2_group("user", "memory pids\n", "");
  const CgroupFacts facts = look_at_cgroups(root, "0::/user\n", {});
  EXPECT_FALSE(facts.delegated);
  EXPECT_THAT(facts.missing_controllers, IsEmpty());
}

TEST_F(Cgroups, NameTheControllersThatTheKernelLacks) {
  write("cgroup.controllers", "cpu pids\n");
  EXPECT_THAT(look_at_cgroups(root, "0::/\n", {}).missing_controllers, ElementsAre("memory"));
}

TEST_F(Cgroups, AreHybridWhereTheControllersAreInVersion1) {
  for (const char* controller : {"memory", "cpuacct", "pids", "cpu"})
    write(std::string{controller} + "/cgroup.procs", "");
  write("unified/cgroup.controllers", "");
  const CgroupFacts facts = look_at_cgroups(root, "4:memory:/group\n0::/\n", {});
  EXPECT_EQ(facts.layout, CgroupLayout::hybrid);
  EXPECT_TRUE(facts.delegated);
  EXPECT_TRUE(facts.writable);
  EXPECT_FALSE(facts.swap_counted);
}

TEST_F(Cgroups, OfVersion1CountSwapWhereTheFileIsThere) {
  write("memory/cgroup.procs", "");
  write("memory/memory.memsw.limit_in_bytes", "");
  const CgroupFacts facts = look_at_cgroups(root, "", {});
  EXPECT_EQ(facts.layout, CgroupLayout::v1);
  EXPECT_TRUE(facts.swap_counted);
  EXPECT_THAT(facts.missing_controllers, ElementsAre("cpuacct", "pids", "cpu"));
}
