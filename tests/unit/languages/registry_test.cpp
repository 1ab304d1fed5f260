#include "host/languages/registry.hpp"

#include "base/temp_dir.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

using namespace cordon;
using namespace cordon::languages;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

std::string manifest(std::string_view id, std::string_view more = "") {
  return "id: " + std::string{id} + "\nname: Some\nfiles: { main: main.x }\nimage: some\nrun: { argv: [x] }\n" +
         "samples: [{ name: a, source: b, stdout: c }]\n" + std::string{more} + "\n";
}

class Registry : public testing::Test {
 protected:
  void write(std::string_view name, std::string_view text) {
    const auto path = folder_.path() / name;
    std::ofstream{path} << text;
    std::filesystem::permissions(path, std::filesystem::perms{0644});
  }
  std::vector<std::string> ids() const {
    std::vector<std::string> all;
    for (const auto& language : languages_.table()->all()) all.push_back(language->id);
    return all;
  }
  std::vector<std::string> refusals() const {
    std::vector<std::string> all;
    for (const auto& refusal : languages_.table()->refused()) all.push_back(refusal.message);
    return all;
  }

  TempDir folder_ = *TempDir::create(std::filesystem::temp_directory_path(), "registry");
  Languages languages_{{.folder = folder_.path(), .check_image = [](std::string_view image) -> Result<> {
                          if (image == "missing") return fail(Errc::not_found, "there is no image \"missing\"");
                          return {};
                        }}};
};

}  // namespace

TEST_F(Registry, LoadsEveryManifestOfTheFolder) {
  write("b.yaml", manifest("lua"));
  write("a.yaml", manifest("ruby"));
  write("notes.txt", "no manifest");
  write(".swap.yaml", "half written");
  ASSERT_TRUE(languages_.reload());
  EXPECT_THAT(ids(), ElementsAre("lua", "ruby"));
  EXPECT_TRUE(refusals().empty());
}

TEST_F(Registry, FindsByIdAndAliasInAnyCase) {
  write("a.yaml", manifest("cpp", "aliases: [C++]\nextensions: [.cpp]"));
  ASSERT_TRUE(languages_.reload());
  for (const char* name : {"cpp", "CPP", "c++", "C++"}) EXPECT_TRUE(languages_.table()->find(name)) << name;
  EXPECT_EQ(languages_.table()->by_extension(".CPP")->id, "cpp");
  EXPECT_EQ(languages_.table()->by_extension(".x"), nullptr);
}

TEST_F(Registry, UnknownLanguageErrorListsTheKnownAndTheNearest) {
  write("a.yaml", manifest("python", "aliases: [py]"));
  write("b.yaml", manifest("lua"));
  ASSERT_TRUE(languages_.reload());
  const auto found = languages_.table()->find("pyhton");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, Errc::unknown_language);
  EXPECT_EQ(found.error().message,
            "there is no language \"pyhton\"; did you mean \"python\"? The languages here are lua, python");
}

TEST_F(Registry, ABadManifestLeavesTheOthers) {
  write("a.yaml", manifest("lua"));
  write("b.yaml", "id: [\n");
  write("c.yaml", manifest("ruby", "nmae: x"));
  ASSERT_TRUE(languages_.reload());
  EXPECT_THAT(ids(), ElementsAre("lua"));
  EXPECT_THAT(refusals(), ElementsAre(HasSubstr("b.yaml:2:1: "),
                                      "c.yaml:7:1: the manifest has no key \"nmae\"; did you mean \"name\"?"));
}

TEST_F(Registry, ADuplicateIdRefusesTheLaterFileAndNamesBothPlaces) {
  write("a.yaml", manifest("lua"));
  write("b.yaml", manifest("lua"));
  ASSERT_TRUE(languages_.reload());
  EXPECT_THAT(ids(), ElementsAre("lua"));
  EXPECT_THAT(refusals(), ElementsAre("b.yaml:1:5: the name \"lua\" is already taken at a.yaml:1:5"));
}

TEST_F(Registry, AnAliasClashRefusesTheLaterFile) {
  write("a.yaml", manifest("javascript", "aliases: [js, node]"));
  write("b.yaml", manifest("other", "aliases: [x, JS]"));
  write("c.yaml", manifest("third", "aliases: [Third]"));
  ASSERT_TRUE(languages_.reload());
  EXPECT_THAT(ids(), ElementsAre("javascript"));
  EXPECT_THAT(refusals(), ElementsAre(HasSubstr("b.yaml:7:14: the name \"JS\" is already taken at "),
                                      HasSubstr("c.yaml:7:11: the name \"Third\" is already given at line 1")));
}

TEST_F(Registry, AMissingImageIsARefusalWithItsPlace) {
  std::string text = manifest("lua");
  text.replace(text.find("image: some"), 11, "image: missing");
  write("a.yaml", text);
  ASSERT_TRUE(languages_.reload());
  EXPECT_TRUE(ids().empty());
  EXPECT_THAT(refusals(), ElementsAre("a.yaml:4:8: there is no image \"missing\""));
}

TEST_F(Registry, AManifestThatGoesBadKeepsTheOldOneInUse) {
  write("a.yaml", manifest("lua", "aliases: [moon]"));
  ASSERT_TRUE(languages_.reload());
  write("a.yaml", manifest("lua", "aliases: 5"));
  ASSERT_TRUE(languages_.reload());
  EXPECT_TRUE(languages_.table()->find("moon"));
  EXPECT_THAT(refusals(), ElementsAre(HasSubstr("expected a list"), HasSubstr("loaded before stays in use")));
  write("a.yaml", manifest("lua", "aliases: [mond]"));
  ASSERT_TRUE(languages_.reload());
  EXPECT_FALSE(languages_.table()->find("moon"));
  EXPECT_TRUE(languages_.table()->find("mond"));
  EXPECT_TRUE(refusals().empty());
}

TEST_F(Registry, ARemovedManifestTakesItsLanguageAway) {
  write("a.yaml", manifest("lua"));
  ASSERT_TRUE(languages_.reload());
  const auto before = languages_.table();
  std::filesystem::remove(folder_.path() / "a.yaml");
  ASSERT_TRUE(languages_.reload());
  EXPECT_TRUE(ids().empty());
  EXPECT_TRUE(before->find("lua"));  // who holds the old table still has it
}

TEST_F(Registry, ARefusedPluginTakesItsLanguagesOut) {
  write("a.yaml", manifest("lua", "plugin: lua.so"));
  write("b.yaml", manifest("ruby"));
  ASSERT_TRUE(languages_.reload());
  languages_.refuse({{"lua", "the plugin lua.so is not a shared object"}});
  EXPECT_THAT(ids(), ElementsAre("ruby"));
  EXPECT_THAT(refusals(), ElementsAre("a.yaml:7:9: the plugin lua.so is not a shared object"));
}

TEST_F(Registry, AFolderThatOthersCanWriteIsRefusedAndChangesNothing) {
  write("a.yaml", manifest("lua"));
  ASSERT_TRUE(languages_.reload());
  ::chmod(folder_.path().c_str(), 0777);
  const auto again = languages_.reload();
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, Errc::bad_configuration);
  EXPECT_THAT(again.error().message, HasSubstr("can be written by others"));
  EXPECT_THAT(ids(), ElementsAre("lua"));
}
