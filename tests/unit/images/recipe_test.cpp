#include "images/recipe.hpp"

#include <gmock/gmock.h>

#include "tests/unit/images/scratch.hpp"

namespace cordon::images {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

struct Recipes : Scratch {
  void SetUp() override {
    write("r/base.yaml", "abstract: true\nsuite: trixie\npackages: [libc6]\nsteps:\n  - [ldconfig]\n");
  }
  // What is wrong with this recipe, without the folder.
  std::string error(const std::string& text) {
    write("r/x.yaml", text);
    const auto recipe = load_recipe(folder.path() / "r", "x");
    if (recipe) return "no error";
    const std::string prefix = (folder.path() / "r/").string();
    const std::string& message = recipe.error().message;
    return message.starts_with(prefix) ? message.substr(prefix.size()) : message;
  }
};

TEST_F(Recipes, AreLaidOverTheirBase) {
  write("r/x.yaml",
        "base: base\npackages: [python3]\nfiles: { /etc/a: hello }\nsteps:\n  - [python3, -V]\nremove: "
        "[/usr/share/doc]\n");
  const auto recipe = load_recipe(folder.path() / "r", "x");
  ASSERT_TRUE(recipe) << recipe.error().message;
  EXPECT_EQ(recipe->suite, "trixie");
  EXPECT_FALSE(recipe->is_abstract);
  EXPECT_THAT(recipe->packages, ElementsAre("libc6", "python3"));
  EXPECT_THAT(recipe->steps, ElementsAre(ElementsAre("ldconfig"), ElementsAre("python3", "-V")));
  EXPECT_EQ(recipe->files.at("etc/a"), (File{.text = "hello"}));
}

TEST_F(Recipes, SayWhereAnUnknownKeyIsAndWhatWasMeant) {
  EXPECT_EQ(error("base: base\npakages: [a]\n"), "x.yaml:2:1: unknown key \"pakages\"; did you mean \"packages\"?");
}

TEST_F(Recipes, SayWhereAnUnknownKeyOfAFileIs) {
  EXPECT_EQ(error("base: base\nfiles:\n  /a: { lnk: b }\n"), "x.yaml:3:9: unknown key \"lnk\"; did you mean \"link\"?");
}

TEST_F(Recipes, SayWhereATypeIsWrong) {
  EXPECT_EQ(error("base: base\npackages: python3\n"), "x.yaml:2:11: packages must be a list");
  EXPECT_EQ(error("base: base\nsteps:\n  - echo hello\n"),
            "x.yaml:3:5: a step is a list of arguments, not a command line: [program, argument]");
  EXPECT_EQ(error("[]"), "x.yaml:1:1: a recipe must be a mapping");
}

TEST_F(Recipes, RefuseAKeyThatComesTwice) {
  EXPECT_EQ(error("base: base\npackages: [a]\npackages: [b]\n"), "x.yaml:3:1: \"packages\" is there twice");
}

TEST_F(Recipes, RefusePathsThatLeaveTheImage) {
  EXPECT_EQ(error("base: base\nfiles: { /../etc/x: a }\n"), "x.yaml:2:10: \"/../etc/x\" has a \"..\" in it");
  EXPECT_EQ(error("base: base\nfiles: { etc/x: a }\n"), "x.yaml:2:10: \"etc/x\" must be an absolute path in the image");
}

TEST_F(Recipes, RefuseOptionsInThePlaceOfPackages) {
  EXPECT_EQ(error("base: base\npackages: [\"--allow-anything\"]\n"),
            "x.yaml:2:11: \"--allow-anything\" is no Debian package name");
}

TEST_F(Recipes, RefuseSetUidModes) {
  EXPECT_THAT(error("base: base\nfiles: { /a: { content: b, mode: \"4755\" } }\n"), HasSubstr("set-uid"));
}

TEST_F(Recipes, RefuseAnNpmPackageWithoutAVersion) {
  EXPECT_EQ(error("base: base\nnpm:\n  left-pad: { files: { a: /a } }\n"), "x.yaml:3:13: version is missing");
}

TEST_F(Recipes, SayWhichBaseIsNotThere) {
  EXPECT_THAT(error("base: bsae\npackages: [a]\n"), HasSubstr("x.yaml:1:7: there is no recipe \"bsae\""));
}

TEST_F(Recipes, EndACircleOfBases) {
  write("r/y.yaml", "base: x\npackages: [a]\n");
  EXPECT_THAT(error("base: y\npackages: [a]\n"), HasSubstr("too long, or a circle"));
}

TEST_F(Recipes, SayWhereTheYamlIsBroken) { EXPECT_THAT(error("base: base\nsteps: [a\n"), HasSubstr("x.yaml:3:")); }

TEST_F(Recipes, AreTheSameWhateverTheOrderOfKeysAndTheComments) {
  write("r/x.yaml", "base: base\npackages: [a]\nremove: [/b]\n");
  const auto one = load_recipe(folder.path() / "r", "x").value();
  write("r/x.yaml", "# comment\nremove: [/b]\npackages:\n  - a\nbase: base\n");
  const auto other = load_recipe(folder.path() / "r", "x").value();
  EXPECT_EQ(recipe_digest(one, {}), recipe_digest(other, {}));
}

TEST_F(Recipes, HaveAnotherDigestWhenTheirBaseOrLockChanges) {
  write("r/x.yaml", "base: base\npackages: [a]\n");
  const auto one = load_recipe(folder.path() / "r", "x").value();
  EXPECT_NE(recipe_digest(one, {}), recipe_digest(one, Resolved{.packages = {{"a", "1"}}, .npm = {}}));
  write("r/base.yaml", "abstract: true\nsuite: trixie\npackages: [libc6, dash]\n");
  EXPECT_NE(recipe_digest(one, {}), recipe_digest(load_recipe(folder.path() / "r", "x").value(), {}));
}

TEST_F(Recipes, AreListedWithoutTheBases) {
  write("r/x.yaml", "base: base\npackages: [a]\n");
  write("r/lock.yaml", "{}\n");
  EXPECT_THAT(recipe_names(folder.path() / "r").value(), ElementsAre("x"));
}

TEST(TheRecipesOfThisProject, AreValid) {
  const std::filesystem::path recipes = CORDON_SOURCE_DIR "/images";
  const auto names = recipe_names(recipes).value();
  for (const auto& name : names) {
    const auto recipe = load_recipe(recipes, name);
    EXPECT_TRUE(recipe) << (recipe ? "" : recipe.error().message);
  }
}

}  // namespace
}  // namespace cordon::images
