#include "plugins/typescript/syntax.hpp"

#include "tests/unit/plugins/loaded_plugin.hpp"

#include <gtest/gtest.h>

namespace cordon::plugins::tests {
namespace {

using typescript::syntax_of;

TEST(TypeScriptSyntax, ImportsAndExportsMakeAModule) {
  EXPECT_TRUE(syntax_of("import fs from 'fs';").is_module);
  EXPECT_TRUE(syntax_of("import 'x'").is_module);
  EXPECT_TRUE(syntax_of("const a = 1;\nexport { a };").is_module);
  EXPECT_TRUE(syntax_of("export default class {}").is_module);
  EXPECT_TRUE(syntax_of("import.meta.url").is_module);
  EXPECT_FALSE(syntax_of("const m = import('x');").is_module);
  EXPECT_FALSE(syntax_of("namespace A { export const b = 1; }").is_module);
  EXPECT_FALSE(syntax_of("import type { A } from './a'; export interface B {}").is_module);
  EXPECT_FALSE(syntax_of("x.import; y.export;").is_module);
}

TEST(TypeScriptSyntax, LooksThroughCommentsAndLiterals) {
  EXPECT_FALSE(syntax_of("// import a from 'a'\n/* export {} */ const s = \"import 'x'\";").is_module);
  EXPECT_FALSE(syntax_of("const t = `\nimport a from 'a'\n${1 + `export ${2}`.length}\nexport {}`;").is_module);
  EXPECT_FALSE(syntax_of("const r = /[/'\"`] import x/; const q = 4 / 2;").is_module);
  EXPECT_TRUE(syntax_of("const r = a / b; // /\nimport 'x';").is_module);
  EXPECT_TRUE(syntax_of("const t = `${ {a: '}'}.a }`; import 'x'").is_module);
  EXPECT_TRUE(syntax_of("const s = 'unclosed\nimport 'x'").is_module);
}

TEST(TypeScriptSyntax, FindsWhatOnlyCommonJsHas) {
  EXPECT_TRUE(syntax_of("const fs = require('fs');").uses_commonjs);
  EXPECT_TRUE(syntax_of("if (require.main === module) main();").uses_commonjs);
  EXPECT_TRUE(syntax_of("console.log(__dirname)").uses_commonjs);
  EXPECT_TRUE(syntax_of("module.exports = {}").uses_commonjs);
  EXPECT_TRUE(syntax_of("export = 1").uses_commonjs);
  EXPECT_FALSE(syntax_of("const require = createRequire(import.meta.url); require('x')").uses_commonjs);
  EXPECT_FALSE(syntax_of("const __dirname = path.dirname(f); console.log(__dirname)").uses_commonjs);
  EXPECT_FALSE(syntax_of("this.require('x'); // require('y')").uses_commonjs);
  EXPECT_FALSE(syntax_of("interface I { module: string; exports: number }").uses_commonjs);
}

TEST(TypeScriptSyntax, SeesAwaitOutsideAnyBraces) {
  EXPECT_TRUE(syntax_of("const a = await f();").awaits_on_top);
  EXPECT_FALSE(syntax_of("async function f() { await g(); }").awaits_on_top);
}

TEST(TypeScript, MixedSourceBecomesCommonJs) {
  const LoadedPlugin plugin{CORDON_PLUGINS "typescript.so"};
  const auto format = [&](std::string_view source) {
    return plugin.prepare({{"", std::string{source}}}).variables["format"];
  };
  EXPECT_EQ(format("import a from 'a'; const b = require('b');"), "--format=cjs");
  EXPECT_EQ(format("import a from 'a';"), "");
  EXPECT_EQ(format("const b = require('b');"), "");
  EXPECT_EQ(format("import a from 'a'; const b = require('b'); await a();"), "");
}

TEST(TypeScript, ReadsWhatEsbuildSays) {
  const Read found = LoadedPlugin{CORDON_PLUGINS "typescript.so"}.read("compile", R"(✘ [ERROR] Unexpected ";"

    main.ts:2:16:
      2 │ let x: number = ;
        ╵                 ^

▲ [WARNING] Duplicate key "a" in object literal [duplicate-object-key]

    src/other.ts:3:19:
      3 │ const o = { a: 1, a: 2 };

1 error
)");
  EXPECT_EQ(found.summary, "main.ts:2: Unexpected \";\"");
  ASSERT_EQ(found.diagnostics.size(), 2u);
  EXPECT_EQ(found.diagnostics[0].column, 17u);
  EXPECT_EQ(found.diagnostics[1].severity, CORDON_WARNING);
  EXPECT_EQ(found.diagnostics[1].path, "src/other.ts");
}

TEST(TypeScript, ReadsTypeErrors) {
  const Read found = LoadedPlugin{CORDON_PLUGINS "typescript.so"}.read(
      "compile",
      "a (1).ts(4,7): error TS2345: Argument of type 'A' is not assignable to parameter of type 'B'.\n"
      "  Property 'x' is missing in type 'A' but required in type 'B'.\n"
      "error TS5083: Cannot read file 'base.json'.\n");
  EXPECT_EQ(found.summary, "a (1).ts:4: Argument of type 'A' is not assignable to parameter of type 'B'.");
  ASSERT_EQ(found.diagnostics.size(), 2U);
  EXPECT_EQ(found.diagnostics[0].path, "a (1).ts");
  EXPECT_EQ(found.diagnostics[0].line, 4U);
  EXPECT_EQ(found.diagnostics[0].column, 7U);
  EXPECT_EQ(found.diagnostics[0].code, "TS2345");
  EXPECT_EQ(found.diagnostics[1].code, "TS5083");
}

}  // namespace
}  // namespace cordon::plugins::tests
