"""One program for each row of the tables: what Cordon is sent, and what a user would type to run the same bare.

MARK is what it prints, another one each time unless the same program is to be found in the cache.
"""

import dataclasses

GO_ENVIRONMENT = {"GOFLAGS": "-trimpath", "GOTOOLCHAIN": "local", "GOPROXY": "off", "GOTELEMETRY": "off"}


@dataclasses.dataclass
class Program:
    name: str  # of the row
    language: str
    image: str
    file: str
    source: str
    bare: dict  # name: steps
    environment: dict = dataclasses.field(default_factory=dict)
    compiled: bool = True
    options: dict = dataclasses.field(default_factory=dict)

    def body(self, mark):
        body = {"language": self.language, "code": self.source.replace("MARK", mark)}
        return {**body, "options": self.options} if self.options else body

    def files(self, mark):
        return {f"/box/{self.file}": self.source.replace("MARK", mark)}


BITS = (
    "#include <bits/stdc++.h>\nint main() {\n  std::map<std::string, int> counts;\n  std::vector<int> numbers{3, 1, 2};\n"
    '  std::sort(numbers.begin(), numbers.end());\n  counts["MARK"] = numbers[0];\n'
    '  for (auto& [word, n] : counts) std::cout << word << "\\n";\n}\n'
)

PROGRAMS = [
    Program("python", "python", "python", "hello.py", "print('MARK')\n", {"python3 hello.py": [["python3", "hello.py"]]}, compiled=False),
    Program("javascript", "javascript", "node", "hello.js", "console.log('MARK');\n", {"node hello.js": [["node", "hello.js"]]}, compiled=False),
    Program("typescript", "typescript", "node", "hello.ts", "const text: string = 'MARK';\nconsole.log(text);\n",
            {"node hello.ts": [["node", "--disable-warning=ExperimentalWarning", "hello.ts"]], "tsx hello.ts": [["tsx", "hello.ts"]]}),
    Program("java", "java", "java", "Hello.java",
            'public class Hello {\n  public static void main(String[] args) { System.out.println("MARK"); }\n}\n',
            {"java Hello.java": [["java", "Hello.java"]]}),
    Program("c", "c", "cpp", "hello.c", '#include <stdio.h>\nint main(void) { puts("MARK"); }\n',
            {"gcc -O2 hello.c && ./a.out": [["gcc", "-O2", "hello.c"], ["./a.out"]]}),
    Program("cpp-iostream", "cpp", "cpp", "hello.cpp", '#include <iostream>\nint main() { std::cout << "MARK\\n"; }\n',
            {"g++ -O2 hello.cpp && ./a.out": [["g++", "-std=c++20", "-O2", "hello.cpp"], ["./a.out"]]}),
    Program("cpp-bits", "cpp", "cpp", "hello.cpp", BITS,
            {"g++ -O2 hello.cpp && ./a.out": [["g++", "-std=c++20", "-O2", "hello.cpp"], ["./a.out"]]}),
    Program("cpp-bits-clang", "cpp", "cpp", "hello.cpp", BITS,
            {"g++ -O2 hello.cpp && ./a.out": [["g++", "-std=c++20", "-O2", "hello.cpp"], ["./a.out"]],
             "clang++ -O2 hello.cpp && ./a.out": [["clang++", "-std=c++20", "-O2", "hello.cpp"], ["./a.out"]]},
            options={"compiler": "clang"}),
    Program("go", "go", "go", "hello.go", 'package main\n\nimport "fmt"\n\nfunc main() { fmt.Println("MARK") }\n',
            {"go build hello.go && ./hello": [["go", "build", "hello.go"], ["./hello"]]}, environment=GO_ENVIRONMENT),
    Program("rust", "rust", "rust", "hello.rs", 'fn main() { println!("MARK"); }\n',
            {"rustc -O hello.rs && ./hello": [["rustc", "-O", "hello.rs"], ["./hello"]]}),
]


def chosen(words, served):
    """The programs whose row or language is named (all, if none is), of the languages that are served."""
    known = {p.name for p in PROGRAMS} | {p.language for p in PROGRAMS}
    if unknown := set(words) - known:
        raise SystemExit(f"bench: no such language: {', '.join(sorted(unknown))}; there are {', '.join(sorted(known))}")
    return [p for p in PROGRAMS if p.language in served and (not words or p.name in words or p.language in words)]
