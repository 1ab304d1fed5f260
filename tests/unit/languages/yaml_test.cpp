#include "host/languages/yaml.hpp"

#include <gtest/gtest.h>

namespace yaml = cordon::languages::yaml;

namespace {

std::string problem_of(std::string_view text) {
  const auto result = yaml::parse(text);
  if (result) return "none";
  return std::to_string(result.error().place.line) + ":" + std::to_string(result.error().place.column) + ": " +
         result.error().message;
}

}  // namespace

TEST(Yaml, KnowsThePlaceOfEveryNode) {
  const auto root = yaml::parse("a: 1\nb:\n  - x\n  - 'y'\n");
  ASSERT_TRUE(root);
  ASSERT_EQ(root->children.size(), 2u);
  const yaml::Node& list = root->children[1];
  EXPECT_EQ(list.key, "b");
  EXPECT_EQ(list.key_place, (yaml::Place{2, 1}));
  EXPECT_EQ(list.children[1].place, (yaml::Place{4, 5}));
  EXPECT_EQ(list.children[1].text_column, 6);
  EXPECT_TRUE(list.children[1].quoted);
}

TEST(Yaml, RefusesAliasesAndAnchors) {
  EXPECT_EQ(problem_of("a: &x 1\n"), "1:4: anchors (&name) are not used in manifests; write the value out");
  EXPECT_NE(problem_of("a: &x [1]\nb: *x\n").find("anchors"), std::string::npos);
}

TEST(Yaml, RefusesABombBeforeItUnfolds) {
  std::string bomb = "a0: &a0 [x]\n";
  for (int i = 1; i < 30; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before + "," + before + "," + before + "]\n";
  }
  EXPECT_NE(problem_of(bomb).find("anchors"), std::string::npos);
}

TEST(Yaml, RefusesDepthBeyondItsLimit) {
  EXPECT_NE(problem_of(std::string(10'000, '[')), "none");  // the scanner sees the end of the file first
  EXPECT_NE(problem_of("a: " + std::string(17, '[') + std::string(17, ']')).find("levels deep"), std::string::npos);
}

TEST(Yaml, RefusesTooManyValues) {
  std::string many = "a: [";
  for (int i = 0; i < 6000; ++i) many += "1,";
  EXPECT_NE(problem_of(many + "1]").find("more than 5000 values"), std::string::npos);
}

TEST(Yaml, RefusesAFileThatIsTooLarge) {
  EXPECT_NE(problem_of("a: " + std::string(yaml::max_bytes, 'x')).find("larger than 256 KiB"), std::string::npos);
}

TEST(Yaml, NamesBothPlacesOfADuplicateKey) {
  EXPECT_EQ(problem_of("a: 1\nb: 2\na: 3\n"), "3:1: the key \"a\" is given twice; the first is at line 1, column 1");
}

TEST(Yaml, RefusesASecondDocument) {
  EXPECT_TRUE(problem_of("a: 1\n---\nb: 2\n").starts_with("3:1: a second document"));
}

TEST(Yaml, RefusesTags) { EXPECT_NE(problem_of("a: !!binary x\n").find("tags"), std::string::npos); }

TEST(Yaml, RefusesKeysThatAreNotText) {
  EXPECT_NE(problem_of("? [a]\n: 1\n").find("a key must be text"), std::string::npos);
}

TEST(Yaml, RefusesBytesThatAreNoText) {
  EXPECT_EQ(problem_of("a: \xff\n"), "1:4: not valid UTF-8");
  EXPECT_NE(problem_of(std::string_view{"a: \0\n", 5}).find("control character"), std::string::npos);
}

TEST(Yaml, SaysWhereTheSyntaxIsWrong) { EXPECT_TRUE(problem_of("a: [1, 2\nb: 3\n").starts_with("2:")); }

TEST(Yaml, RefusesAnEmptyFile) {
  EXPECT_EQ(problem_of(""), "1:1: the file is empty");
  EXPECT_EQ(problem_of("# only a comment\n"), "1:1: the file is empty");
}

TEST(Yaml, TellsTextFromNumbersAsYaml12Does) {
  const auto root = yaml::parse("[no, 'true', true, 12, 1.5, 0x1f, ~, 1.2.3]");
  ASSERT_TRUE(root);
  std::vector<yaml::Scalar> types;
  for (const auto& node : root->children) types.push_back(scalar_type(node));
  using enum yaml::Scalar;
  EXPECT_EQ(types, (std::vector{text, text, boolean, integer, number, integer, null, text}));
}
