#include "host/languages/manifest.hpp"
#include "host/languages/rules/checker.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace cordon::languages::rules {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;

std::string read_text_file(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  EXPECT_TRUE(file) << path;
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

Rules rules_of(const std::string& language) {
  auto manifest = parse_manifest(read_text_file(TEST_SOURCES "/languages.d/" + language + ".yaml"));
  if (manifest) return manifest->language.rules;
  for (const auto& problem : manifest.error()) ADD_FAILURE() << language << ": " << problem.message;
  return {};
}

// One program of tests/unit/languages/rules/<language>.txt.
struct Program {
  std::string rule;  // "" where it is fine
  std::uint32_t line = 0;
  int at = 0;  // line of the corpus
  std::vector<std::pair<std::string, std::string>> files{{"", ""}};
};

std::string unescaped(std::string text) {
  const std::pair<std::string_view, std::string> marks[] = {
      {"{\\r}", "\r"}, {"{\\f}", "\f"}, {"{\\0}", std::string(1, '\0')}, {"{\\u2028}", "\xe2\x80\xa8"}};
  for (const auto& [mark, character] : marks)
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at))
      text.replace(at, mark.size(), character);
  return text;
}

std::vector<Program> corpus(const std::string& language) {
  std::istringstream lines{read_text_file(TEST_SOURCES "/tests/unit/languages/rules/" + language + ".txt")};
  std::vector<Program> programs;
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (line.starts_with("=== ")) {
      Program& program = programs.emplace_back();
      program.at = number;
      if (line == "=== fine") continue;
      const std::size_t colon = line.rfind(':');
      program.rule = line.substr(12, colon - 12);
      program.line = static_cast<std::uint32_t>(std::stoul(line.substr(colon + 1)));
    } else if (line.starts_with("--- ")) {
      programs.back().files.emplace_back(line.substr(4), "");
    } else {
      programs.back().files.back().second += unescaped(line) + "\n";
    }
  }
  return programs;
}

std::vector<Source> sources_of(const Program& program) {
  std::vector<Source> sources;
  for (const auto& [path, content] : program.files) sources.push_back({path, content});
  return sources;
}

class Corpus : public testing::TestWithParam<const char*> {};

TEST_P(Corpus, RefusesWhatItSaysAndNothingElse) {
  const auto checker = Checker::make(rules_of(GetParam()));
  ASSERT_TRUE(checker);
  const auto programs = corpus(GetParam());
  ASSERT_GT(programs.size(), 20u);
  for (const Program& program : programs) {
    SCOPED_TRACE(std::string{GetParam()} + ".txt:" + std::to_string(program.at) + "\n" + program.files[0].second);
    const auto remarks = checker->check("classroom", sources_of(program));
    std::string said;
    bool found = program.rule.empty() && remarks.empty();
    for (const Remark& remark : remarks) {
      said += remark.rule + ":" + std::to_string(remark.line) + " " + remark.message + "\n";
      found = found || (remark.rule == program.rule && remark.line == program.line);
    }
    EXPECT_TRUE(found) << "said:\n" << said;
  }
}

TEST_P(Corpus, StricterProfilesRefuseAllThatMilderOnesDo) {
  const auto checker = Checker::make(rules_of(GetParam()));
  ASSERT_TRUE(checker);
  for (const Program& program : corpus(GetParam())) {
    if (program.rule.empty()) continue;
    EXPECT_FALSE(checker->check("strict", sources_of(program)).empty()) << GetParam() << ".txt:" << program.at;
  }
}

TEST_P(Corpus, SamplesOfTheManifestAreFineInOpen) {
  const auto manifest =
      parse_manifest(read_text_file(TEST_SOURCES "/languages.d/" + std::string{GetParam()} + ".yaml"));
  ASSERT_TRUE(manifest);
  const auto checker = Checker::make(manifest->language.rules);
  ASSERT_TRUE(checker);
  for (const Sample& sample : manifest->language.samples)
    EXPECT_THAT(checker->check("open", {{"", sample.source}}), IsEmpty()) << sample.name;
}

