#include "tests/unit/plugins/loaded_plugin.hpp"

#include <gtest/gtest.h>

namespace cordon::plugins::tests {
namespace {

const LoadedPlugin& go() {
  static const LoadedPlugin plugin{CORDON_PLUGINS "go.so"};
  return plugin;
}

TEST(Go, PlainFilesNeedOnlyTheCompiler) {
  EXPECT_EQ(go().prepare({{"", "package main\nfunc main() {}"}}).variables["build"], "files");
  const Prepared two = go().prepare({{"main.go", "package main"}, {"other.go", "package main"}, {"data.txt", "x"}});
  EXPECT_EQ(std::map(two.variables)["build"], "files");
  EXPECT_EQ(two.files.size(), 3u);
}

TEST(Go, WhatTheCompilerAloneCannotDoIsBuiltAsAModule) {
  for (const char* source : {"//go:build linux\n\npackage main", "package main\n//go:embed x.txt\nvar s string",
                             "package main\nimport \"C\"", "package util"}) {
    const Prepared prepared = go().prepare({{"main.go", source}});
    EXPECT_EQ(prepared.variables.count("build"), 0u) << source;
    EXPECT_EQ(prepared.files.back().path, "go.mod");
  }
  EXPECT_EQ(go().prepare({{"main.go", "package main"}, {"x_test.go", "package main"}}).variables.count("build"), 0u);
}

TEST(Go, CountsTheLinesThatTheGoCommandReadsItself) {
  EXPECT_EQ(go().prepare({{"", "package main\n\nimport \"fmt\"\n\nfunc main() {}\n"}}).variables["lines"], "5");
  EXPECT_EQ(go().prepare({{"", "package main\nvar x"}, {"b.go", "package main\n\n\n\n//\n"}}).variables["lines"], "6");
  EXPECT_EQ(go().prepare({{"", "func main() {}"}}).variables["lines"], "1");
}

TEST(Go, ReadsLinkerErrors) {
  EXPECT_EQ(go().read("compile", "# main\nruntime.main_main·f: function main is undeclared in the main package\n")
                .summary,
            "function main is undeclared in the main package");
}

TEST(Go, NamesTheModuleAsTheImportsDo) {
  const Prepared prepared =
      go().prepare({{"main.go", "package main\n\nimport (\n\t\"fmt\"\n\ttools \"example.com/x/lib/tools\"\n)\n"},
                    {"lib/tools/tools.go", "package tools"}});
  EXPECT_EQ(prepared.files.back().path, "go.mod");
  EXPECT_EQ(prepared.files.back().content, "module example.com/x\n\ngo 1.24\n");
}

TEST(Go, LeavesTheClientsModuleAlone) {
  const Prepared prepared = go().prepare({{"cmd/app/main.go", "package main"}, {"go.mod", "module m\n\ngo 1.21\n"}});
  EXPECT_EQ(prepared.files.size(), 2u);
  EXPECT_EQ(std::map(prepared.variables)["package"], "./cmd/app");
}

TEST(Go, ReadsCompilerErrors) {
  const Read found =
      go().read("compile", "# main\n./main.go:5:2: undefined: x\nlib/a.go:7:10: declared and not used: y\n");
  EXPECT_EQ(found.summary, "main.go:5: undefined: x");
  ASSERT_EQ(found.diagnostics.size(), 2u);
  EXPECT_EQ(found.diagnostics[1].path, "lib/a.go");
  EXPECT_EQ(found.diagnostics[1].column, 10u);
  EXPECT_EQ(go().read("compile", "go: warning: ignoring go.mod\ngo: package . is not a main package\n").summary,
            "package . is not a main package");
}

TEST(Go, SaysThePanic) {
  const Read found =
      go().read("run",
                "a log line\npanic: runtime error: index out of range [5] with length 3\n\n"
                "goroutine 1 [running]:\npanic({0x4a1e80?, 0xc000048020?})\n\truntime/panic.go:792 +0x132\n"
                "main.main()\n\t/box/main.go:9 +0x1d\nexit status 2\n");
  EXPECT_EQ(found.summary, "panic: runtime error: index out of range [5] with length 3");
  ASSERT_EQ(found.diagnostics.size(), 1u);
  EXPECT_EQ(found.diagnostics[0].line, 9u);
}

TEST(Go, APanicDuringAPanicHasTheFirstAsItsCause) {
  EXPECT_EQ(go().read("run", "panic: first [recovered]\n\tpanic: second\n\ngoroutine 1 [running]:\n").summary,
            "panic: first [recovered]");
}

TEST(Go, SaysFatalErrors) {
  EXPECT_EQ(
      go().read("run", "fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 [chan receive]:\n").summary,
      "fatal error: all goroutines are asleep - deadlock!");
  const Read found = go().read("run", "runtime: out of memory: cannot allocate\nfatal error: runtime: out of memory\n");
  ASSERT_EQ(found.diagnostics.size(), 1u);
  EXPECT_EQ(found.diagnostics[0].code, "cordon.memory_limit");
}

}  // namespace
}  // namespace cordon::plugins::tests
