#include "host/languages/options.hpp"

#include "host/languages/manifest.hpp"
#include "host/languages/placeholders.hpp"

#include <gmock/gmock.h>

using namespace cordon;
using namespace cordon::languages;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

namespace {

std::string manifest(const std::string& options, const std::string& command) {
  return "id: c\nname: C\nfiles: { main: main.c }\nimage: c\nvariables: { header: none }\noptions:\n" + options +
         "\ncompile: { argv: " + command +
         ", artefacts: [main] }\nrun: { argv: [./main] }\nsamples: [{ name: x, source: y, stdout: z }]\n";
}

const std::string compiler = R"(  compiler:
    description: what compiles it
    default: gcc
    values:
      gcc: { name: GCC, arguments: [/usr/bin/gcc, "{plugin.header}"] }
      clang:
        version: { run: [/usr/bin/clang, --version], pattern: 'version (\S+)' }
        arguments: [/usr/bin/clang]
  check:
    default: "false"
    values: { "false": { arguments: [] }, "true": { arguments: [/usr/bin/check, "{sources}", --] } }
)";
const std::string command = R"(["{option.check}", "{option.compiler}", -O2, "{main}"])";

std::vector<std::string> problems_of(const std::string& text) {
  std::vector<std::string> messages;
  if (const auto manifest = parse_manifest(text); !manifest)
    for (const auto& problem : manifest.error()) messages.push_back(problem.message);
  return messages;
}

Language language() { return parse_manifest(manifest(compiler, command)).value().language; }

std::string refusal(const std::map<std::string, std::string>& asked) {
  const Language c = language();
  const auto choice = choose(c.id, c.options, asked);
  return choice ? "none" : choice.error().message;
}

}  // namespace

TEST(Options, AreReadFromAManifest) {
  EXPECT_THAT(problems_of(manifest(compiler, command)), IsEmpty());
  const Language c = language();
  ASSERT_EQ(c.options.size(), 2U);
  EXPECT_EQ(c.options[0].usual, "gcc");
  EXPECT_EQ(c.options[0].values[0].name, "GCC");
  EXPECT_THAT(c.options[0].values[1].version.command, ElementsAre("/usr/bin/clang", "--version"));
}

TEST(Options, BecomeArguments) {
  const Language c = language();
  const auto expanded = [&](const std::map<std::string, std::string>& asked) {
    return expand(c.compile[0].commands[0], {.main = "main.c",
                                             .sources = {"main.c", "b.c"},
                                             .args = {},
                                             .memory = 1_MiB,
                                             .variables = {{"header", "math.h"}},
                                             .options = choose(c.id, c.options, asked).value()});
  };
  EXPECT_THAT(expanded({}), ElementsAre("/usr/bin/gcc", "math.h", "-O2", "main.c"));
  EXPECT_THAT(expanded({{"compiler", "clang"}, {"check", "true"}}),
              ElementsAre("/usr/bin/check", "main.c", "b.c", "--", "/usr/bin/clang", "-O2", "main.c"));
}

TEST(Options, SayWhatThereIs) {
  EXPECT_EQ(refusal({{"compiler", "clang"}}), "none");
  EXPECT_EQ(refusal({{"compiler", "msvc"}}), "the option compiler of c cannot be \"msvc\"; it can be gcc, clang");
  EXPECT_EQ(
      refusal({{"compilr", "gcc"}}),
      "c has no option \"compilr\"; did you mean \"compiler\"? It has compiler (gcc, clang); check (false, true)");
  EXPECT_EQ(refusal({{"speed", "3"}}), "c has no option \"speed\"; it has compiler (gcc, clang); check (false, true)");
  EXPECT_EQ(choose("python", {}, {{"compiler", "gcc"}}).error().message,
            "python has no option \"compiler\"; it has none");
}

TEST(Options, AreCheckedWithTheManifest) {
  const auto broken = [](const std::string& options) { return problems_of(manifest(options, "[cc]")); };
  EXPECT_THAT(broken("  a: { default: x, values: { y: { arguments: [] } } }"),
              ElementsAre("\"x\" is none of the values"));
  EXPECT_THAT(broken("  A: { default: y, values: { y: { arguments: [] } } }"),
              ElementsAre(HasSubstr("an option's name is")));
  EXPECT_THAT(broken("  a: { default: y, values: { y: {} } }"), ElementsAre(HasSubstr("no `arguments`")));
  EXPECT_THAT(broken("  a: { default: y, values: {} }"), ElementsAre(HasSubstr("expected values by their names")));
  EXPECT_THAT(broken("  a: { default: -y, values: { -y: { arguments: [] } } }"),
              testing::Contains(HasSubstr("a value is letters")));
  EXPECT_THAT(broken("  a: { default: y, values: { y: { arguments: [\"{args}\"] } } }"),
              ElementsAre(HasSubstr("{args} has no meaning")));
  EXPECT_THAT(broken("  a: { default: y, values: { y: { arguments: [\"{option.a}\"] } } }"),
              ElementsAre(HasSubstr("cannot stand for those of another")));
  EXPECT_THAT(problems_of(manifest(compiler, "[cc, \"{option.nothing}\"]")),
              ElementsAre("there is no option nothing under `options:`"));
  EXPECT_THAT(problems_of(manifest(compiler, "[cc, \"x{option.check}\"]")),
              ElementsAre(HasSubstr("must be an element of its own")));
}

TEST(Options, CannotLeaveACommandWithoutAProgram) {
  EXPECT_THAT(problems_of(manifest(compiler, "[\"{option.check}\"]")), ElementsAre("this command may have no program"));
  EXPECT_THAT(problems_of(manifest(compiler, "[\"{option.check}\", \"{sources}\"]")),
              ElementsAre(HasSubstr("a command begins with the program")));
}
