#include "images/seal.hpp"

#include <gmock/gmock.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include "tests/unit/images/scratch.hpp"

namespace cordon::images {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

struct Seal : Scratch {
  fs::path root = folder.path() / "root";
  fs::path pool = folder.path() / "pool";
  Seal() {
    fs::create_directory(root);
    write("root/b", "two");
    write("root/a/x", "one");
    fs::create_symlink("a/x", root / "link");
  }
  Result<Sealed> sealed() {
    auto tree = Tree::open(root).value();
    return seal(tree, pool);
  }
};

TEST_F(Seal, GivesTheSameDigestWhateverTheTimesAndOwnPermissions) {
  const auto first = sealed().value();
  fs::last_write_time(root / "b", fs::file_time_type::clock::now() - std::chrono::hours{100});
  fs::permissions(root / "b", fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(sealed().value().digest, first.digest);
  EXPECT_EQ(first.files, 2U);
  EXPECT_EQ(first.bytes, 6U);
}

TEST_F(Seal, GivesTheDigestThatItAlwaysGave) {
  EXPECT_EQ(sealed().value().digest, "733acf5567334ecbd2cb5974d729feb7f7f5c14a06eb85e196d759fc5daaed38");
}

TEST_F(Seal, GivesAnotherDigestForAnotherContentNameTargetOrMode) {
  const std::string first = sealed().value().digest;
  std::set<std::string> all{first};
  fs::remove(root / "b");
  write("root/b", "twO");
  all.insert(sealed().value().digest);
  fs::rename(root / "b", root / "c");
  all.insert(sealed().value().digest);
  fs::remove(root / "link");
  fs::create_symlink("c", root / "link");
  all.insert(sealed().value().digest);
  fs::permissions(root / "c", fs::perms::owner_exec, fs::perm_options::add);
  all.insert(sealed().value().digest);
  fs::create_directory(root / "empty");
  all.insert(sealed().value().digest);
  EXPECT_EQ(all.size(), 6U);
}

TEST_F(Seal, SharesEqualFilesOfTwoTrees) {
  const auto first = sealed().value();
  const auto time = fs::last_write_time(root / "b");
  fs::create_directory(folder.path() / "other");
  write("other/same", "two");
  fs::last_write_time(folder.path() / "other/same", time);
  auto other = Tree::open(folder.path() / "other").value();
  EXPECT_EQ(seal(other, pool).value().new_bytes, 0U);
  EXPECT_TRUE(fs::equivalent(folder.path() / "other/same", root / "b"));
  EXPECT_EQ(first.new_bytes, 6U);
}

TEST_F(Seal, SharesNothingWithAFileOfAnotherTime) {
  ASSERT_TRUE(sealed());
  write("other/same", "two");
  fs::last_write_time(folder.path() / "other/same", fs::file_time_type::clock::now() - std::chrono::hours{100});
  auto other = Tree::open(folder.path() / "other").value();
  ASSERT_TRUE(seal(other, pool));
  EXPECT_FALSE(fs::equivalent(folder.path() / "other/same", root / "b"));
}

TEST_F(Seal, RefusesSpecialFilesByName) {
  ASSERT_EQ(::mkfifo((root / "a/pipe").c_str(), 0644), 0);
  const auto result = sealed();
  ASSERT_FALSE(result);
  EXPECT_THAT(result.error().message, HasSubstr("\"/a/pipe\" is a device, pipe or socket"));
}

}  // namespace
}  // namespace cordon::images
