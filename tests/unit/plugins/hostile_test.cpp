// Every plugin, given text that was made to break it: it answers, in valid UTF-8, in one short line.
#include "plugins/support/text.hpp"
#include "tests/unit/plugins/loaded_plugin.hpp"

#include <gtest/gtest.h>

namespace cordon::plugins::tests {
namespace {

const std::vector<std::string>& hostile_texts() {
  using namespace std::string_literals;
  const std::string junk = "\xff\xfe\x00\x1b[2J\xed\xa0\x80"s;
  static const std::vector<std::string> texts{
      "",
      "\n",
      "\0\0\0"s,
      std::string(1 << 20, 'a'),
      std::string(1 << 20, '\n'),
      std::string(1 << 18, '^'),
      std::string(1 << 18, '{'),
      std::string(1 << 18, '}'),
      std::string(1 << 18, '('),
      std::string(1 << 18, '`'),
      std::string(1 << 18, '"'),
      std::string(1 << 18, '/'),
      std::string(1 << 18, '\\'),
      "/*" + std::string(1 << 18, '*'),
      "Traceback (most recent call last):\n" + junk + ": " + std::string(1 << 19, 'x'),
      "Traceback (most recent call last):\n  File \"" + std::string(1 << 19, '/') + "\", line 99999999999999999999\nE",
      "  + Exception Group Traceback (most recent call last):\n",
      "  File \"main.py\", line 1\nSyntaxError",
      "a:1\nb\n^\n\n" + junk + std::string(1 << 19, 'y'),
      "a:1\nb\n^\n" + junk,
      "main.cpp:99999999999:99999999999: error: " + junk + std::string(1 << 19, 'z'),
      "main.go:1:2: " + junk + "\n./" + std::string(1 << 19, 'p') + ".go:1:1: x",
      "Main.java:1: error: " + junk + "\n" + std::string(1 << 19, ' ') + "^",
      "error[E0001]: " + junk + "\n --> " + junk + ":1:1",
      "thread '" + junk + "' panicked at " + junk + ":1:1:",
      "panic: " + junk + "\n\ngoroutine 1",
      "Exception in thread \"" + junk + "\" " + junk,
      "terminate called after throwing an instance of '" + junk + "'\n  what():  " + junk,
      "public class " + junk + " { void main(",
      "package a" + std::string(1 << 18, '.'),
      "public class A { \"\"\"",
      "import " + std::string(1 << 18, 'i') + " `${`${`${",
  };
  return texts;
}

bool is_clean(const std::string& line) { return line == readable(line, line.size()) && line.size() < 2000; }

class Hostile : public testing::TestWithParam<const char*> {};

TEST_P(Hostile, OutputIsAnsweredInOneCleanLine) {
  const LoadedPlugin plugin{std::string{CORDON_PLUGINS} + GetParam() + ".so"};
  for (const std::string& text : hostile_texts())
    for (const char* step : {"compile", "run", "other"}) {
      const Read found = plugin.read(step, text);
      EXPECT_TRUE(is_clean(found.summary)) << found.summary.substr(0, 100);
      EXPECT_LE(found.diagnostics.size(), 101u);
      for (const Found& diagnostic : found.diagnostics) {
        EXPECT_TRUE(is_clean(diagnostic.path));
        EXPECT_TRUE(is_clean(diagnostic.code));
        EXPECT_TRUE(is_clean(diagnostic.message));
      }
    }
}

TEST_P(Hostile, SourceIsNamedWithoutHarm) {
  const LoadedPlugin plugin{std::string{CORDON_PLUGINS} + GetParam() + ".so"};
  for (const std::string& text : hostile_texts())
    for (const char* path : {"", "a/b/c.go", "x.java"})
      EXPECT_FALSE(plugin.prepare({{path, text}, {"y.ts", text}}).files.empty());
}

INSTANTIATE_TEST_SUITE_P(Plugins, Hostile,
                         testing::Values("cpp", "go", "java", "javascript", "python", "rust", "typescript"),
                         [](const auto& test) { return std::string{test.param}; });

}  // namespace
}  // namespace cordon::plugins::tests
