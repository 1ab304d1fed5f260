#include "base/syscall.hpp"

#include "base/temp_dir.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <system_error>

using namespace cordon;
using namespace cordon::base;

namespace {

class OpenBeneath : public testing::Test {
 protected:
  OpenBeneath() {
    std::filesystem::create_directories(inside() / "sub");
    std::ofstream{inside() / "sub/file"} << "inside";
    std::ofstream{folder_.path() / "secret"} << "outside";
    std::filesystem::create_symlink("../secret", inside() / "link_out");
    std::filesystem::create_symlink("sub/file", inside() / "link_in");
    std::filesystem::create_directory_symlink("..", inside() / "up");
    directory_ = UniqueFd{::open(inside().c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)};
  }
  std::filesystem::path inside() const { return folder_.path() / "tree"; }
  // "" for what was opened, else the name of errno.
  std::string open(const char* path) const {
    const UniqueFd fd{open_beneath(directory_.get(), path, O_RDONLY)};
    return fd ? "" : strerrorname_np(errno);
  }

  TempDir folder_ = *TempDir::create(std::filesystem::temp_directory_path(), "beneath");
  UniqueFd directory_;
};

}  // namespace

TEST_F(OpenBeneath, OpensWhatIsThere) {
  EXPECT_EQ(open("sub/file"), "");
  EXPECT_EQ(open("sub"), "");
  EXPECT_EQ(open("none"), "ENOENT");
}

TEST_F(OpenBeneath, NeverLeavesTheFolder) {
  EXPECT_EQ(open("../secret"), "EXDEV");
  EXPECT_EQ(open("sub/../../secret"), "EXDEV");
  EXPECT_EQ(open("/etc/passwd"), "EXDEV");
}

TEST_F(OpenBeneath, FollowsNoSymbolicLink) {
  EXPECT_EQ(open("link_out"), "ELOOP");
  EXPECT_EQ(open("link_in"), "ELOOP");
  EXPECT_EQ(open("up/secret"), "ELOOP");
}

TEST_F(OpenBeneath, GivesALinkItselfWhereOnlyItsPlaceIsAskedFor) {
  const UniqueFd link{open_beneath(directory_.get(), "link_out", O_PATH)};
  struct stat status{};
  ASSERT_TRUE(link) << strerrorname_np(errno);
  ASSERT_EQ(::fstat(link.get(), &status), 0);
  EXPECT_TRUE(S_ISLNK(status.st_mode));
  EXPECT_FALSE(UniqueFd{open_beneath(directory_.get(), "up/secret", O_PATH)});
}

TEST_F(OpenBeneath, ClosesOnExec) {
  const UniqueFd fd{open_beneath(directory_.get(), "sub/file", O_RDONLY)};
  EXPECT_TRUE(::fcntl(fd.get(), F_GETFD) & FD_CLOEXEC);
}

TEST(Syscall, CheckThrowsWithTheNameOfTheStep) {
  errno = EPERM;
  try {
    check(-1, "mount /proc");
    FAIL() << "nothing was thrown";
  } catch (const std::system_error& e) {
    EXPECT_EQ(e.code().value(), EPERM);
    EXPECT_TRUE(std::string{e.what()}.starts_with("mount /proc"));
  }
  EXPECT_EQ(check(5, "anything"), 5);
}

TEST(Syscall, ReadFileStopsAtItsLimit) {
  const TempDir folder = *TempDir::create(std::filesystem::temp_directory_path(), "read");
  const std::string path = folder.path() / "file";
  std::ofstream{path} << std::string(100'000, 'x');
  EXPECT_EQ(read_file(path)->size(), 100'000u);
  EXPECT_EQ(read_file(path, 10)->size(), 10u);
  EXPECT_FALSE(read_file(path + "none"));
}

TEST(TempDir, IsRemovedWithAllThatIsInIt) {
  std::filesystem::path path;
  {
    const TempDir folder = *TempDir::create(std::filesystem::temp_directory_path(), "temp");
    path = folder.path();
    EXPECT_EQ(std::filesystem::status(path).permissions() & std::filesystem::perms::mask, std::filesystem::perms{0700});
    std::filesystem::create_directories(path / "a/b");
    std::ofstream{path / "a/b/c"} << "x";
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(UniqueFd, ClosesOnceAndMoves) {
  UniqueFd first{::open("/dev/null", O_RDONLY | O_CLOEXEC)};
  const int number = first.get();
  UniqueFd second{std::move(first)};
  EXPECT_FALSE(first);
  EXPECT_EQ(second.get(), number);
  second.reset();
  EXPECT_EQ(::fcntl(number, F_GETFD), -1);
}
