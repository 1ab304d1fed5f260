#include "host/languages/manifest.hpp"
#include "host/languages/messages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cordon::languages {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// Nine lines, so that what is tested begins in line 10.
const std::string manifest_head = R"(id: lua
name: Lua
files: { main: main.lua }
image: lua
run: { argv: [/usr/bin/lua, "{main}"] }
samples:
  - name: hello
    source: x
    stdout: x
)";

rules::Rules rules_in(const std::string& text) {
  const auto manifest = parse_manifest(manifest_head + text);
  if (manifest) return manifest->language.rules;
  for (const auto& problem : manifest.error()) ADD_FAILURE() << located("x.yaml", problem);
  return {};
}

std::string first_problem(const std::string& text) {
  const auto manifest = parse_manifest(manifest_head + text);
  return manifest ? "" : located("x.yaml", manifest.error().front());
}

TEST(RulesSection, AnsweredWithOpenWhereNothingIsSaid) {
  EXPECT_THAT(rules_in("").profiles, ElementsAre(rules::Profile{.name = "open"}));
  EXPECT_THAT(rules_in("grammar: python\n").profiles, ElementsAre(rules::Profile{.name = "open", .max_nesting = 256}));
}

TEST(RulesSection, GivesEachProfileTheRulesOfThoseBeforeIt) {
  const auto rules = rules_in(R"(grammar: python
profiles:
  classroom:
    max_nesting: 64
    deny_imports: [os]
    allow_members: { sys: [argv, exit] }
    queries: [{ id: no-lambda, query: (lambda) @finding, message: no lambda }]
  exam: { deny_imports: [socket, os], allow_members: { sys: [exit] }, max_nodes: 100 }
  same:
)");
  ASSERT_EQ(rules.profiles.size(), 4u);
  EXPECT_EQ(rules.profiles[0].max_nesting, 256u);
  const auto& exam = rules.profiles[2];
  EXPECT_EQ(exam.max_nesting, 64u);
  EXPECT_EQ(exam.max_nodes, 100u);
  EXPECT_THAT(exam.deny_imports, ElementsAre("os", "socket"));
  EXPECT_THAT(exam.allow_members.at("sys"), ElementsAre("exit"));
  EXPECT_EQ(exam.queries.size(), 1u);
  auto same = rules.profiles[3];
  same.name = "exam";
  EXPECT_EQ(same, exam);
}

TEST(RulesSection, ReachesTheWorkerAsItIs) {
  const auto rules = rules_in(R"(grammar: python
profiles:
  open: { max_length: 9, max_nodes: 8, max_nesting: 7, deny_imports: [a], deny_calls: [b], deny_files: [.c] }
  more:
    allow_members: { d: [e, f] }
    queries: [{ id: g, query: (lambda) @finding, message: h }]
    patterns: [{ id: i, pattern: 'j+', message: k }]
)");
  const auto request = decode<LoadRequest>(encode(LoadRequest{.items = {{"lua", "", "", rules}}}));
  ASSERT_TRUE(request);
  EXPECT_EQ(request->items.at(0).rules, rules);
}

TEST(RulesSection, SaysWhatIsWrongAndWhere) {
  const std::pair<const char*, const char*> wrong[] = {
      {"grammar: pyton\n", "x.yaml:10:10: there is no grammar \"pyton\"; did you mean \"python\"?"},
      {"grammar: cobol\n", "x.yaml:10:10: there is no grammar \"cobol\"; there are python, javascript"},
      {"grammar: [python]\n", "x.yaml:10:10: expected text"},
      {"profiles: [open]\n", "x.yaml:10:11: expected a mapping"},
      {"profiles: { open: { deny_import: [os] } }\n",
       "x.yaml:10:21: `profiles.open` has no key \"deny_import\"; did you mean \"deny_imports\"?"},
      {"profiles: { open: { deny_imports: [os] } }\n", "this manifest names no `grammar`"},
      {"profiles: { open: { max_nesting: 3 } }\n", "x.yaml:10:21: `max_nesting` looks at syntax"},
      {"profiles: { Class: { max_length: 3 } }\n", "x.yaml:10:13: a profile's name has lower-case letters"},
      {"profiles: { a: { max_length: 3 }, open: }\n", "x.yaml:10:35: `open` comes first"},
      {"profiles: { open: { max_length: 3 }, a: { max_length: 4 } }\n",
       "x.yaml:10:55: the profile before it has a lower `max_length`, 3: a later profile only tightens"},
      {"profiles: { open: { max_length: 0 } }\n", "x.yaml:10:33: expected a whole number from 1"},
      {"profiles: { open: { deny_files: [so] } }\n", "x.yaml:10:34: expected how file names end, such as .so"},
      {"profiles: { open: { patterns: [{ id: a, pattern: '(', message: m }] } }\n",
       "x.yaml:10:50: this is no RE2 pattern"},
      {"profiles: { open: { patterns: [{ id: A b, pattern: x, message: m }] } }\n",
       "x.yaml:10:38: expected lower-case"},
      {"profiles: { open: { patterns: [{ id: deny_imports, pattern: x, message: m }] } }\n",
       "x.yaml:10:38: there is another rule that is called \"deny_imports\""},
      {"profiles: { open: { patterns: [{ id: a, pattern: x }] } }\n", "x.yaml:10:32: a pattern has no `message`"},
      {"grammar: python\nprofiles: { open: { queries: [{ id: a, query: (lamda) @x, message: m }] } }\n",
       "x.yaml:11:47: the query is refused: the grammar has no such kind of node, at \"lamda) @x\""},
      {"grammar: python\nprofiles: { open: { queries: [{ id: a, query: (lambda, message: m }] } }\n",
       "the query is refused: this is no tree-sitter query"},
      {"grammar: python\nprofiles: { open: { queries: [{ id: a, query: (lambda), message: m }] } }\n",
       "a query needs a capture"},
      {"grammar: python\nprofiles: { open: { queries: [{ id: a, query: '((lambda) @x (#is? @x y))', message: m }] } "
       "}\n",
       "the predicate #is? is not known"},
      {"grammar: python\nprofiles: { open: { queries: [{ id: a, query: '((lambda) @x (#match? @x \"(\"))', message: m "
       "}] } }\n",
       "this is no RE2 pattern"},
      {"grammar: python\nprofiles: { open: { allow_members: { sys: [exit] } }, a: { allow_members: { sys: [argv] } } "
       "}\n",
       "the profile before it does not allow sys's argv"},
      {"grammar: python\nprofiles: { open: { allow_members: [sys] } }\n",
       "x.yaml:11:36: expected a mapping of modules"},
      {"grammar: python\nprofiles: { open: { deny_imports: os } }\n", "x.yaml:11:35: expected a list"},
      {"grammar: python\nprofiles: { open: { deny_calls: [1] } }\n", "x.yaml:11:34: expected text, found the number 1"},
  };
  for (const auto& [text, message] : wrong) EXPECT_THAT(first_problem(text), HasSubstr(message)) << text;
}

}  // namespace
}  // namespace cordon::languages
