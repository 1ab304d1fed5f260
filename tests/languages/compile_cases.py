"""Programs that ask about what a faster way of compiling could get wrong. A case without standard input is not
compared in what it does."""

HEADERS = ["bits/stdc++.h", "iostream", "vector", "algorithm"]
COMMENTS = ["", "", "// by nobody\n", "/*\n * A program.\n */\n\n"]


def with_first_include(source, i):
    """The program, every fourth as it is, else with one of the precompiled headers first, at times after a comment."""
    if i % 4 == 3:
        return source
    return COMMENTS[i // 4 % 4] + f"#include <{HEADERS[i % 4]}>\n" + source


def of(language):
    for name, files in CASES[language].items():
        files = {NAMES[language]: files} if isinstance(files, str) else files
        stdin = None if name.startswith("unrun") else ""
        yield "case-" + name.replace(" ", "-"), [{"path": path, "content": text} for path, text in files.items()], stdin


NAMES = {"cpp": "main.cpp", "go": "main.go", "rust": "main.rs"}
NO_MATCH = "struct P {};\nint main() { std::cout << P{}; std::vector<P> v; std::sort(v.begin(), v.end()); }\n"

CASES = {
    "cpp": {
        "errors in templates": "#include <bits/stdc++.h>\n" + NO_MATCH,
        "errors in templates after a comment": "// P\n\n#include <iostream>\n#include <vector>\n#include <algorithm>\n" + NO_MATCH,
        "errors in templates of another file": {"src/a+b.cpp": "/* P */ # include <iostream> // P\n" + NO_MATCH},
        "a header that was forgotten": '#include <iostream>\nint main() { std::map<int, int> m; printf("%d", INT_MAX); strlen(""); }\n',
        "a macro before": "#define _GLIBCXX_ASSERTIONS\n#include <vector>\nint main() { std::vector<int> v; return v[0]; }\n",
        "a header again": '#include <iostream>\n#include <iostream>\n#include <vector>\n#include <bits/stdc++.h>\nint main() { std::cout << __COUNTER__ << __FILE__ << __LINE__ << __INCLUDE_LEVEL__ << __BASE_FILE__ << std::is_sorted("a", "a"); }\n',
        "names kept apart": "#include <vector>\nstruct string {};\nint cout, sort, map;\nint main() { return cout + sort + map; }\n",
        "a header of the submission": {"main.cpp": '#include "vector"\n#include <vector>\nint main() { return mine + std::vector<int>(3).size(); }\n',
                                       "vector": "constexpr int mine = 4;\n"},
        "a warning": "#include <iostream>\nint f() { }\n#warning look\nint main() { int* p = 0; std::cout << (p == 0); }\n",
        "undefined": "#include <iostream>\nint f();\nint main() { return f(); }\n",
        "two sources": {"main.cpp": "#include <iostream>\nvoid f();\nint main() { f(); }\n", "b.cpp": "// b\n#include <vector>\n#include <iostream>\nvoid f() { std::cout << 1; }\n"},
        "errors of two sources": {"main.cpp": "#include <iostream>\n" + NO_MATCH, "b.cpp": "// b\n#include <vector>\n" + NO_MATCH},
        "nothing": "",
        "has include": "#include <algorithm>\n#if __has_include(<iostream>) && __has_include_next(<vector>)\n#include_next <iostream>\n#endif\nint main() { std::cout << 1; }\n",
        "a specialisation": "#include <bits/stdc++.h>\nusing namespace std;\nnamespace std { ostream& operator<<(ostream& o, const vector<int>& v) { return o << v.size(); } }\nint main() { cout << vector<int>(3) << format(\"{:5}\", 3); throw runtime_error{\"x\"}; }\n",
    },
    "go": {
        "how it was built": 'package main\n\nimport (\n\t"fmt"\n\t"runtime"\n\t"runtime/debug"\n)\n\nfunc main() {\n\tb, ok := debug.ReadBuildInfo()\n\tfmt.Println(ok, b.GoVersion, b.Path, b.Main, len(b.Deps))\n\tfmt.Println(runtime.GOROOT(), runtime.Version(), runtime.Compiler)\n\tfor _, s := range b.Settings {\n\t\tif s.Key != "-gcflags" {\n\t\t\tfmt.Println(s)\n\t\t}\n\t}\n}\n',
        "a trace": 'package main\n\nfunc f(i int) int {\n\tif i == 0 {\n\t\tpanic("zero")\n\t}\n\treturn f(i-1) + 1\n}\n\nfunc main() {\n\tf(3)\n}\n',
        "a nil pointer": "package main\n\ntype t struct{ n *t }\n\nfunc main() {\n\tvar x t\n\tprintln(x.n.n.n)\n}\n",
        "unused": 'package main\n\nimport (\n\t"fmt"\n\t"os"\n)\n\nfunc main() {\n\tx := 1\n}\n',
        "too many errors": "package main\n\nfunc main() {\n" + "".join(f"\tx{i} = {i}\n" for i in range(20)) + "}\n",
        "an import that is nowhere": 'package main\n\nimport "example.com/x"\n\nfunc main() {\n\tx.X()\n}\n',
        "an import that is no package": 'package main\n\nimport "fmtt"\n\nfunc main() {\n\tfmtt.X()\n}\n',
        "an internal import": 'package main\n\nimport "internal/abi"\n\nfunc main() {\n\tprintln(abi.FuncPCABI0(main))\n}\n',
        "a broken import": 'package main\n\nimport fmt\n\nfunc main() {\n}\n',
        "an import too late": 'package main\n\nfunc f() {}\n\nimport "fmt"\n\nfunc main() {\n\tfmt.Println()\n}\n',
        "no package": "func main() {\n}\n",
        "nothing": "",
        "no main": "package main\n\nfunc f() {\n}\n",
        "two files": {"main.go": "package main\n\nvar a = b()\n\nfunc main() {\n\tprintln(a)\n}\n", "b.go": "package main\n\nfunc init() {\n\tprintln(1)\n}\n\nfunc b() int {\n\treturn 7\n}\n"},
        "a vendored import": 'package main\n\nimport "vendor/golang.org/x/net/idna"\n\nfunc main() {\n\tprintln(idna.ToASCII("x"))\n}\n',
        "imports of one line": 'package main\n\nimport (\n\t"fmt" "os"\n)\n\nfunc main() {\n}\n',
        "imports without an end": 'package main\n\nimport (\n\t"fmt"\n\nfunc main() {\n}\n',
        "a statement too high": 'package main\n\nprintln(1)\n\nfunc main() {\n}\n',
        "the order of files": {"main.go": "package main\n\nvar x = f(1)\n\nfunc init() {\n\tprintln(3)\n}\n\nfunc main() {\n}\n", "a.go": "package main\n\nvar y = f(2)\n\nfunc init() {\n\tprintln(4)\n}\n\nfunc f(i int) int {\n\tprintln(i)\n\treturn i\n}\n", ".hidden.go": "package other\n"},
        "two packages in a folder": {"main.go": "package main\n\nfunc main() {\n}\n", "b.go": "package other\n"},
        "declared twice": {"main.go": "package main\n\nfunc main() {\n}\n", "b.go": "package main\n\nfunc main() {\n}\n"},
        "a folder": {"main.go": 'package main\n\nimport "main/lib"\n\nfunc main() {\n\tprintln(lib.X)\n}\n', "lib/lib.go": "package lib\n\nvar X = 3\n"},
        "an older version": {"main.go": "package main\n\nfunc main() {\n\tfor i := range 3 {\n\t\tdefer func() { println(i) }()\n\t}\n}\n", "go.mod": "module x\n\ngo 1.21\n"},
        "a function without a body": "package main\n\nfunc f()\n\nfunc main() {\n\tf()\n}\n",
        "a name of the runtime": 'package main\n\nimport _ "unsafe"\n\n//go:linkname now runtime.nanotime\nfunc now() int64\n\nfunc main() {\n\tprintln(now() != 0)\n}\n',
        "a string that is no end": 'package main\n\nfunc main() {\n\tprintln("a)\n}\n',
    },
    "rust": {
        "a panic": 'fn f(n: usize) -> usize { let v = vec![1, 2, 3]; v[n] }\nfn main() { println!("{}", f(std::env::args().count() + 4)); }\n',
        "a panic in a thread": 'fn main() { println!("{:?}", std::thread::spawn(|| { if true { panic!("x") } }).join().is_err()); std::process::exit(4) }\n',
        "an error of main": 'fn main() -> Result<(), String> { Err("no".into()) }\n',
        "an abort": "fn main() { std::process::abort() }\n",
        "an overflow": "fn main() { let n: u8 = std::env::args().count() as u8; println!(\"{}\", n + 255); }\n",
        "names in a backtrace": 'fn main() { let t = std::backtrace::Backtrace::force_capture().to_string(); println!("{} {}", t.contains("main::main"), t.contains("std::rt::lang_start")); }\n',
        "an allocator of its own": "use std::alloc::*;\nuse std::sync::atomic::*;\nstruct A;\nstatic N: AtomicUsize = AtomicUsize::new(0);\nunsafe impl GlobalAlloc for A {\n    unsafe fn alloc(&self, l: Layout) -> *mut u8 { N.fetch_add(1, Ordering::Relaxed); System.alloc(l) }\n    unsafe fn dealloc(&self, p: *mut u8, l: Layout) { System.dealloc(p, l) }\n}\n#[global_allocator]\nstatic G: A = A;\nfn main() { let n = N.load(Ordering::Relaxed); let b = Box::new(7); println!(\"{} {b}\", N.load(Ordering::Relaxed) - n); }\n",
        "warnings": "fn unused() {}\nfn main() { let x = 1; let mut y = 2; }\n",
        "lints": "#![deny(warnings)]\nfn unused() {}\nfn main() {}\n",
        "no main": "fn f() {}\n",
        "borrowed": "fn main() { let mut v = vec![1]; let a = &v[0]; v.push(2); println!(\"{a}\"); }\n",
        "undefined": 'extern "C" { fn nowhere(); }\nfn main() { unsafe { nowhere() } }\n',
        "the C library": 'extern "C" { fn getpid() -> i32; fn sqrt(x: f64) -> f64; }\nfn main() { unsafe { println!("{} {}", getpid() > 0, sqrt(16.0)) } }\n',
        "modules": {"main.rs": "mod a;\nfn main() { println!(\"{} {}\", a::X, file!()); }\n", "a.rs": "pub const X: i32 = 3;\n"},
        "an item in a section": "#[used]\n#[link_section = \".init_array\"]\nstatic F: extern \"C\" fn() = f;\nextern \"C\" fn f() { println!(\"before\"); }\nfn main() { println!(\"main\"); }\n",
        "nothing": "",
    },
}
