#include "host/languages/manifest.hpp"

#include "base/temp_dir.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

using namespace cordon;
using namespace cordon::languages;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

const std::string smallest = R"(id: lua
name: Lua
files: { main: main.lua }
image: lua
run: { argv: [/usr/bin/lua, "{main}", "{args}"] }
samples:
  - { name: hello, source: 'print("hello")', stdout: "hello\n" }
)";

const std::string full = R"(id: cpp
name: C++
aliases: [c++, cxx]
extensions: [.cpp, .cc]
image: cpp
files: { main: main.cpp }
version: { run: [/usr/bin/g++, -dumpfullversion], pattern: '(\d+\.\d+\.\d+)' }
plugin: cpp.so
config: { standard: 20, warn: true, names: [a, "1"], nothing: ~, half: 0.5 }
variables: { entry: Main }
environment: { PATH: /usr/bin:/bin, LANG: C.UTF-8 }
compile:
  steps:
    - [/usr/bin/g++, -c, "{sources}"]
    - [/usr/bin/g++, -o, main, "{plugin.entry}.o"]
  artefacts: [main, out/lib]
  environment: { TMPDIR: /tmp }
  limits: { wall: 30s, memory: 1GiB }
  extra_processes: 4
run:
  argv: [./main, "{args}"]
  environment: { A: "1" }
  extra_processes: 2
limits: { wall: 1m, memory: 256MiB, cpu_time: 500ms, processes: 128, output: 1MiB, file_size: 65536, work_folder: 64MiB,
          max: { memory: 512MiB } }
samples:
  - name: hello
    source: |
      int main() {}
    stdin: "in\n"
    args: [a, b]
    stdout: ""
  - { name: fails, source: 'x', error: "main.cpp:1" }
)";

std::vector<std::string> problems_of(std::string_view text) {
  std::vector<std::string> lines;
  if (const auto manifest = parse_manifest(text); !manifest)
    for (const auto& problem : manifest.error()) lines.push_back(located("m.yaml", problem));
  return lines;
}

// The smallest manifest with one line replaced, or appended where nothing begins so.
std::string with(std::string_view line) {
  const std::string key{line.substr(0, line.find(':') + 1)};
  std::string text = smallest;
  if (const auto at = text.find("\n" + key); at != std::string::npos)
    text.replace(at + 1, text.find('\n', at + 1) - at - 1, line);
  else
    text += std::string{line} + "\n";
  return text;
}

}  // namespace

TEST(Manifest, SmallestOneGetsItsDefaults) {
  const auto manifest = parse_manifest(smallest);
  ASSERT_TRUE(manifest) << problems_of(smallest).front();
  const Language& lua = manifest->language;
  EXPECT_EQ(lua.id, "lua");
  EXPECT_EQ(lua.main_file, "main.lua");
  EXPECT_EQ(lua.config, "{}");
  EXPECT_TRUE(lua.compile.empty());
  ASSERT_EQ(lua.run.commands.size(), 1u);
  EXPECT_THAT(lua.run.commands[0], ElementsAre("/usr/bin/lua", "{main}", "{args}"));
  EXPECT_EQ(lua.default_limits, sandbox::LimitsOverride{});
  EXPECT_EQ(lua.samples.at(0).stdout_text, "hello\n");
}

