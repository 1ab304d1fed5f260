#include "tests/unit/plugins/loaded_plugin.hpp"

#include <gtest/gtest.h>

namespace cordon::plugins::tests {
namespace {

const LoadedPlugin& java() {
  static const LoadedPlugin plugin{CORDON_PLUGINS "java.so"};
  return plugin;
}
std::string name_of(std::string_view source, std::string path = "") {
  return java().prepare({{std::move(path), std::string{source}}}).files[0].path;
}
std::string entry_of(std::string_view source, std::string path = "") {
  return java().prepare({{std::move(path), std::string{source}}}).variables["entry"];
}
constexpr std::string_view main_method = "public static void main(String[] args) {}";
std::string with_main(std::string_view head) { return std::string{head} + " { " + std::string{main_method} + " }"; }

TEST(Java, NamesAFileAfterItsPublicType) {
  EXPECT_EQ(name_of("public class Solution {}"), "Solution.java");
  EXPECT_EQ(name_of("public final strictfp class Größe<T extends Comparable<T>> {}"), "Größe.java");
  EXPECT_EQ(name_of("class A {} public record Point(int x, int y) {}"), "Point.java");
  EXPECT_EQ(name_of("public @interface Marker {}"), "Marker.java");
  EXPECT_EQ(name_of("public sealed interface Shape permits Circle {}"), "Shape.java");
  EXPECT_EQ(name_of("public class Main {}", "main.java"), "Main.java");
  EXPECT_EQ(name_of("package a.b; public class C {}", "a/b/c.java"), "a/b/C.java");
}

TEST(Java, KeepsTheNameWhereNoTypeIsPublic) {
  EXPECT_EQ(name_of("class A {}"), "Main.java");
  EXPECT_EQ(name_of("class A {}", "Other.java"), "Other.java");
  EXPECT_EQ(name_of(""), "Main.java");
}

TEST(Java, LeavesANameThatNoFileCanHaveToTheCompiler) {
  EXPECT_EQ(name_of("public class " + std::string(249, 'M') + " {}"), std::string(249, 'M') + ".java");
  std::string wide;
  for (int i = 0; i < 90; ++i) wide += "漢";
  for (const std::string& name : {std::string(250, 'M'), std::string(20'000, 'M'), wide})
    EXPECT_EQ(name_of("public class " + name + " {}"), "Main.java") << name.size();
}

TEST(Java, RefusesAPackageThatIsTooLongForAPath) {
  EXPECT_EQ(java().prepare({{"", "package " + std::string(3000, 'p') + "; public class M {}"}}).findings.size(), 1u);
}

TEST(Java, IsNotFooledByCommentsLiteralsAndNesting) {
  EXPECT_EQ(name_of("// public class A {}\n/* public class B {} */ public class C {}"), "C.java");
  EXPECT_EQ(name_of("class A { String s = \"public class B {\"; char c = '\"'; } public class C {}"), "C.java");
  EXPECT_EQ(name_of("class A { String t = \"\"\"\n public class B { \\\"\"\" }\n\"\"\"; } public class C {}"),
            "C.java");
  EXPECT_EQ(name_of("@Note(\"public class A\") class X { public class Inner {} public static class Other {} }"),
            "Main.java");
  EXPECT_EQ(name_of("@Marker(names = {\"a\", \"b\"}) public class C {}"), "C.java");
}

TEST(Java, FindsTheClassWithMain) {
  EXPECT_EQ(entry_of(with_main("public class Main")), "Main");
  EXPECT_EQ(entry_of("class Helper {} " + with_main("class Runner")), "Runner");
  EXPECT_EQ(entry_of(with_main("class First") + with_main("public class Second")), "Second");
  EXPECT_EQ(entry_of("package a.b;\n" + with_main("enum Color { RED; class X {} } class Y")), "a.b.Y");
  EXPECT_EQ(entry_of("package /* x */ a . b ; record R(int main) { static void main(String... a) {} }"), "a.b.R");
  EXPECT_EQ(entry_of("interface I { static void main(String[] a) {} }"), "I");
  EXPECT_EQ(entry_of("class A { void main() {} }"), "A");
  EXPECT_EQ(entry_of("class A { void f() { main(); } }"), "A")
      << "none has main: java says what it misses in the first";
}

TEST(Java, ACompactSourceFileIsAClassItself) {
  EXPECT_EQ(entry_of("import java.util.*;\nString f() { return \"\"; }\nvoid main() { IO.println(f()); }"), "Main");
  EXPECT_EQ(entry_of("void main() {}\nrecord R(int x) {}", "Tool.java"), "Tool");
}

TEST(Java, LooksForMainInOtherFilesToo) {
  const Prepared prepared =
      java().prepare({{"", "public class Model {}"}, {"App.java", with_main("public class App")}});
  EXPECT_EQ(prepared.files[0].path, "Model.java");
  EXPECT_EQ(std::map(prepared.variables)["entry"], "App");
}

TEST(Java, ReadsCompilerErrors) {
  const Read found = java().read("compile", R"(Main.java:3: error: cannot find symbol
    int y = x + 1;
            ^
  symbol:   variable x
  location: class Main
src/Util.java:9: warning: [removal] stop() in Thread has been deprecated
    t.stop();
     ^
1 error
1 warning
)");
  EXPECT_EQ(found.summary, "Main.java:3: cannot find symbol");
  ASSERT_EQ(found.diagnostics.size(), 2u);
  EXPECT_EQ(found.diagnostics[0].column, 13u);
  EXPECT_EQ(found.diagnostics[1].severity, CORDON_WARNING);
  EXPECT_EQ(found.diagnostics[1].path, "src/Util.java");
}

TEST(Java, SaysTheUncaughtException) {
  const Read found = java().read("run", R"(Exception in thread "main" java.lang.RuntimeException: outer
	at java.base/java.util.Objects.requireNonNull(Objects.java:220)
	at shop.Main.total(Main.java:12)
	at shop.Main.main(Main.java:3)
Caused by: java.lang.IllegalArgumentException: inner
	... 1 more
)");
  EXPECT_EQ(found.summary, "java.lang.RuntimeException: outer");
  ASSERT_EQ(found.diagnostics.size(), 1u);
  EXPECT_EQ(found.diagnostics[0].line, 12u);
  EXPECT_EQ(found.diagnostics[0].code, "java.lang.RuntimeException");
}

TEST(Java, AnExhaustedHeapIsTheMemoryLimit) {
  const Read found = java().read("run",
                                 "Exception in thread \"main\" java.lang.OutOfMemoryError: Java heap space\n"
                                 "\tat Main.main(Main.java:2)\n");
  ASSERT_FALSE(found.diagnostics.empty());
  EXPECT_EQ(found.diagnostics[0].code, "cordon.memory_limit");
}

TEST(Java, SaysWhatTheLauncherMisses) {
  EXPECT_EQ(
      java()
          .read("run", "Error: Main method not found in class A, please define the main method as:\n   public static\n")
          .summary,
      "Main method not found in class A");
}

}  // namespace
}  // namespace cordon::plugins::tests
