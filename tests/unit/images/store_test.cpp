#include "images/store.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/file.h>
#include <thread>

#include "tests/unit/images/archive.hpp"
#include "tests/unit/images/scratch.hpp"

namespace cordon::images {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Stored : Scratch {
  Image import(const std::string& name, const std::string& content) {
    TestArchive{folder.path() / "a.tar"}.file("usr/a", content).file("usr/same", "same");
    return builder().import_archive(name, folder.path() / "a.tar").value();
  }
};

TEST_F(Stored, IsFoundByNameAndListed) {
  const Image image = import("x", "one");
  EXPECT_EQ(store.find("x").value(), image);
  EXPECT_THAT(store.list(), ElementsAre(image));
  EXPECT_EQ(image.rootfs, store.folder() / image.digest / "rootfs");
}

TEST_F(Stored, IsSuggestedWhenItsNameIsMistyped) {
  import("python", "one");
  const auto wrong = store.find("pyhton");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().code, Errc::not_found);
  EXPECT_THAT(wrong.error().message, HasSubstr("did you mean \"python\"?"));
}

TEST_F(Stored, IsNotFoundByAPath) {
  write("images/secret", R"({"digest": "x"})");
  for (const char* name : {"../secret", "/etc/passwd", "", ".", "..", "A", "a/b"})
    EXPECT_EQ(store.find(name).error().code, Errc::not_found) << name;
}

TEST_F(Stored, IsCalledDamagedWhenItsNamePointsToNothing) {
  ASSERT_TRUE(store.set_name("x", std::string(64, 'a'), ""));
  EXPECT_EQ(store.find("x").error().code, Errc::unavailable);
  write("images/by-name/y", "no json");
  EXPECT_EQ(store.find("y").error().code, Errc::unavailable);
}

TEST_F(Stored, StaysWhileANamePointsToItAndGoesAfterwards) {
  const Image old = import("x", "one");
  const Image now = import("x", "two");
  const auto report = builder().collect_garbage().value();
  EXPECT_THAT(report.removed, ElementsAre(old.digest));
  EXPECT_FALSE(fs::exists(old.rootfs));
  EXPECT_TRUE(fs::exists(now.rootfs / "usr/same"));
  EXPECT_GT(report.freed_bytes, 0U);
  EXPECT_THAT(builder().collect_garbage().value().removed, IsEmpty());
}

TEST_F(Stored, StaysWhileSomebodyHoldsIt) {
  const Image old = import("x", "one");
  import("x", "two");
  {
    const auto held = store.hold(old);
    ASSERT_TRUE(held);
    const auto report = builder().collect_garbage().value();
    EXPECT_THAT(report.in_use, ElementsAre(old.digest));
    EXPECT_TRUE(fs::exists(old.rootfs));
  }
  EXPECT_THAT(builder().collect_garbage().value().removed, ElementsAre(old.digest));
  EXPECT_FALSE(store.hold(old));
}

TEST_F(Stored, LeavesNoFileBehindThatNoImageHas) {
  import("x", "one");
  fs::remove(store.folder() / "by-name/x");
  ASSERT_TRUE(builder().collect_garbage());
  EXPECT_TRUE(fs::is_empty(store.files_folder()));
}

TEST_F(Stored, IsSweptOfInterruptedBuildsByTheNextBuilder) {
  write("images/.building-abc/image/rootfs/usr/a", "half");
  write("images/by-name/.x.1", "half");
  const Image image = import("x", "one");
  EXPECT_FALSE(fs::exists(store.folder() / ".building-abc"));
  EXPECT_THAT(store.names(), ElementsAre("x"));
  EXPECT_TRUE(fs::exists(image.rootfs));
}

TEST_F(Stored, IsSweptWithoutFollowingLinks) {
  write("outside/keep", "x");
  fs::create_directories(store.folder() / ".building-abc");
  fs::create_directory_symlink(folder.path() / "outside", store.folder() / ".building-abc/link");
  fs::create_directory_symlink(folder.path() / "outside", store.folder() / ".building-link");
  ASSERT_TRUE(Builder::open(store, {}));
  EXPECT_TRUE(fs::exists(folder.path() / "outside/keep"));
  EXPECT_FALSE(fs::exists(fs::symlink_status(store.folder() / ".building-link")));
}

TEST_F(Stored, HasOneBuilderAtATime) {
  auto first = std::make_unique<Builder>(builder());
  std::vector<std::string> told;
  std::jthread second{
      [&] { EXPECT_TRUE(Builder::open(store, [&](const Event& event) { told.push_back(event.text); })); }};
  const int probe = ::open((store.folder() / "lock").c_str(), O_RDONLY | O_CLOEXEC);
  EXPECT_NE(::flock(probe, LOCK_EX | LOCK_NB), 0);
  ::close(probe);
  first.reset();
  second.join();
  EXPECT_LE(told.size(), 1U);
}

TEST_F(Stored, SaysWhichRecipeIsMeant) {
  write("r/python.yaml", "suite: trixie\npackages: [python3]\n");
  const std::vector<std::string> names{"pyton"};
  const auto built = builder().ensure(names, {.recipes = folder.path() / "r"});
  ASSERT_FALSE(built);
  EXPECT_THAT(built.error().message, HasSubstr("did you mean \"python\"?"));
}

TEST_F(Stored, IsNotBuiltOverAnImportOfTheSameName) {
  const Image mine = import("python", "mine");
  write("r/python.yaml", "suite: trixie\npackages: [python3]\n");
  const auto images = builder().ensure({}, {.recipes = folder.path() / "r"});
  ASSERT_TRUE(images) << images.error().message;
  EXPECT_THAT(*images, ElementsAre(mine));
}

TEST_F(Stored, IsNotBuiltAgainWhileNothingChanged) {
  const Image image = import("python", "built");
  write("r/python.yaml", "suite: trixie\npackages: [python3]\n");
  const auto recipe = load_recipe(folder.path() / "r", "python").value();
  ASSERT_TRUE(store.set_name("python", image.digest, recipe_digest(recipe, {})));
  const auto images = builder().ensure({}, {.recipes = folder.path() / "r"});
  ASSERT_TRUE(images) << images.error().message;
  EXPECT_EQ(images->front().digest, image.digest);
}

}  // namespace
}  // namespace cordon::images
