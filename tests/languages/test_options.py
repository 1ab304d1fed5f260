"""What requests may choose about a language: the compiler of C++, and whether TypeScript's types are checked."""

import pytest

import server

pytestmark = server.needs_server

WHO = """#include <iostream>
int main() {
#ifdef __clang__
  std::cout << "clang " << __clang_major__ << '.' << __clang_minor__ << '.' << __clang_patchlevel__;
#else
  std::cout << "gcc " << __GNUC__ << '.' << __GNUC_MINOR__ << '.' << __GNUC_PATCHLEVEL__;
#endif
}
"""


def refused(http, **request):
    response = http.post("/execute", json=request)
    assert response.status_code == 400, response.text
    return response.json()["detail"]


def test_gcc_is_what_cpp_means_and_the_answer_names_the_compiler(http):
    for options, compiler in (({}, "gcc"), ({"compiler": "gcc"}, "gcc"), ({"compiler": "clang"}, "clang")):
        answer = server.execute(http, language="cpp", code=WHO, options=options)
        language = answer["language"]
        assert language["options"] == {"compiler": compiler}
        assert answer["stdout"] == f"{compiler} {language['version']}", answer


def test_a_version_is_that_of_the_chosen_compiler(http):
    assert server.execute(http, language="cpp", code=WHO, options={"compiler": "clang"}, version="19")["success"]
    assert "there is 19." in refused(http, language="cpp", code=WHO, options={"compiler": "clang"}, version="14")


def test_what_is_not_there_is_refused_with_what_is(http):
    assert refused(http, language="cpp", code="", options={"compiler": "msvc"}) == 'the option compiler of cpp cannot be "msvc"; it can be gcc, clang'
    assert 'did you mean "compiler"? It has compiler (gcc, clang)' in refused(http, language="cpp", code="", options={"compilers": "gcc"})
    assert refused(http, language="python", code="", options={"compiler": "gcc"}) == 'python has no option "compiler"; it has none'
    assert refused(http, language="cpp", code="", typecheck=True) == 'cpp has no option "typecheck"; it has compiler (gcc, clang)'
    assert server.execute(http, language="python", code="print(1)", typecheck=False)["success"]


def test_languages_tell_their_options(http):
    (compiler,) = http.get("/languages/cpp").json()["options"]
    assert (compiler["name"], compiler["default"]) == ("compiler", "gcc")
    versions = {value["value"]: value["version"] for value in compiler["values"]}
    assert set(versions) == {"gcc", "clang"} and versions["clang"].startswith("19.") and versions["gcc"].startswith("14.")
    (typecheck,) = http.get("/languages/typescript").json()["options"]
    assert typecheck["default"] is False and [value["value"] for value in typecheck["values"]] == [False, True]
    assert {language["id"]: language["options"] for language in http.get("/languages").json()["languages"]}["python"] == []


def test_what_one_compiler_made_is_not_the_others(http):
    code = WHO + "// of both\n"
    made = [server.execute(http, language="cpp", code=code, options={"compiler": c}) for c in ("gcc", "clang", "clang")]
    assert [answer["stdout"].split()[0] for answer in made] == ["gcc", "clang", "clang"]
    assert made[2]["compile"]["cache"] in ("hit", "off")


def test_what_clang_says_is_read(http):
    answer = server.execute(http, language="cpp", options={"compiler": "clang"}, code="#include <bits/stdc++.h>\nstruct P {};\nint main() {\n  std::vector<P> v;\n  std::sort(v.begin(), v.end());\n  return x;\n}\n")
    assert answer["verdict"] == "compile_error"
    assert answer["error"] == "main.cpp:5: invalid operands to binary expression ('P' and 'P')"
    assert {"path": "main.cpp", "line": 6, "column": 10, "severity": "error", "code": "", "message": "use of undeclared identifier 'x'"} in answer["diagnostics"]
    warned = server.execute(http, language="cpp", options={"compiler": "clang"}, code="#include <vector>\nint f() {}\nint main() {}\n")
    assert warned["success"] and "main.cpp:2:10: warning: non-void function does not return a value [-Wreturn-type]" in warned["compile"]["output"]
    linked = server.execute(http, language="cpp", options={"compiler": "clang"}, code="int f();\nint main() { return f(); }\n")
    assert linked["error"] == "undefined symbol: f()"


