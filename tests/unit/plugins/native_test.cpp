// C++ and Rust.
#include "tests/unit/plugins/loaded_plugin.hpp"

#include <gtest/gtest.h>

namespace cordon::plugins::tests {
namespace {

Read cpp(std::string_view step, std::string_view output) {
  return LoadedPlugin{CORDON_PLUGINS "cpp.so"}.read(step, output);
}
Read rust(std::string_view step, std::string_view output) {
  return LoadedPlugin{CORDON_PLUGINS "rust.so"}.read(step, output);
}

std::string first_include(const std::vector<File>& files) {
  auto variables = LoadedPlugin{CORDON_PLUGINS "cpp.so"}.prepare(files).variables;
  return variables["header"] + " " + variables["place"];
}

TEST(Cpp, FindsTheHeaderThatIsIncludedFirst) {
  EXPECT_EQ(first_include({{"", "#include <iostream>\n"}}), "iostream first");
  EXPECT_EQ(first_include({{"main.cpp", "/**/ # include<bits/stdc++.h>"}, {"a.hpp", ""}}), "bits/stdc++.h first");
  EXPECT_EQ(first_include({{"", "// #include <x>\r\n\n /* #include <map>\n **/ # include<set> // v\r\n"}}), "set ");
  EXPECT_EQ(first_include({{"a.cpp", "#include <map>\n"}}), "map ");
  EXPECT_EQ(first_include({{"main.cpp", "#include <map>\n"}, {"b.cpp", ""}}), "map ");
}

TEST(Cpp, TakesNoHeaderPrecompiledWhereSomethingElseComesFirst) {
  for (const char* source :
       {"", "int x;\n#include <map>\n", "#define X\n#include <map>\n", "#include \"map\"\n", "#include <map> int x;\n",
        "#include MAP\n", "// a \\\n#include <map>\n", "/* a *\\\n/#include <map>\n", "/* #include <map>\n",
        "#include <../map>\n", "#include </map>\n", "#include_next <map>\n", "\xef\xbb\xbf#include <map>\n",
        "#include <map> \\\n\n"})
    EXPECT_EQ(first_include({{"", source}}), " ") << source;
}

TEST(Cpp, ReadsCompilerErrors) {
  const Read found = cpp("compile", R"(In file included from main.cpp:1:
main.cpp: In function 'int f(int)':
main.cpp:1:28: warning: no return statement in function returning non-void [-Wreturn-type]
main.cpp:4:28: error: expected ';' before 'return'
    4 | int main() { std::cout << 1
      |                            ^
      |                            ;
lib/x.hpp:1:10: fatal error: nope.h: No such file or directory
compilation terminated.
)");
  EXPECT_EQ(found.summary, "main.cpp:4: expected ';' before 'return'");
  ASSERT_EQ(found.diagnostics.size(), 3u);
  EXPECT_EQ(found.diagnostics[0].severity, CORDON_WARNING);
  EXPECT_EQ(found.diagnostics[0].code, "-Wreturn-type");
  EXPECT_EQ(found.diagnostics[1].column, 28u);
  EXPECT_EQ(found.diagnostics[2].message, "nope.h: No such file or directory");
}

TEST(Cpp, PlacesAnErrorInALibraryTemplateWhereItWasUsed) {
  EXPECT_EQ(cpp("compile", R"(In file included from /usr/include/c++/14/algorithm:61,
                 from main.cpp:2:
/usr/include/c++/14/bits/stl_algo.h: In instantiation of 'void std::__sort(_RAIter, _RAIter, _Compare)':
/usr/include/c++/14/bits/stl_algo.h:4762:18:   required from 'void std::sort(_RAIter, _RAIter)'
main.cpp:4:46:   required from here
/usr/include/c++/14/bits/stl_algo.h:1906:50: error: no match for 'operator-'
)")
                .summary,
            "main.cpp:4: no match for 'operator-'");
}

TEST(Cpp, PlacesAnErrorOfClangInALibraryTemplateWhereItWasUsed) {
  const Read found = cpp("compile", R"(In file included from main.cpp:1:
In file included from /usr/lib/gcc/x86_64-linux-gnu/14/../../../../include/c++/14/algorithm:60:
/usr/lib/gcc/x86_64-linux-gnu/14/../../../../include/c++/14/bits/predefined_ops.h:45:23: error: invalid operands to binary expression ('P' and 'P')
   45 |       { return *__it1 < *__it2; }
      |                ~~~~~~ ^ ~~~~~~
/usr/lib/gcc/x86_64-linux-gnu/14/../../../../include/c++/14/bits/stl_algo.h:4772:12: note: in instantiation of function template specialization 'std::__sort<P>' requested here
main.cpp:4:37: note: in instantiation of function template specialization 'std::sort<P>' requested here
main.cpp:9:8: error: use of undeclared identifier 'y'
)");
  EXPECT_EQ(found.summary, "main.cpp:4: invalid operands to binary expression ('P' and 'P')");
  ASSERT_EQ(found.diagnostics.size(), 4U);
  EXPECT_EQ(found.diagnostics[0].column, 37U);
  EXPECT_EQ(found.diagnostics[3].line, 9U);
}

TEST(Cpp, TellsASourceThatIsAlone) {
  const auto alone = [](const std::vector<File>& files) {
    return LoadedPlugin{CORDON_PLUGINS "cpp.so"}.prepare(files).variables["alone"];
  };
  EXPECT_EQ(alone({{"", "#include <map>\n"}}), "yes");
  EXPECT_EQ(alone({{"a/b.cc", "// b\n#include <map>\n"}, {"a.hpp", ""}}), "yes");
  EXPECT_EQ(alone({{"main.cpp", "#include <map>\n"}, {"b.cpp", ""}}), "");
  EXPECT_EQ(alone({{"main.hpp", "#include <map>\n"}}), "");
}

TEST(Cpp, ReadsLinkerErrors) {
  EXPECT_EQ(cpp("compile", "mold: error: undefined symbol: foo()\n>>> referenced by /box/cc1.o\n").summary,
            "undefined symbol: foo()");
  EXPECT_EQ(cpp("compile", "mold: error: duplicate symbol: /box/a.o: /box/b.o: f(int)\n").summary,
            "duplicate symbol: f(int)");
}

TEST(Cpp, ReadsAssemblerErrors) {
  EXPECT_EQ(cpp("compile", "main.cpp: Assembler messages:\nmain.cpp:5: Error: macros nested too deeply\n").summary,
            "main.cpp:5: macros nested too deeply");
  EXPECT_EQ(
      cpp("compile", "{standard input}: Assembler messages:\n{standard input}:4: Error: no such instruction: `x'\n")
          .summary,
      "no such instruction: `x'")
      << "the line is of what the compiler wrote";
  EXPECT_EQ(
      cpp("compile", "g++: internal compiler error: File size limit exceeded signal terminated program as\n").summary,
      "compilation made a file that is too large");
}

TEST(Cpp, ACompilerThatWasKilledIsTheMemoryLimit) {
  const Read found =
      cpp("compile", "g++: fatal error: Killed signal terminated program cc1plus\ncompilation terminated.\n");
  ASSERT_EQ(found.diagnostics.size(), 1u);
  EXPECT_EQ(found.diagnostics[0].code, "cordon.memory_limit");
}

TEST(Cpp, SaysTheUncaughtException) {
  EXPECT_EQ(
      cpp("run", "terminate called after throwing an instance of 'std::runtime_error'\n  what():  boom\n").summary,
      "std::runtime_error: boom");
  const Read exhausted =
      cpp("run", "terminate called after throwing an instance of 'std::bad_alloc'\n  what():  std::bad_alloc\n");
  EXPECT_EQ(exhausted.summary, "std::bad_alloc");
  ASSERT_EQ(exhausted.diagnostics.size(), 1u);
  EXPECT_EQ(exhausted.diagnostics[0].code, "cordon.memory_limit");
  EXPECT_EQ(cpp("run", "terminate called after throwing an instance of 'int'\n").summary,
            "terminate called after throwing an instance of 'int'");
}

TEST(Cpp, SaysWhatTheRuntimeComplainsOf) {
  EXPECT_EQ(cpp("run", "main: main.cpp:2: int main(): Assertion `x == 2 && \"two\"' failed.\n").summary,
            "Assertion `x == 2 && \"two\"' failed (main.cpp:2)");
  EXPECT_EQ(cpp("run", "terminate called without an active exception\n").summary,
            "terminate called without an active exception");
  EXPECT_EQ(cpp("run", "free(): double free detected in tcache 2\n").summary,
            "free(): double free detected in tcache 2");
  EXPECT_EQ(cpp("run", "*** stack smashing detected ***: terminated\n").summary,
            "*** stack smashing detected ***: terminated");
  EXPECT_EQ(cpp("run", "a log line\n").summary, "");
}

TEST(Rust, ReadsCompilerErrors) {
  const Read found = rust("compile", R"(warning: unused variable: `w`
 --> main.rs:1:34
  |

error[E0425]: cannot find value `x` in this scope
 --> main.rs:2:20
  |
2 |     println!("{}", x);
  |                    ^ not found in this scope

error: aborting due to 1 previous error; 1 warning emitted

For more information about this error, try `rustc --explain E0425`.
)");
  EXPECT_EQ(found.summary, "main.rs:2: cannot find value `x` in this scope");
  ASSERT_EQ(found.diagnostics.size(), 2u);
  EXPECT_EQ(found.diagnostics[0].severity, CORDON_WARNING);
  EXPECT_EQ(found.diagnostics[1].code, "E0425");
  EXPECT_EQ(found.diagnostics[1].column, 20u);
}

TEST(Rust, SaysThePanic) {
  const Read found = rust("run",
                          "thread 'main' panicked at main.rs:3:5:\nboom\n"
                          "note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n");
  EXPECT_EQ(found.summary, "panicked at main.rs:3:5: boom");
  ASSERT_EQ(found.diagnostics.size(), 1u);
  EXPECT_EQ(found.diagnostics[0].line, 3u);
  EXPECT_EQ(rust("run", "thread 'main' (12345) panicked at src/lib.rs:7:1:\nx\n").summary,
            "panicked at src/lib.rs:7:1: x");
}

TEST(Rust, SaysOtherWaysToDie) {
  EXPECT_EQ(rust("run", "\nthread 'main' has overflowed its stack\nfatal runtime error: stack overflow\n").summary,
            "thread 'main' has overflowed its stack");
  EXPECT_EQ(rust("run", "Error: ParseIntError { kind: InvalidDigit }\n").summary,
            "Error: ParseIntError { kind: InvalidDigit }");
  const Read found = rust("run", "memory allocation of 70368744177664 bytes failed\n");
  ASSERT_EQ(found.diagnostics.size(), 1u);
  EXPECT_EQ(found.diagnostics[0].code, "cordon.memory_limit");
}

}  // namespace
}  // namespace cordon::plugins::tests
