#include "host/languages/prepared.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace cordon;
using namespace cordon::languages;
using testing::HasSubstr;

namespace {

Language java() {
  Language language;
  language.id = "java";
  language.plugin = "java.so";
  language.main_file = "Main.java";
  language.variables = {{"entry", "Main"}};
  return language;
}

std::vector<std::string> paths(const Prepared& prepared) {
  std::vector<std::string> all;
  for (const SourceFile& file : prepared.files) all.push_back(file.path);
  return all;
}

}  // namespace

TEST(Prepared, MainFileWithoutANameGetsTheManifests) {
  const auto prepared = apply(java(), {{"", "x"}}, {});
  ASSERT_TRUE(prepared);
  EXPECT_EQ(prepared->files, (std::vector<SourceFile>{{"Main.java", "x"}}));
  EXPECT_EQ(prepared->variables.at("entry"), "Main");
}

TEST(Prepared, PluginRenamesAddsAndSetsVariables) {
  const auto prepared = apply(
      java(), {{"", "x"}, {"b.java", "y"}},
      {.renames = {{0, "Hello.java"}}, .added = {{"go.mod", "m"}}, .variables = {{"entry", "Hello"}, {"new", "n"}}});
  ASSERT_TRUE(prepared);
  EXPECT_EQ(paths(*prepared), (std::vector<std::string>{"Hello.java", "b.java", "go.mod"}));
  EXPECT_EQ(prepared->variables, (std::map<std::string, std::string>{{"entry", "Hello"}}));
}

TEST(Prepared, WhatTheClientSentIsNotReplacedByWhatIsAdded) {
  const auto prepared = apply(java(), {{"", "x"}, {"go.mod", "mine"}}, {.added = {{"go.mod", "theirs"}}});
  ASSERT_TRUE(prepared);
  EXPECT_EQ(prepared->files.at(1).content, "mine");
  EXPECT_EQ(prepared->files.size(), 2u);
}

TEST(Prepared, NoFileIsCalledAsWhatTheCompilerMakes) {
  Language language = java();
  language.compile.push_back({.artefacts = {"out"}});
  const auto taken = apply(language, {{"Main.java", "x"}, {"out", "y"}}, {});
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().code, Errc::refused_source);
  ASSERT_EQ(taken.error().findings.size(), 1u);
  EXPECT_EQ(taken.error().findings[0].rule, "files.name-is-taken");
  EXPECT_EQ(taken.error().findings[0].file, "out");
  EXPECT_TRUE(apply(language, {{"Main.java", "x"}, {"out/y.txt", "y"}, {"output", "y"}}, {}));
}

TEST(Prepared, PathsThatLeaveTheWorkFolderAreThePluginsFault) {
  for (const char* path : {"../evil", "/etc/passwd", "a/../../b", "", ".", "a\nb"}) {
    const auto renamed = apply(java(), {{"", "x"}}, {.renames = {{0, path}}});
    ASSERT_FALSE(renamed) << path;
    EXPECT_EQ(renamed.error().code, Errc::internal);
    EXPECT_THAT(renamed.error().message, HasSubstr("language plugin java.so failed"));
    EXPECT_FALSE(apply(java(), {{"", "x"}}, {.added = {{path, "x"}}})) << path;
  }
  EXPECT_FALSE(apply(java(), {{"", "x"}}, {.renames = {{1, "a"}}}));
}

TEST(Prepared, AnErrorRefusesTheSource) {
  const auto prepared = apply(java(), {{"a.java", "x"}},
                              {.remarks = {{Severity::warning, 0, 1, 1, "w", "warned"},
                                           {Severity::error, 0, 3, 5, "java.bad", "this is not Java"},
                                           {Severity::error, 9, 0, 0, "java.other", "nor is this"}}});
  ASSERT_FALSE(prepared);
  EXPECT_EQ(prepared.error().code, Errc::refused_source);
  EXPECT_EQ(prepared.error().message, "this is not Java (a.java, line 3), and 1 more");
  ASSERT_EQ(prepared.error().findings.size(), 2u);
  EXPECT_EQ(prepared.error().findings[0], (Finding{"java.bad", "this is not Java", "a.java", 3, 5}));
}

TEST(Prepared, AWarningDoesNot) {
  const auto prepared = apply(java(), {{"", "x"}}, {.remarks = {{Severity::warning, 0, 1, 1, "w", "warned"}}});
  ASSERT_TRUE(prepared);
  ASSERT_EQ(prepared->warnings.size(), 1u);
  EXPECT_EQ(prepared->warnings[0].file, "Main.java");
}

TEST(Prepared, TwoFilesOfOneNameAreRefused) {
  const auto prepared = apply(java(), {{"", "x"}, {"Hello.java", "y"}}, {.renames = {{0, "Hello.java"}}});
  ASSERT_FALSE(prepared);
  EXPECT_EQ(prepared.error().code, Errc::refused_source);
  EXPECT_EQ(prepared.error().findings.at(0).rule, "files.same-name");
}

TEST(Prepared, AFileThatWouldBeAFolderIsRefused) {
  const auto prepared = apply(java(), {{"a", "x"}, {"a/b", "y"}}, {});
  ASSERT_FALSE(prepared);
  EXPECT_EQ(prepared.error().findings.at(0).rule, "files.name-is-a-folder");
}

TEST(Prepared, OnlyTheMainFileMayBeWithoutAName) {
  const auto prepared = apply(java(), {{"", "x"}, {"", "y"}}, {});
  ASSERT_FALSE(prepared);
  EXPECT_EQ(prepared.error().code, Errc::refused_source);
}