def test_a_second_source_sees_only_what_it_includes(http):
    files = [{"path": "main.cpp", "content": "#include <bits/stdc++.h>\nint f();\nint main() { std::cout << f(); }\n"},
             {"path": "b.cpp", "content": "int f() { std::string s; return 1; }\n"}]
    answer = server.execute(http, language="cpp", options={"compiler": "clang"}, files=files)
    assert answer["verdict"] == "compile_error" and answer["error"].startswith("b.cpp:1: use of undeclared identifier 'std'")


def checked(http, *contents, **request):
    files = [{"path": path, "content": content} for path, content in contents]
    return server.execute(http, language="typescript", files=files, typecheck=True, **request)


def test_a_type_error_is_a_compile_error_where_it_is_asked_for(http):
    code = 'import { f } from "./util.js";\nconst n: number = f();\nconsole.log(n);\n'
    util = 'export const f = (): string => "x";\n'
    answer = checked(http, ("main.ts", code), ("util.ts", util))
    assert (answer["verdict"], answer["success"], answer["stdout"], answer["exit_code"]) == ("compile_error", False, "", None)
    assert answer["error"] == "main.ts:2: Type 'string' is not assignable to type 'number'."
    assert answer["diagnostics"] == [{"severity": "error", "path": "main.ts", "line": 2, "column": 7, "code": "TS2322", "message": "Type 'string' is not assignable to type 'number'."}]
    assert answer["language"]["options"] == {"typecheck": True}
    files = [{"path": "main.ts", "content": code}, {"path": "util.ts", "content": util}]
    for request in ({}, {"typecheck": False}, {"options": {"typecheck": False}}):
        unchecked = server.execute(http, language="typescript", files=files, **request)
        assert unchecked["stdout"] == "x\n" and unchecked["language"]["options"] == {"typecheck": False}


GOOD = """import { readFileSync } from "node:fs";
import data from "./d.json";
import { twice } from "./lib";
import { old } from "./old.js";
const fs = require("fs") as typeof import("fs");
enum Color { Red = "red" }
const value = await Promise.resolve(twice(data.n));
console.log(value, Color.Red, typeof readFileSync, typeof fs.readFileSync, old, Buffer.from("a").length, typeof fetch, process.argv.length);
"""


def test_what_runs_and_has_its_types_passes(http):
    answer = checked(http, ("main.ts", GOOD.replace('const fs = require("fs") as typeof import("fs");\n', 'import * as fs from "fs";\n')), ("d.json", '{"n": 2}'),
                     ("lib/index.ts", "export function twice(n: number) { return 2 * n; }\n"), ("old.js", "export const old = 'old';\n"))
    assert answer["stdout"] == "4 red function function old 1 function 2\n", answer
    script = checked(http, ("main.ts", 'const name = "x";\nconst fs = require("fs");\nconsole.log(name, typeof fs.readFileSync, __filename);\n'))
    assert script["stdout"] == "x function /box/main.ts\n", script


def test_a_tsconfig_of_the_submission_is_followed(http):
    loose = "function f(a) { return a; }\nconsole.log(f(1));\n"
    strict = checked(http, ("main.ts", loose))
    assert strict["error"] == "main.ts:1: Parameter 'a' implicitly has an 'any' type."
    own = checked(http, ("main.ts", loose), ("tsconfig.json", '{"compilerOptions": {"strict": false, "lib": ["es2024", "dom"]}}'))
    assert own["stdout"] == "1\n", own


@pytest.mark.parametrize("name", ["--.ts", "-x.ts", "a b'\"$(x).ts"])
def test_names_of_files_are_only_names(http, name):
    if name.startswith("-"):
        files = [("main.ts", "console.log(1);\n"), (f"a/{name}", 'export const n: number = "x";\n')]
    else:
        files = [("main.ts", "console.log(1);\n"), (name, 'export const n: number = "x";\n')]
    answer = checked(http, *files)
    assert answer["verdict"] == "compile_error" and answer["diagnostics"][0]["code"] == "TS2322", answer


def test_a_syntax_error_is_told_once(http):
    answer = checked(http, ("main.ts", "let x: number = ;\n"))
    assert answer["error"] == "main.ts:1: Expression expected." and answer["verdict"] == "compile_error"
