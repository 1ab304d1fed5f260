"""All seven languages: the things that every one of them must do."""

import re

import pytest

# hello, echo (stdin to its end), args (one a line), exit 3, uncaught failure and its `error`, compile error and its `error`
PROGRAMS = {
    "python": {
        "hello": "print('Hello, wörld 😀')",
        "echo": "import sys\nsys.stdout.write(sys.stdin.read())",
        "args": "import sys\nfor a in sys.argv[1:]: print(a)",
        "exit": "import sys\nsys.exit(3)",
        "fails": ("raise ValueError('boom')", r"ValueError: boom"),
        "malformed": ("x = 1\nif x\n  pass", r"SyntaxError: expected ':' \(line 2\)"),
    },
    "javascript": {
        "hello": "console.log('Hello, wörld 😀')",
        "echo": "process.stdout.write(require('fs').readFileSync(0))",
        "args": "for (const a of process.argv.slice(2)) console.log(a)",
        "exit": "process.exit(3)",
        "fails": ("const x = 1;\nx()", r"TypeError: x is not a function"),
        "malformed": ("let x = 1;\nlet = = 2;", r"SyntaxError: .+"),
    },
    "typescript": {
        "hello": "const s: string = 'Hello, wörld 😀'; console.log(s)",
        "echo": "import { readFileSync } from 'node:fs';\nprocess.stdout.write(readFileSync(0))",
        "args": "for (const a of process.argv.slice(2) as string[]) console.log(a)",
        "exit": "process.exit(3 as number)",
        "fails": ("const x: any = 1;\nx()", r"TypeError: x is not a function"),
        "malformed": ("let x: number = 1;\nlet = = 2;", r".*"),
    },
    "java": {
        "hello": 'public class Hello { public static void main(String[] a) { System.out.println("Hello, wörld 😀"); } }',
        "echo": "public class Main { public static void main(String[] a) throws Exception { System.in.transferTo(System.out); System.out.flush(); } }",
        "args": "public class Main { public static void main(String[] a) { for (String s : a) System.out.println(s); } }",
        "exit": "public class Main { public static void main(String[] a) { System.exit(3); } }",
        "fails": (
            'public class Main { public static void main(String[] a) { throw new IllegalStateException("boom"); } }',
            r"java\.lang\.IllegalStateException: boom",
        ),
        "malformed": (
            "public class Main {\n  public static void main(String[] a) {\n    System.out.println(x);\n  }\n}",
            r"Main\.java:3: cannot find symbol",
        ),
    },
    "cpp": {
        "hello": '#include <iostream>\nint main() { std::cout << "Hello, wörld 😀\\n"; }',
        "echo": "#include <iostream>\nint main() { std::cout << std::cin.rdbuf(); }",
        "args": "#include <iostream>\nint main(int n, char** a) { for (int i = 1; i < n; ++i) std::cout << a[i] << '\\n'; }",
        "exit": "int main() { return 3; }",
        "fails": ("#include <cstdlib>\nint main() { std::abort(); }", r"Killed by SIGABRT"),
        "malformed": ("int main() {\n  int x = 1;\n  x = 2\n  return 0;\n}", r"main\.cpp:3: expected ';' before 'return'"),
    },
    "go": {
        "hello": 'package main\nimport "fmt"\nfunc main() { fmt.Println("Hello, wörld 😀") }',
        "echo": 'package main\nimport ("io"; "os")\nfunc main() { io.Copy(os.Stdout, os.Stdin) }',
        "args": 'package main\nimport ("fmt"; "os")\nfunc main() { for _, a := range os.Args[1:] { fmt.Println(a) } }',
        "exit": 'package main\nimport "os"\nfunc main() { os.Exit(3) }',
        "fails": (
            "package main\nfunc main() { s := []int{1, 2, 3}; i := 5; println(s[i]) }",
            r"panic: runtime error: index out of range \[5\] with length 3",
        ),
        "malformed": ("package main\n\nfunc main() {\n\n\tprintln(x)\n}", r"main\.go:5: undefined: x"),
    },
    "rust": {
        "hello": 'fn main() { println!("Hello, wörld 😀"); }',
        "echo": "fn main() { std::io::copy(&mut std::io::stdin(), &mut std::io::stdout()).unwrap(); }",
        "args": 'fn main() { for a in std::env::args().skip(1) { println!("{}", a); } }',
        "exit": "fn main() { std::process::exit(3); }",
        "fails": ('fn main() { panic!("boom"); }', r".*boom.*"),
        "malformed": ('fn main() {\n    println!("{}", x);\n}', r"main\.rs:2: cannot find value `x` in this scope"),
    },
}

COMPILED = {"java", "cpp", "go", "rust"}


@pytest.fixture(params=PROGRAMS)
def language(request):
    return request.param


def test_hello(execute, language):
    answer = execute(PROGRAMS[language]["hello"], language)
    assert answer["stdout"] == "Hello, wörld 😀\n", answer
    assert answer["success"] is True and answer["error"] is None
    assert answer["language"]["id"] == language
    if language in COMPILED:
        assert answer["compile"]["success"] is True
        assert answer["compile"]["exit_code"] == 0
        assert answer["compile"]["duration_ms"] >= 0


def test_standard_input(execute, language):
    text = "line one\nzweite Zeile\n日本 😀"
    assert execute(PROGRAMS[language]["echo"], language, stdin=text)["stdout"] == text


def test_arguments(execute, language):
    assert execute(PROGRAMS[language]["args"], language, args=["a", "b c", "--x"])["stdout"] == "a\nb c\n--x\n"


def test_exit_status(execute, language):
    answer = execute(PROGRAMS[language]["exit"], language)
    assert (answer["verdict"], answer["exit_code"]) == ("runtime_error", 3)
    assert answer["error"] == "Exited with status 3"


def test_failure_is_named(execute, language):
    code, error = PROGRAMS[language]["fails"]
    answer = execute(code, language)
    assert answer["verdict"] == "runtime_error"
    assert re.fullmatch(error, answer["error"]), answer["error"]


def test_what_does_not_compile_does_not_run(execute, language):
    code, error = PROGRAMS[language]["malformed"]
    answer = execute(code, language)
    assert answer["verdict"] == "compile_error"
    assert (answer["exit_code"], answer["signal"], answer["stdout"]) == (None, None, "")
    assert re.fullmatch(error, answer["error"]), answer["error"]
    if language in COMPILED:
        assert answer["compile"]["success"] is False


def test_900_kilobytes_come_back_intact(execute, language):
    text = "".join("%08d\n" % i for i in range(100_000))
    answer = execute(PROGRAMS[language]["echo"], language, stdin=text)
    assert answer["stdout"] == text
    assert answer["truncated"] == {"stdout": 0, "stderr": 0}