INSTANTIATE_TEST_SUITE_P(Languages, Corpus,
                         testing::Values("python", "javascript", "typescript", "java", "cpp", "go", "rust"),
                         [](const auto& language) { return std::string{language.param}; });

// ---- places and bounds

std::vector<Remark> classroom(const std::string& language, std::string_view source) {
  const auto checker = Checker::make(rules_of(language));
  EXPECT_TRUE(checker);
  return checker->check("classroom", {{"", source}});
}

TEST(Rules, NamesTheImportAndItsPlace) {
  EXPECT_THAT(classroom("python", "x = 1\nif x:\n  import os.path as p\n"),
              ElementsAre(Remark{"deny_imports", "importing os.path is not allowed", 0, 3, 10}));
}

TEST(Rules, CountsColumnsInCharacters) {
  EXPECT_THAT(classroom("python", "größe = '漢'; import os\n"),
              ElementsAre(Remark{"deny_imports", "importing os is not allowed", 0, 1, 21}));
}

TEST(Rules, GivesThePlaceInTheSourceAsItWasSubmitted) {
  EXPECT_THAT(classroom("java", "class A {\n  \\u006aava.net.Socket s;\n}\n"),
              ElementsAre(Remark{"deny_imports", "using java.net.Socket is not allowed", 0, 2, 3}));
  EXPECT_THAT(classroom("cpp", "int a;\n#inc\\\nlude <uni\\\nstd.h>\n"),
              ElementsAre(Remark{"deny_imports", "importing unistd.h is not allowed", 0, 2, 1}));
}

TEST(Rules, TellsWhichFile) {
  const auto checker = Checker::make(rules_of("python"));
  ASSERT_TRUE(checker);
  const auto remarks = checker->check("classroom", {{"", "import b"}, {"a.txt", "import os"}, {"b.py", "import os"}});
  EXPECT_THAT(remarks, ElementsAre(Remark{"deny_imports", "importing os is not allowed", 2, 1, 8}));
}

TEST(Rules, LooksAtTheMainFileWhateverItIsCalled) {
  const auto checker = Checker::make(rules_of("python"));
  ASSERT_TRUE(checker);
  EXPECT_EQ(checker->check("classroom", {{"program.txt", "import os"}}).size(), 1u);
}

