#include "tests/unit/plugins/loaded_plugin.hpp"

#include <gtest/gtest.h>

namespace cordon::plugins::tests {
namespace {

Read read(std::string_view output) { return LoadedPlugin{CORDON_PLUGINS "python.so"}.read("run", output); }

TEST(Python, SaysTheLastExceptionOfAChain) {
  const Read found = read(R"(Traceback (most recent call last):
  File "/box/main.py", line 2, in <module>
    1/0
    ~^~
ZeroDivisionError: division by zero

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "/box/main.py", line 4, in <module>
    raise KeyError('k') from e
KeyError: 'k'
)");
  EXPECT_EQ(found.summary, "KeyError: 'k'");
  EXPECT_FALSE(found.nothing_ran);
  ASSERT_EQ(found.diagnostics.size(), 1u);
  EXPECT_EQ(found.diagnostics[0].line, 4u);
  EXPECT_EQ(found.diagnostics[0].path, "main.py");
  EXPECT_EQ(found.diagnostics[0].code, "KeyError");
}

TEST(Python, PlacesAnErrorInTheSubmissionAndNotInTheLibrary) {
  const Read found = read(R"(Traceback (most recent call last):
  File "/box/tools/read.py", line 7, in <module>
    json.loads("{")
  File "/usr/lib/python3.13/json/__init__.py", line 346, in loads
    return _default_decoder.decode(s)
json.decoder.JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)
)");
  EXPECT_EQ(
      found.summary,
      "json.decoder.JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)");
  ASSERT_EQ(found.diagnostics.size(), 1u);
  EXPECT_EQ(found.diagnostics[0].path, "tools/read.py");
  EXPECT_EQ(found.diagnostics[0].line, 7u);
}

TEST(Python, TakesTheFirstLineOfAMessageWithSeveral) {
  EXPECT_EQ(
      read("Traceback (most recent call last):\n  File \"/box/main.py\", line 3, in <module>\n    raise MyError()\n"
           "MyError: first\nsecond\n")
          .summary,
      "MyError: first");
}

TEST(Python, NamesAnExceptionWithoutAMessage) {
  EXPECT_EQ(
      read("Traceback (most recent call last):\n  File \"/box/main.py\", line 1, in <module>\nKeyboardInterrupt\n")
          .summary,
      "KeyboardInterrupt");
}

TEST(Python, ReadsTheTracebackOfAGroup) {
  EXPECT_EQ(read(R"(  + Exception Group Traceback (most recent call last):
  |   File "/box/main.py", line 1, in <module>
  |     raise ExceptionGroup("eg", [ValueError(1), TypeError(2)])
  | ExceptionGroup: eg (2 sub-exceptions)
  +-+---------------- 1 ----------------
    | ValueError: 1
    +---------------- 2 ----------------
    | TypeError: 2
    +------------------------------------
)")
                .summary,
            "ExceptionGroup: eg (2 sub-exceptions)");
}

TEST(Python, ASyntaxErrorOfTheMainFileMeansThatNothingRan) {
  const Read found = read(R"(  File "/box/main.py", line 1
    if True
           ^
SyntaxError: expected ':'
)");
  EXPECT_EQ(found.summary, "SyntaxError: expected ':' (line 1)");
  EXPECT_TRUE(found.nothing_ran);
}

TEST(Python, ASourceThatIsTooComplexToReadMeansThatNothingRan) {
  for (const std::string line : {"MemoryError: Parser stack overflowed - Python source too complex to parse",
                                 "RecursionError: maximum recursion depth exceeded during compilation"}) {
    const Read found = read(line + "\n");
    EXPECT_EQ(found.summary, line);
    EXPECT_TRUE(found.nothing_ran);
    EXPECT_TRUE(found.diagnostics.empty()) << "nor is it the memory limit";
  }
}

TEST(Python, AWarningBeforeASyntaxErrorDoesNotHideIt) {
  const Read found = read(
      "/box/main.py:2: SyntaxWarning: invalid escape sequence '\\d'\n  x = \"\\d\"\n"
      "  File \"/box/main.py\", line 4\n    print(1)\n    ^^^^^\n"
      "IndentationError: expected an indented block after 'if' statement on line 3\n");
  EXPECT_EQ(found.summary, "IndentationError: expected an indented block after 'if' statement on line 3 (line 4)");
  EXPECT_TRUE(found.nothing_ran);
}

TEST(Python, ASyntaxErrorInAnImportedFileIsARuntimeError) {
  const Read found = read(R"(Traceback (most recent call last):
  File "/box/main.py", line 1, in <module>
    import bad
  File "/box/bad.py", line 1
    x = = 1
        ^
SyntaxError: invalid syntax
)");
  EXPECT_EQ(found.summary, "SyntaxError: invalid syntax (bad.py, line 1)");
  EXPECT_FALSE(found.nothing_ran);
}

TEST(Python, AMemoryErrorIsTheMemoryLimit) {
  const Read found =
      read("Traceback (most recent call last):\n  File \"/box/main.py\", line 2, in <module>\n    f()\nMemoryError\n");
  ASSERT_EQ(found.diagnostics.size(), 1u);
  EXPECT_EQ(found.diagnostics[0].code, "cordon.memory_limit");
}

TEST(Python, SaysNothingAboutOtherOutput) {
  EXPECT_EQ(read("some log line\nError: not python's\n").summary, "");
  EXPECT_EQ(LoadedPlugin{CORDON_PLUGINS "python.so"}.read("compile", "SyntaxError: x").summary, "");
}

}  // namespace
}  // namespace cordon::plugins::tests
