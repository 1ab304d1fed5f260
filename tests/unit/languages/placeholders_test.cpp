#include "host/languages/placeholders.hpp"

#include <gtest/gtest.h>

using namespace cordon;
using namespace cordon::languages;

namespace {

using Strings = std::vector<std::string>;

Values values() {
  return {.main = "src/Main.java",
          .sources = {"src/Main.java", "Other.java"},
          .args = {"a b", ""},
          .memory = 256_MiB,
          .cpu_percent = 150,
          .variables = {{"entry", "Main"}}};
}

std::string problem_of(std::string_view element) {
  const auto problem =
      check_placeholders(element, {.variable = [](std::string_view name) { return name == "entry"; },
                                   .option = [](std::string_view name) { return name == "compiler"; }});
  return problem ? std::to_string(problem->offset) + ": " + problem->message : "none";
}

}  // namespace

TEST(Placeholders, ExpandInsideAnElement) {
  EXPECT_EQ(expand({"--file={main}", "{stem}.class", "{plugin.entry}", "{cpus}"}, values()),
            (Strings{"--file=src/Main.java", "src/Main.class", "Main", "2"}));
}

TEST(Placeholders, ExpandToSeveralArguments) {
  EXPECT_EQ(expand({"run", "{sources}", "{args}", "end"}, values()),
            (Strings{"run", "src/Main.java", "Other.java", "a b", "", "end"}));
}

TEST(Placeholders, ExpandToNoneWhereThereAreNoArguments) {
  Values none = values();
  none.args.clear();
  EXPECT_EQ(expand({"run", "{args}"}, none), (Strings{"run"}));
}

TEST(Placeholders, DeriveSizesFromTheMemoryLimit) {
  EXPECT_EQ(expand({"{memory_mib}", "{memory_mib:75%}", "-Xmx{memory_mib:-56}m"}, values()),
            (Strings{"256", "192", "-Xmx200m"}));
}

TEST(Placeholders, NeverDeriveLessThanSixteenMebibytes) {
  Values small = values();
  small.memory = 20_MiB;
  EXPECT_EQ(expand({"{memory_mib:50%}", "{memory_mib:-64}", "{memory_mib}"}, small), (Strings{"16", "16", "20"}));
}

TEST(Placeholders, GrantAtLeastOneProcessor) {
  Values half = values();
  half.cpu_percent = 50;
  EXPECT_EQ(expand({"{cpus}"}, half), (Strings{"1"}));
}

TEST(Placeholders, KeepFileNamesFromBeingTakenForOptions) {
  Values hostile = values();
  hostile.main = "-rf.py";
  hostile.sources = {"-rf.py", "@argfile.py"};
  EXPECT_EQ(expand({"{main}", "{stem}", "{sources}"}, hostile),
            (Strings{"./-rf.py", "./-rf", "./-rf.py", "./@argfile.py"}));
}

TEST(Placeholders, EndWhatIsTheSameForAll) {
  EXPECT_EQ(fixed_part({"java", "-Xmx{memory_mib:-72}m", "-n{cpus}", "{{", "{plugin.entry}", "x"}),
            (Strings{"java", "-Xmx{memory_mib:-72}m", "-n{cpus}", "{{"}));
  EXPECT_EQ(fixed_part({"a", "{sources}", "b"}), (Strings{"a"}));
  EXPECT_EQ(fixed_part({"a", "{option.compiler}", "b"}), (Strings{"a"}));
  EXPECT_EQ(fixed_part({"a", "b"}), (Strings{"a", "b"}));
}

TEST(Placeholders, DoNotExpandWhatAClientSent) {
  Values hostile = values();
  hostile.args = {"{main}", "{{"};
  hostile.main = "{args}.py";
  EXPECT_EQ(expand({"{main}", "{args}"}, hostile), (Strings{"{args}.py", "{main}", "{{"}));
}

TEST(Placeholders, WriteABraceAsTwo) { EXPECT_EQ(expand({"a{{b}"}, values()), (Strings{"a{b}"})); }

TEST(Placeholders, AreCheckedWithTheirPosition) {
  EXPECT_EQ(problem_of("x={main}"), "none");
  EXPECT_EQ(problem_of("{plugin.entry}"), "none");
  EXPECT_EQ(problem_of("ab{mian}"),
            "2: there is no placeholder {mian}; did you mean \"main\"? (a brace itself is written {{)");
  EXPECT_EQ(problem_of("ab{main"), "2: this brace is not closed; a brace itself is written {{");
  EXPECT_EQ(problem_of("x{args}"), "1: {args} stands for several arguments, so it must be an element of its own");
  EXPECT_EQ(problem_of("{plugin.nope}"), "0: {plugin.nope} has no default; give it one under `variables:`");
  for (const char* wrong :
       {"{memory_mib:}", "{memory_mib:101%}", "{memory_mib:0%}", "{memory_mib:64}", "{memory_mib:-}"})
    EXPECT_NE(problem_of(wrong).find("after {memory_mib:"), std::string::npos) << wrong;
}

TEST(Placeholders, TakeAllSubmittedFilesOfTheLanguageAsSources) {
  Language cpp;
  cpp.extensions = {".cpp", ".cc"};
  EXPECT_EQ(sources_of(cpp, {"main.txt", "a.cpp", "data.csv", "b.cc"}), (Strings{"main.txt", "a.cpp", "b.cc"}));
}