TEST(Rules, SaysABoundedNumberOfThings) {
  std::string many;
  for (int i = 0; i < 10'000; ++i) many += "import os\n";
  EXPECT_EQ(classroom("python", many).size(), 64u);
}

class Deep : public testing::TestWithParam<const char*> {};

TEST_P(Deep, NeitherOverflowsNorHangs) {
  const auto checker = Checker::make(rules_of(GetParam()));
  ASSERT_TRUE(checker);
  for (const std::string part :
       {"(",  "[",     "{",  "a.", "-",       "!",        "f(",      "<",        "a<",      "\"",   "`${", "/*",
        "a=", "if(a)", "x?", "::", "#if 1\n", "use a::{", "fn f(){", "class A{", "lambda:", "not ", "&",   "import ",
        "x=>", "{let a=a;", "int a;", "m!(a::{", "a as b,", "f(int)", "a=a.b\n", "a.constructor", "class A{A a;}"}) {
    // Takes gigabytes, of which the worker has one: tests/api/test_rules.py.
    if (part == "a<" && GetParam() == std::string_view{"java"}) continue;
    std::string text;
    while (text.size() + part.size() <= 50'000) text += part;
    for (const char* profile : {"classroom"}) {
      const auto remarks = checker->check(profile, {{"", text}});
      EXPECT_LE(remarks.size(), 64u) << GetParam() << " " << part;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Languages, Deep,
                         testing::Values("python", "javascript", "typescript", "java", "cpp", "go", "rust"),
                         [](const auto& language) { return std::string{language.param}; });

TEST(Rules, RefusesWhatTakesTooLongToRead) {
  auto checker = Checker::make(rules_of("python"), {.time = std::chrono::microseconds{1}});
  ASSERT_TRUE(checker);
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += "x = (1, 2, 3)\n";
  EXPECT_THAT(checker->check("classroom", {{"", text}}), Contains(Field(&Remark::rule, "max_nodes")));
}

TEST(Rules, NestingCountsNeitherStringsNorLongSums) {
  const Rules rules{.grammar = "python", .profiles = {{.name = "open", .max_nesting = 3}}};
  const auto found = [&](std::string_view source) { return check(rules, "open", {{"", source}})->size(); };
  EXPECT_EQ(found("x = [[[1]]]"), 0u);
  EXPECT_EQ(found("x = [[[[1]]]]"), 1u);
  EXPECT_EQ(found("x = '[[[['"), 0u);
  EXPECT_EQ(found("x = 1+1+1+1+1+1+1+1"), 0u);
  EXPECT_EQ(found("if 1:\n if 2:\n  if 3:\n   if 4: pass\n"), 1u);
}

TEST(Rules, CountsLengthInCharactersAndNodesInTheTree) {
  const Rules rules{.grammar = "python", .profiles = {{.name = "open", .max_length = 4, .max_nodes = 20}}};
  const auto first = [&](std::string_view source) {
    const auto found = *check(rules, "open", {{"", source}});
    return found.empty() ? "" : found.front().rule;
  };
  EXPECT_EQ(first("äöü\n"), "");
  EXPECT_EQ(first("abcde"), "max_length");
  EXPECT_EQ(first("a;b;c"), "max_length");
}

TEST(Rules, MostProgramsAreFineWithoutALook) {
  const Profile open{.name = "open", .max_nesting = 256};
  EXPECT_TRUE(is_plainly_fine(open, {{"", "print('hello')"}}));
  EXPECT_FALSE(is_plainly_fine(open, {{"", std::string(257, '(')}}));
  EXPECT_FALSE(is_plainly_fine({.name = "classroom", .deny_imports = {"os"}}, {{"", ""}}));
}

// ---- queries and patterns

TEST(Rules, QueriesKnowPredicates) {
  const Rules rules{
      .grammar = "python",
      .profiles = {{.name = "open",
                    .queries = {{"no-one", R"(((identifier) @finding (#match? @finding "^[xy]$")))", "no x"},
                                {"same", "((assignment left: (_) @a right: (_) @b) (#eq? @a @b))", "same"}}}}};
  const auto remarks = *check(rules, "open", {{"", "x = 1\nz = z\n# x\n"}});
  EXPECT_THAT(remarks, ElementsAre(Remark{"no-one", "no x", 0, 1, 1}, Remark{"same", "same", 0, 2, 1}));
}

TEST(Rules, PatternsNeedNoGrammar) {
  const Rules rules{
      .profiles = {{.name = "open", .patterns = {{"os-execute", R"(\bos\s*\.\s*execute\b)", "no commands"}}}}};
  EXPECT_THAT(*check(rules, "open", {{"", "print(1)\nos . execute('id')\n"}}),
              ElementsAre(Remark{"os-execute", "no commands", 0, 2, 1}));
}

TEST(Rules, RefusesARuleThatIsNone) {
  const Rules bad_query{.grammar = "python", .profiles = {{.name = "open", .queries = {{"a", "(nonsense) @x", "m"}}}}};
  EXPECT_FALSE(check(bad_query, "open", {{"", ""}}));
  const Rules bad_pattern{.profiles = {{.name = "open", .patterns = {{"a", "(", "m"}}}}};
  EXPECT_FALSE(check(bad_pattern, "open", {{"", ""}}));
  EXPECT_FALSE(check({.grammar = "cobol"}, "open", {{"", ""}}));
}

}  // namespace
}  // namespace cordon::languages::rules
