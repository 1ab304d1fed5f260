#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include "images/import.hpp"
#include "images/unprivileged.hpp"
#include "tests/unit/images/archive.hpp"
#include "tests/unit/images/scratch.hpp"

namespace cordon::images {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

struct Import : Scratch {
  fs::path file = folder.path() / "a.tar";
  UnpackLimits limits;

  Result<Image> import() { return builder().import_archive("x", file, limits); }

  // Expects the archive to be refused for this reason, and nothing to be left of it anywhere.
  void expect_refused(const std::string& reason) {
    const auto image = import();
    ASSERT_FALSE(image);
    EXPECT_THAT(image.error().message, HasSubstr(reason));
    EXPECT_FALSE(store.find("x"));
    for (const auto& entry : fs::directory_iterator{store.folder()})
      EXPECT_FALSE(entry.path().filename().string().starts_with(".building-")) << entry.path();
    EXPECT_FALSE(fs::exists(folder.path() / "escaped"));
  }
};

TEST_F(Import, TakesARootFileSystem) {
  TestArchive{file}
      .folder("./usr/")
      .file("./usr/bin/tool", "#!/bin/sh\n", 0755)
      .link("./bin", "usr/bin")
      .hard_link("usr/bin/same", "./usr/bin/tool");
  const auto image = import();
  ASSERT_TRUE(image) << image.error().message;
  EXPECT_EQ(image->recipe_digest, "import");
  EXPECT_EQ(fs::read_symlink(image->rootfs / "bin"), "usr/bin");
  EXPECT_TRUE(fs::equivalent(image->rootfs / "usr/bin/same", image->rootfs / "usr/bin/tool"));
  EXPECT_EQ(store.find("x")->digest, image->digest);
}

TEST_F(Import, ReadsEveryCompression) {
  using enum TestArchive::Compression;
  std::string digest;
  for (const auto compression : {none, gzip, xz, zstd}) {
    TestArchive{file, compression}.file("usr/a", "hello");
    const auto image = import();
    ASSERT_TRUE(image) << image.error().message;
    if (digest.empty()) digest = image->digest;
    EXPECT_EQ(image->digest, digest);
  }
}

TEST_F(Import, AddsWhatEverySandboxNeeds) {
  TestArchive{file}.file("usr/a").file("etc/passwd", "root:x:0:0::/:/bin/sh\n").file("dev/console", "");
  const auto image = import();
  ASSERT_TRUE(image) << image.error().message;
  for (const char* empty : {"proc", "dev/shm", "tmp", "box"}) EXPECT_TRUE(fs::is_empty(image->rootfs / empty)) << empty;
  EXPECT_FALSE(fs::exists(image->rootfs / "dev/console"));
  std::ifstream passwd{image->rootfs / "etc/passwd"};
  const std::string text{std::istreambuf_iterator<char>{passwd}, {}};
  EXPECT_THAT(text, HasSubstr("root:x:0:0::/:/bin/sh\nsandbox:x:1000:1000:sandbox:/box:"));
}

TEST_F(Import, StripsSetUidBitsAndMakesEverythingReadable) {
  TestArchive{file}.file("usr/bin/su", "x", 06711).file("usr/secret", "x", 0600);
  const auto image = import();
  ASSERT_TRUE(image) << image.error().message;
  struct stat status{};
  ASSERT_EQ(::stat((image->rootfs / "usr/bin/su").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777, 0755U);
  ASSERT_EQ(::stat((image->rootfs / "usr/secret").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777, 0644U);
}

TEST_F(Import, RefusesAbsolutePaths) {
  TestArchive{file}.file("usr/a").file((folder.path() / "escaped").string());
  expect_refused("is an absolute path");
}

TEST_F(Import, RefusesPathsWithDotDot) {
  TestArchive{file}.file("usr/a").file("usr/../../escaped");
  expect_refused("\"usr/../../escaped\" has \"..\" in its path");
}

TEST_F(Import, RefusesToWriteThroughALinkToAnAbsoluteFolder) {
  TestArchive{file}.file("usr/a").link("usr/out", folder.path().string()).file("usr/out/escaped");
  expect_refused("\"usr/out/escaped\" leads through a symbolic link");
}

TEST_F(Import, RefusesToWriteThroughALinkInsideToo) {
  TestArchive{file}.file("usr/a").link("lib", "usr").file("lib/b");
  expect_refused("leads through a symbolic link");
}

TEST_F(Import, RefusesLinksThatClimbOut) {
  TestArchive{file}.file("usr/a").link("usr/up", "../../escaped");
  expect_refused("\"usr/up\" is a symbolic link that leads out");
}

TEST_F(Import, RefusesLinksThatClimbOutAfterGoingIn) {
  TestArchive{file}.file("usr/a").link("usr/up", "a/b/../../../../etc");
  expect_refused("leads out");
}

TEST_F(Import, RefusesHardLinksToAbsolutePaths) {
  TestArchive{file}.file("usr/a").hard_link("usr/shadow", "/etc/shadow");
  expect_refused("\"usr/shadow\" is a hard link to an absolute path");
}

TEST_F(Import, RefusesHardLinksWithDotDot) {
  TestArchive{file}.file("usr/a").hard_link("usr/shadow", "../../../../etc/shadow");
  expect_refused("is a hard link with \"..\" in its target");
}

TEST_F(Import, RefusesHardLinksThroughALink) {
  TestArchive{file}.file("usr/a").link("usr/out", "/etc").hard_link("usr/passwd", "usr/out/passwd");
  expect_refused("leads through a symbolic link");
}

TEST_F(Import, RefusesHardLinksToALink) {
  TestArchive{file}.file("usr/a").link("usr/out", "/etc/passwd").hard_link("usr/passwd", "usr/out");
  expect_refused("leads through a symbolic link");
}

TEST_F(Import, RefusesHardLinksToWhatIsNotThere) {
  TestArchive{file}.file("usr/a").hard_link("usr/b", "usr/missing");
  expect_refused("which is not in the archive");
}

TEST_F(Import, RefusesCharacterDevices) {
  TestArchive{file}.file("usr/a").special("dev/mem", AE_IFCHR);
  expect_refused("\"dev/mem\" is a device node");
}

TEST_F(Import, RefusesBlockDevices) {
  TestArchive{file}.file("usr/a").special("usr/disk", AE_IFBLK);
  expect_refused("\"usr/disk\" is a device node");
}

TEST_F(Import, RefusesNamedPipes) {
  TestArchive{file}.file("usr/a").special("usr/pipe", AE_IFIFO);
  expect_refused("\"usr/pipe\" is a named pipe");
}

TEST_F(Import, RefusesAFileThatReplacesALink) {
  TestArchive{file}.file("usr/a").link("usr/b", "/etc/passwd").file("usr/b", "evil");
  expect_refused("\"usr/b\" is there twice");
}

TEST_F(Import, RefusesALinkThatReplacesAFolder) {
  TestArchive{file}.file("usr/lib/a").link("usr/lib", "/etc").file("usr/lib/escaped");
  expect_refused("\"usr/lib\" is there twice");
}

TEST_F(Import, RefusesAFolderThatReplacesALink) {
  TestArchive{file}.file("usr/a").link("usr/lib", "/etc").folder("usr/lib");
  expect_refused("\"usr/lib\" is there twice");
}

TEST_F(Import, RefusesAFileUsedAsAFolder) {
  TestArchive{file}.file("usr/a").file("usr/a/b");
  expect_refused("leads through a symbolic link or a file");
}

TEST_F(Import, RefusesTooManyEntries) {
  limits.entries = 3;
  TestArchive{file}.file("usr/a").file("usr/b").file("usr/c").file("usr/d");
  expect_refused("more than 3 entries");
}

TEST_F(Import, RefusesTooManyBytes) {
  limits.total = 1_MiB;
  TestArchive{file}.file("usr/a").zeros("usr/b", 600 << 10).zeros("usr/c", 600 << 10);
  expect_refused("\"usr/c\" brings the archive above 1 MiB");
}

TEST_F(Import, RefusesTooLargeAFile) {
  limits.file = 1_MiB;
  TestArchive{file}.file("usr/a").zeros("usr/b", 2 << 20);
  expect_refused("\"usr/b\" is larger than 1 MiB");
}

TEST_F(Import, RefusesDecompressionBombs) {
  limits.ratio_free = 1_MiB;
  TestArchive{file, TestArchive::Compression::zstd}.file("usr/a").zeros("usr/b", 64 << 20);
  expect_refused("a decompression bomb");
}

TEST_F(Import, RefusesTooDeepATree) {
  std::string path = "usr";
  for (int i = 0; i < 100; ++i) path += "/d";
  TestArchive{file}.file("usr/a").file(path + "/f");
  expect_refused("nested too deeply");
}

TEST_F(Import, RefusesTooLongNames) {
  TestArchive{file}.file("usr/a").file("usr/" + std::string(300, 'n'));
  expect_refused("too long a name");
  TestArchive{file}.link("usr/l", std::string(5000, 'n'));
  expect_refused("too long a target");
}

TEST_F(Import, RefusesATruncatedArchive) {
  TestArchive{file, TestArchive::Compression::gzip}
      .file("usr/a", std::string(100'000, 'a'))
      .file("usr/b", std::string(100'000, 'b'));
  fs::resize_file(file, fs::file_size(file) / 2);
  expect_refused("cannot be read");
}

TEST_F(Import, RefusesWhatIsNoArchive) {
  write("a.tar", std::string(100'000, 'x'));
  expect_refused("cannot be read");
}

// tests/images has what is right and wrong with layers.
TEST_F(Import, ReadsImagesInLayers) {
  TestArchive{file}.file("oci-layout", "{}").file("index.json", "{}");
  expect_refused("the image in the archive is damaged: index.json has no \"manifests\"");
}

TEST_F(Import, CountsFoldersThatAreOnlyImplied) {
  limits.entries = 10;
  TestArchive{file}.file("usr/1/2/3/4/5/6/7/8/9/10/a");
  expect_refused("more than 10 entries");
}

TEST_F(Import, RefusesTooManyBytesOfNames) {
  limits.names = 200_B;
  TestArchive{file}.file("usr/" + std::string(120, 'a')).file("usr/" + std::string(120, 'b'));
  expect_refused("its names are longer");
}

TEST(Printable, LeavesTextAndEscapesTheRest) {
  EXPECT_EQ(printable("Főtanúsítvány 😀"), "Főtanúsítvány 😀");
  EXPECT_EQ(printable("a\n\x1b[2J\x7f"), "a\\x0a\\x1b[2J\\x7f");
  EXPECT_EQ(printable("\xff\xc3"), "\\xff\\xc3");
  EXPECT_EQ(printable("\xc2\x9b"), "\\xc2\\x9b");  // a control sequence introducer in one character
}

TEST(Unprivileged, GivesTheResultOfTheChild) {
  EXPECT_TRUE(as_nobody({}, [] { return Result<>{}; }));
  const auto failed = as_nobody({}, []() -> Result<> { return fail(Errc::malformed_request, "no"); });
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, Errc::malformed_request);
  EXPECT_EQ(failed.error().message, "no");
}

TEST(Unprivileged, RunsAsAUserWhoOwnsNothing) {
  if (::geteuid() != 0) GTEST_SKIP() << "not possible here: only root has rights to give up";
  const auto rights = as_nobody({}, []() -> Result<> {
    if (::geteuid() == 0 || ::getuid() == 0 || ::getegid() == 0 || ::getgroups(0, nullptr) != 0 || ::setuid(0) == 0)
      return fail(Errc::internal, "it has root's rights");
    return {};
  });
  EXPECT_TRUE(rights) << rights.error().message;
}

TEST(Unprivileged, IsAnArchivesFaultWhereTheChildDies) {
  const auto died = as_nobody({}, []() -> Result<> { ::_exit(1); });
  ASSERT_FALSE(died);
  EXPECT_EQ(died.error().code, Errc::malformed_request);
}

TEST_F(Import, DoesNotFollowALinkInPlaceOfEtc) {
  TestArchive{file}.file("usr/a").link("etc", folder.path().string());
  const auto image = import();
  ASSERT_FALSE(image);
  EXPECT_FALSE(fs::exists(folder.path() / "hostname"));
}

TEST_F(Import, RefusesANameThatIsAPath) {
  TestArchive{file}.file("usr/a");
  EXPECT_FALSE(builder().import_archive("../x", file));
}

TEST_F(Import, SaysThatTheArchiveIsNotThere) { expect_refused("No such file"); }

}  // namespace
}  // namespace cordon::images
