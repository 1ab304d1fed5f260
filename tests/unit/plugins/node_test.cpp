// What JavaScript and TypeScript have in common: the errors that node prints.
#include "tests/unit/plugins/loaded_plugin.hpp"

#include <gtest/gtest.h>

namespace cordon::plugins::tests {
namespace {

class Node : public testing::TestWithParam<const char*> {
 protected:
  Read read(std::string_view output) const { return plugin_.read("run", output); }

 private:
  const LoadedPlugin plugin_{std::string{CORDON_PLUGINS} + GetParam()};
};

TEST_P(Node, SaysAndPlacesAnUncaughtError) {
  const Read found = read(R"(/box/main.js:1
async function f() { null.foo; }
                          ^

TypeError: Cannot read properties of null (reading 'foo')
    at f (/box/main.js:1:27)
    at Object.<anonymous> (/box/main.js:2:1)
    at Module._compile (node:internal/modules/cjs/loader:1929:14)

Node.js v24.21.0
)");
  EXPECT_EQ(found.summary, "TypeError: Cannot read properties of null (reading 'foo')");
  EXPECT_FALSE(found.nothing_ran);
  ASSERT_EQ(found.diagnostics.size(), 1u);
  EXPECT_EQ(found.diagnostics[0].path, "main.js");
  EXPECT_EQ(found.diagnostics[0].line, 1u);
  EXPECT_EQ(found.diagnostics[0].column, 27u);
  EXPECT_EQ(found.diagnostics[0].code, "TypeError");
}

TEST_P(Node, ASyntaxErrorOfTheMainFileMeansThatNothingRan) {
  const Read common = read(R"(/box/main.js:3
let x = ;
        ^

SyntaxError: Unexpected token ';'
    at wrapSafe (node:internal/modules/cjs/loader:1861:18)
    at node:internal/main/run_main_module:33:47

Node.js v24.21.0
)");
  EXPECT_EQ(common.summary, "SyntaxError: Unexpected token ';' (line 3)");
  EXPECT_TRUE(common.nothing_ran);
  const Read module = read(R"(file:///box/main.js:1
import {x} from './lib.mjs';
        ^
SyntaxError: The requested module './lib.mjs' does not provide an export named 'x'
    at #asyncInstantiate (node:internal/modules/esm/module_job:455:21)

Node.js v24.21.0
)");
  EXPECT_EQ(module.summary,
            "SyntaxError: The requested module './lib.mjs' does not provide an export named 'x' (line 1)");
  EXPECT_TRUE(module.nothing_ran);
}

TEST_P(Node, ASyntaxErrorThatTheProgramCausedIsARuntimeError) {
  const Read found = read(R"(<anonymous_script>:1
{x
 ^

SyntaxError: Expected property name or '}' in JSON at position 1 (line 1 column 2)
    at JSON.parse (<anonymous>)
    at Object.<anonymous> (/box/main.js:1:6)

Node.js v24.21.0
)");
  EXPECT_EQ(found.summary, "SyntaxError: Expected property name or '}' in JSON at position 1 (line 1 column 2)");
  EXPECT_FALSE(found.nothing_ran);
}

TEST_P(Node, QuotesWhatWasThrownWhereItIsNoError) {
  const auto thrown = [&](const std::string& value) {
    return read("\n/box/main.js:1\nthrow x;\n^\n" + value +
                "\n(Use `node --trace-uncaught ...` to show)\n\nNode.js v24.21.0\n")
        .summary;
  };
  EXPECT_EQ(thrown("text"), "Uncaught 'text'");
  EXPECT_EQ(thrown("{ a: 1, b: [ 1, 2 ] }"), "Uncaught { a: 1, b: [ 1, 2 ] }");
  EXPECT_EQ(thrown("null"), "Uncaught null");
  EXPECT_EQ(thrown("-1.5"), "Uncaught -1.5");
  EXPECT_EQ(thrown("10n"), "Uncaught 10n");
}

TEST_P(Node, SaysTheReasonOfARejection) {
  EXPECT_EQ(read(R"(node:internal/process/promises:392
      new UnhandledPromiseRejection(reason);
      ^

UnhandledPromiseRejection: This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason "text".
    at throwUnhandledRejectionsMode (node:internal/process/promises:392:7) {
  code: 'ERR_UNHANDLED_REJECTION'
}

Node.js v24.21.0
)")
                .summary,
            "Uncaught (in promise) text");
}

TEST_P(Node, AnExhaustedHeapIsTheMemoryLimit) {
  const Read found = read(
      "\n<--- Last few GCs --->\n\n[2:0x44aa7000] 70 ms: Scavenge\n\n"
      "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n----- Native stack trace "
      "-----\n");
  ASSERT_EQ(found.diagnostics.size(), 1u);
  EXPECT_EQ(found.diagnostics[0].code, "cordon.memory_limit");
}

TEST_P(Node, MemoryOutsideOfTheHeapIsTheMemoryLimitToo) {
  const Read found = read(
      "/box/main.js:1\nnew ArrayBuffer(2**40)\n^\n\nRangeError: Array buffer allocation failed\n    at new ArrayBuffer "
      "(<anonymous>)\n    at Object.<anonymous> (/box/main.js:1:1)\n");
  EXPECT_EQ(found.summary, "RangeError: Array buffer allocation failed");
  ASSERT_EQ(found.diagnostics.size(), 2u);
  EXPECT_EQ(found.diagnostics[0].code, "cordon.memory_limit");
}

TEST_P(Node, SaysNothingAboutOtherOutput) {
  EXPECT_EQ(read("a log line\n").summary, "");
  EXPECT_EQ(read("^\n").summary, "");
  EXPECT_EQ(read("x.js:1\ncode\n  ^\n").summary, "");
}

INSTANTIATE_TEST_SUITE_P(Plugins, Node, testing::Values("javascript.so", "typescript.so"),
                         [](const auto& test) { return std::string{test.param}.substr(0, 10); });

}  // namespace
}  // namespace cordon::plugins::tests