TEST(Manifest, EveryKeyIsRead) {
  const auto manifest = parse_manifest(full);
  ASSERT_TRUE(manifest) << problems_of(full).front();
  const Language& cpp = manifest->language;
  EXPECT_THAT(cpp.aliases, ElementsAre("c++", "cxx"));
  EXPECT_THAT(cpp.extensions, ElementsAre(".cpp", ".cc"));
  EXPECT_THAT(cpp.version.command, ElementsAre("/usr/bin/g++", "-dumpfullversion"));
  EXPECT_EQ(cpp.version.pattern, R"((\d+\.\d+\.\d+))");
  EXPECT_EQ(cpp.plugin, "cpp.so");
  EXPECT_EQ(cpp.config, R"({"half":0.5,"names":["a","1"],"nothing":null,"standard":20,"warn":true})");
  EXPECT_EQ(cpp.variables.at("entry"), "Main");
  EXPECT_EQ(cpp.environment.at("LANG"), "C.UTF-8");
  ASSERT_EQ(cpp.compile.size(), 1u);
  EXPECT_EQ(cpp.compile[0].commands.size(), 2u);
  EXPECT_THAT(cpp.compile[0].artefacts, ElementsAre("main", "out/lib"));
  EXPECT_EQ(cpp.compile[0].limits.wall, milliseconds{30'000});
  EXPECT_EQ(cpp.compile[0].limits.memory, 1_GiB);
  EXPECT_EQ(cpp.compile[0].extra_processes, 4u);
  EXPECT_EQ(cpp.run.environment.at("A"), "1");
  EXPECT_EQ(cpp.run.extra_processes, 2u);
  EXPECT_EQ(cpp.default_limits.wall, milliseconds{60'000});
  EXPECT_EQ(cpp.default_limits.cpu_time, milliseconds{500});
  EXPECT_EQ(cpp.default_limits.file_size, 64_KiB);
  EXPECT_EQ(cpp.max_limits.memory, 512_MiB);
  ASSERT_EQ(cpp.samples.size(), 2u);
  EXPECT_EQ(cpp.samples[0].source, "int main() {}\n");
  EXPECT_THAT(cpp.samples[0].args, ElementsAre("a", "b"));
  EXPECT_EQ(cpp.samples[1].error, "main.cpp:1");
}

TEST(Manifest, OfTheTemplateIsGood) {
  const auto manifest = read_manifest(TEST_SOURCES "/plugin-api/template/lua.yaml", {.owners = {::geteuid(), 0}});
  ASSERT_TRUE(manifest) << manifest.error().front().message;
  EXPECT_EQ(manifest->language.plugin, "lua.so");
}

TEST(Manifest, UnknownKeyNamesTheNearest) {
  EXPECT_THAT(problems_of(with("imgae: lua")),
              ElementsAre("m.yaml:8:1: the manifest has no key \"imgae\"; did you mean \"image\"?"));
}

TEST(Manifest, UnknownKeyFarFromAllListsThem) {
  EXPECT_THAT(problems_of(with("files: { main: a.lua, quite_else: 1 }")),
              ElementsAre("m.yaml:3:23: `files` has no key \"quite_else\"; it knows main"));
}

TEST(Manifest, WrongTypeSaysWhatIsThere) {
  EXPECT_THAT(problems_of(with("name: [Lua]")), ElementsAre("m.yaml:2:7: expected text, found a list"));
  EXPECT_THAT(problems_of(with("name: 5")),
              ElementsAre("m.yaml:2:7: expected text, found the number 5; if it is meant, write \"5\" in quotes"));
  EXPECT_THAT(problems_of(with("run: /usr/bin/lua")),
              ElementsAre("m.yaml:5:6: expected a mapping for `run`, found the text \"/usr/bin/lua\""));
  EXPECT_THAT(problems_of(with("aliases: moon")), ElementsAre("m.yaml:8:10: expected a list, found the text \"moon\""));
  EXPECT_THAT(problems_of(with("extensions:")), ElementsAre(HasSubstr("expected a list, found nothing")));
}

TEST(Manifest, RootThatIsNoMappingIsRefused) {
  EXPECT_THAT(problems_of("- a\n- b\n"), ElementsAre("m.yaml:1:1: expected a mapping for the manifest, found a list"));
}

TEST(Manifest, MissingKeysAreNamedWithAHint) {
  EXPECT_THAT(problems_of("id: lua\n"),
              testing::IsSupersetOf({HasSubstr("no `name`, which is required: what people call it"),
                                     HasSubstr("no `samples`, which is required: at least one program"),
                                     HasSubstr("no `run`, which is required"), HasSubstr("no `image`")}));
}

TEST(Manifest, AllProblemsOfAFileAreReportedInItsOrder) {
  EXPECT_THAT(problems_of("id: LUA\nname: 3\nfiles: { main: ../x }\nimage: lua\nrun: { argv: [] }\nsamples: []\n"),
              ElementsAre(HasSubstr("m.yaml:1:5: expected lower-case letters"), HasSubstr("m.yaml:2:7: expected text"),
                          HasSubstr("m.yaml:3:16: expected a path below the work folder"),
                          HasSubstr("m.yaml:5:14: expected a command"),
                          HasSubstr("m.yaml:6:10: expected at least one sample")));
}

TEST(Manifest, CompileWithoutArtefactsIsRefused) {
  EXPECT_THAT(problems_of(with("compile: { argv: [/usr/bin/luac, main.lua] }")),
              ElementsAre(HasSubstr("m.yaml:8:10: `compile` has no `artefacts`, which is required: the files that the "
                                    "run step needs")));
  EXPECT_THAT(problems_of(with("compile: { argv: [luac], artefacts: [] }")),
              ElementsAre(HasSubstr("at least one artefact")));
}

TEST(Manifest, CompileTakesEitherArgvOrSteps) {
  EXPECT_THAT(problems_of(with("compile: { argv: [a], steps: [[b]], artefacts: [c] }")),
              ElementsAre(HasSubstr("either")));
  EXPECT_THAT(problems_of(with("compile: { artefacts: [c] }")), ElementsAre(HasSubstr("either")));
}

TEST(Manifest, WhatIsParkedIsKnownAndAlone) {
  const auto good = parse_manifest(with("compile: { argv: [a, '{main}'], artefacts: [c], park: jvm }"));
  ASSERT_TRUE(good);
  EXPECT_EQ(good->language.compile[0].park, "jvm");
  EXPECT_THAT(problems_of(with("compile: { argv: [a], artefacts: [c], park: jwm }")),
              ElementsAre(HasSubstr("there are: jvm")));
  EXPECT_THAT(problems_of(with("compile: { steps: [[a], [b]], artefacts: [c], park: jvm }")),
              ElementsAre(HasSubstr("one command")));
  EXPECT_THAT(problems_of(with("run: { argv: [python3], zygote: python, park: jvm }")),
              ElementsAre(HasSubstr("either forked")));
}

TEST(Manifest, PlaceholdersAreCheckedWithTheirPlace) {
  EXPECT_THAT(problems_of(with("run: { argv: [/usr/bin/lua, \"-x={mian}\"] }")),
              ElementsAre(HasSubstr("m.yaml:5:33: there is no placeholder {mian}; did you mean \"main\"?")));
  EXPECT_THAT(problems_of(with("run: { argv: [lua, \"{plugin.entry}\"] }")),
              ElementsAre(HasSubstr("{plugin.entry} has no default; give it one under `variables:`")));
  EXPECT_THAT(problems_of(with("run: { argv: [\"{args}\"] }")), ElementsAre(HasSubstr("begins with the program")));
  EXPECT_THAT(problems_of(with("compile: { argv: [luac, \"{args}\"], artefacts: [c] }")),
              ElementsAre(HasSubstr("{args} has no meaning in this step")));
}

TEST(Manifest, QuantitiesNeedTheirUnits) {
  EXPECT_THAT(problems_of(with("limits: { wall: 10 }")),
              ElementsAre("m.yaml:8:17: expected a duration such as 10s, 500ms or 2m, found the number 10"));
  EXPECT_THAT(problems_of(with("limits: { wall: 0s }")), ElementsAre(HasSubstr("from 1ms to 24h")));
  EXPECT_THAT(problems_of(with("limits: { memory: 256MB }")), ElementsAre(HasSubstr("a size such as 256MiB")));
  EXPECT_THAT(problems_of(with("limits: { memory: 10 }")), ElementsAre(HasSubstr("from 1MiB to 1024GiB")));
  EXPECT_THAT(problems_of(with("limits: { memory: 99999999999999999999GiB }")),
              ElementsAre(HasSubstr("a size such as")));
  EXPECT_THAT(problems_of(with("limits: { processes: -1 }")), ElementsAre(HasSubstr("a whole number from 1 to 65536")));
}

TEST(Manifest, DefaultAboveItsOwnMaximumIsRefused) {
  EXPECT_THAT(problems_of(with("limits: { memory: 1GiB, max: { memory: 512MiB } }")),
              ElementsAre(HasSubstr("the default `memory` is above its own maximum")));
}

TEST(Manifest, SamplesNeedANameAndWhatComesOut) {
  const std::string none = smallest.substr(0, smallest.find("samples:"));
  EXPECT_THAT(
      problems_of(none + "samples: [{ name: a, source: x }]"),
      ElementsAre("m.yaml:6:11: a sample says what must come out: `stdout`, or `error` for one that must fail"));
  EXPECT_THAT(problems_of(none + "samples: [{ name: a, source: x, stdout: x }, { name: a, source: x, stdout: x }]"),
              ElementsAre(HasSubstr("two samples are called \"a\"")));
}

TEST(Manifest, ConfigWithoutPluginIsRefused) {
  EXPECT_THAT(problems_of(with("config: { a: 1 }")), ElementsAre(HasSubstr("the manifest names no `plugin`")));
}

TEST(Manifest, PluginIsAFileNameOnly) {
  EXPECT_THAT(problems_of(with("plugin: ../evil.so")), ElementsAre(HasSubstr("a file name in the plugin folder")));
  EXPECT_THAT(problems_of(with("plugin: /tmp/evil.so")), ElementsAre(HasSubstr("a file name in the plugin folder")));
}

TEST(Manifest, VersionPatternNeedsOneGroup) {
  EXPECT_THAT(problems_of(with("version: { run: [lua, -v], pattern: 'Lua' }")), ElementsAre(HasSubstr("one group")));
  EXPECT_THAT(problems_of(with("version: { run: [lua, -v], pattern: '(' }")), ElementsAre(HasSubstr("no RE2 pattern")));
}

TEST(Manifest, EnvironmentNamesAreChecked) {
  EXPECT_THAT(problems_of(with("environment: { 'A=B': x }")),
              ElementsAre(HasSubstr("\"A=B\" cannot be an environment variable's name")));
}

TEST(Manifest, TextWithANulIsRefused) {
  EXPECT_THAT(problems_of(with(R"(run: { argv: ["a\0b"] })")), ElementsAre(HasSubstr("NUL")));
}

class ManifestFile : public testing::Test {
 protected:
  std::string write(std::string_view text, mode_t mode) {
    const std::string path = folder_.path() / "lua.yaml";
    std::ofstream{path} << text;
    ::chmod(path.c_str(), mode);
    return path;
  }
  static std::string first_problem(const tl::expected<Manifest, Problems>& result) {
    return result ? "none" : result.error().front().message;
  }
  TempDir folder_ = *TempDir::create(std::filesystem::temp_directory_path(), "manifest");
};

TEST_F(ManifestFile, IsReadWithItsPath) {
  const std::string path = write(smallest, 0644);
  const auto manifest = read_manifest(path, {});
  ASSERT_TRUE(manifest);
  EXPECT_EQ(manifest->language.manifest_path, path);
}

TEST_F(ManifestFile, ThatOthersCanWriteIsRefused) {
  EXPECT_THAT(first_problem(read_manifest(write(smallest, 0664), {})), HasSubstr("can be written by others"));
  EXPECT_THAT(first_problem(read_manifest(write(smallest, 0646), {})), HasSubstr("chmod go-w"));
}

TEST_F(ManifestFile, OfAnotherOwnerIsRefused) {
  EXPECT_THAT(first_problem(read_manifest(write(smallest, 0644), {.owners = {4'000'000'000u}})),
              HasSubstr("neither root nor who started the server"));
}

TEST_F(ManifestFile, ThatIsNoFileIsRefused) {
  EXPECT_THAT(first_problem(read_manifest(folder_.path(), {})), HasSubstr("not a regular file"));
  const std::string pipe = folder_.path() / "pipe.yaml";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0644), 0);
  EXPECT_THAT(first_problem(read_manifest(pipe, {})), HasSubstr("not a regular file"));
  EXPECT_THAT(first_problem(read_manifest(folder_.path() / "none.yaml", {})), HasSubstr("cannot be opened"));
}

TEST_F(ManifestFile, ThatIsTooLargeIsRefused) {
  const std::string path = write("# " + std::string(yaml::max_bytes, 'x') + "\n" + smallest, 0644);
  EXPECT_THAT(first_problem(read_manifest(path, {})), HasSubstr("larger than 256 KiB"));
}
