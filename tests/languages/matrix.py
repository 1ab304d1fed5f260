"""What every language must be able to do, as one program for each cell of the table. The checks are
in test_matrix.py and the same for all seven."""

EXTENSION = {"python": "py", "javascript": "js", "typescript": "ts", "java": "java", "cpp": "cpp", "go": "go", "rust": "rs"}


def main_file(language):
    return ("Main." if language == "java" else "main.") + EXTENSION[language]


def java(body, throws="Exception", extra=""):
    return (
        "import java.io.*;\nimport java.nio.file.*;\nimport java.util.*;\nimport java.util.concurrent.*;\n"
        f"public class Main {{\n{extra}\n  public static void main(String[] args) throws {throws} {{\n{body}\n  }}\n}}\n"
    )


def cpp(body):
    headers = "iostream fstream string vector thread atomic iterator chrono cstdio cstring stdexcept filesystem memory".split()
    return "".join(f"#include <{header}>\n" for header in headers) + f"int main(int argc, char** argv) {{\n{body}\n}}\n"


def go(body, *imports):
    listed = "".join(f'\t"{name}"\n' for name in imports)
    return f"package main\n\nimport (\n{listed})\n\nfunc main() {{\n{body}\n}}\n"


def rust(body):
    return f"#![allow(unused)]\nuse std::io::{{self, BufRead, Read, Write}};\nfn main() {{\n{body}\n}}\n"


# name of the cell -> language -> the main file's source, or {path: source} with the main file first
CELLS = {
    "hello": {
        "python": 'print("Hello, World!")',
        "javascript": 'console.log("Hello, World!");',
        "typescript": 'const text: string = "Hello, World!";\nconsole.log(text);',
        "java": java('System.out.println("Hello, World!");'),
        "cpp": cpp('std::cout << "Hello, World!\\n";'),
        "go": go('fmt.Println("Hello, World!")', "fmt"),
        "rust": rust('println!("Hello, World!");'),
    },
    # Counts lines and bytes of standard input to its end, then says both.
    "stdin_to_eof": {
        "python": "import sys\ndata = sys.stdin.buffer.read()\nprint(data.count(b'\\n'), len(data))",
        "javascript": "let n = 0, lines = 0;\nprocess.stdin.on('data', (d) => { n += d.length; for (const b of d) if (b === 10) lines++; });\n"
        "process.stdin.on('end', () => console.log(lines, n));",
        "typescript": "let n = 0, lines = 0;\nfor await (const d of process.stdin as AsyncIterable<Buffer>) { n += d.length; for (const b of d) if (b === 10) lines++; }\n"
        "console.log(lines, n);",
        "java": java("byte[] data = System.in.readAllBytes(); int lines = 0; for (byte b : data) if (b == 10) lines++;\nSystem.out.println(lines + \" \" + data.length);"),
        "cpp": cpp("std::string data{std::istreambuf_iterator<char>{std::cin}, {}}; std::size_t lines = 0; for (char c : data) lines += c == '\\n';\n"
                   "std::cout << lines << ' ' << data.size() << '\\n';"),
        "go": go('data, _ := io.ReadAll(os.Stdin)\nfmt.Println(bytes.Count(data, []byte{10}), len(data))', "bytes", "fmt", "io", "os"),
        "rust": rust('let mut data = Vec::new(); io::stdin().read_to_end(&mut data).unwrap();\nprintln!("{} {}", data.iter().filter(|b| **b == 10).count(), data.len());'),
    },
    "args": {
        "python": "import sys\nprint(len(sys.argv) - 1)\nfor a in sys.argv[1:]: print('[' + a + ']')",
        "javascript": "const a = process.argv.slice(2); console.log(a.length); for (const x of a) console.log(`[${x}]`);",
        "typescript": "const a: string[] = process.argv.slice(2); console.log(a.length); for (const x of a) console.log(`[${x}]`);",
        "java": java('System.out.println(args.length); for (String a : args) System.out.println("[" + a + "]");'),
        "cpp": cpp("std::cout << argc - 1 << '\\n'; for (int i = 1; i < argc; ++i) std::cout << '[' << argv[i] << \"]\\n\";"),
        "go": go('fmt.Println(len(os.Args) - 1)\nfor _, a := range os.Args[1:] { fmt.Printf("[%s]\\n", a) }', "fmt", "os"),
        "rust": rust('let a: Vec<String> = std::env::args().skip(1).collect(); println!("{}", a.len()); for x in a { println!("[{x}]"); }'),
    },
    "exit_code": {
        "python": "import sys\nprint('before')\nsys.exit(7)",
        "javascript": "console.log('before'); process.exitCode = 7;",
        "typescript": "console.log('before'); process.exit(7);",
        "java": java('System.out.println("before"); System.exit(7);'),
        "cpp": cpp('std::cout << "before\\n"; return 7;'),
        "go": go('fmt.Println("before")\nos.Exit(7)', "fmt", "os"),
        "rust": rust('println!("before"); std::process::exit(7);'),
    },
    "uncaught": {
        "python": "print('before')\nraise ValueError('boom')",
        "javascript": "console.log('before');\nthrow new RangeError('boom');",
        "typescript": "console.log('before');\nthrow new RangeError('boom');",
        "java": java('System.out.println("before");\nthrow new IllegalStateException("boom");'),
        "cpp": cpp('std::cout << "before\\n";\nthrow std::runtime_error("boom");'),
        "go": go('fmt.Println("before")\npanic("boom")', "fmt"),
        "rust": rust('println!("before");\npanic!("boom");'),
    },
    # The mistake is in line 3.
    "compile_error": {
        "python": "x = 1\ny = 2\nif x == y\n    print('never')\n",
        "javascript": "let x = 1;\nconsole.log('never');\nlet y = ;\n",
        "typescript": "let x: number = 1;\nconsole.log('never');\nlet y: number = ;\n",
        "java": "public class Main {\n  public static void main(String[] args) {\n    int y = undefined;\n  }\n}\n",
        "cpp": "#include <iostream>\nint main() {\n  return undefined_name;\n}\n",
        "go": "package main\nfunc main() {\n\tprintln(undefined)\n}\n",
        "rust": "fn main() {\n    let x = 1;\n    let y: i32 = undefined;\n}\n",
    },
    # Echoes its input line after a constant from its source.
    "unicode": {
        "python": "größe = input()\nprint('😀 漢字 ñ', größe)",
        "javascript": "const größe = require('fs').readFileSync(0, 'utf8').trim();\nconsole.log('😀 漢字 ñ', größe);",
        "typescript": "import { readFileSync } from 'fs';\nconst größe: string = readFileSync(0, 'utf8').trim();\nconsole.log('😀 漢字 ñ', größe);",
        "java": java('String größe = new BufferedReader(new InputStreamReader(System.in)).readLine();\nSystem.out.println("😀 漢字 ñ " + größe);'),
        "cpp": cpp('std::string größe; std::getline(std::cin, größe);\nstd::cout << "😀 漢字 ñ " << größe << "\\n";'),
        "go": go('größe, _ := bufio.NewReader(os.Stdin).ReadString(10)\nfmt.Print("😀 漢字 ñ ", größe)', "bufio", "fmt", "os"),
        "rust": rust('let mut größe = String::new(); io::stdin().read_line(&mut größe).unwrap();\nprintln!("😀 漢字 ñ {}", größe.trim());'),
    },
    # 100,000 lines of nine bytes.
    "big_output": {
        "python": "for i in range(100000): print('%08d' % i)",
        "javascript": "for (let i = 0; i < 100000; i++) console.log(String(i).padStart(8, '0'));",
        "typescript": "let text: string[] = []; for (let i = 0; i < 100000; i++) text.push(String(i).padStart(8, '0'));\nconsole.log(text.join('\\n'));",
        "java": java('for (int i = 0; i < 100000; i++) System.out.println(String.format("%08d", i));'),
        "cpp": cpp('for (int i = 0; i < 100000; ++i) std::printf("%08d\\n", i);'),
        "go": go('for i := range 100000 { fmt.Printf("%08d\\n", i) }', "fmt"),
        "rust": rust('for i in 0..100000 { println!("{i:08}"); }'),
    },
    # Eight of the language's threads or tasks add up 1² … 8².
    "concurrency": {
        "python": "import threading, asyncio\nsquares = []\nthreads = [threading.Thread(target=lambda i=i: squares.append(i * i)) for i in range(1, 9)]\n"
        "[t.start() for t in threads]; [t.join() for t in threads]\nasync def main(): return sum(await asyncio.gather(*[asyncio.sleep(0.01, s) for s in squares]))\nprint(asyncio.run(main()))",
        "javascript": "const { Worker, isMainThread, parentPort, workerData } = require('worker_threads');\nif (isMainThread) {\n"
        "  const work = (i) => new Promise((done) => new Worker(__filename, { workerData: i }).on('message', done));\n"
        "  Promise.all([1, 2].map(work)).then((s) => Promise.all([...s, 9, 16, 25, 36, 49, 64].map(async (x) => x))).then((s) => console.log(s.reduce((a, b) => a + b)));\n"
        "} else parentPort.postMessage(workerData ** 2);",
        "typescript": "const square = async (i: number): Promise<number> => { await new Promise((r) => setTimeout(r, 10 - i)); return i * i; };\n"
        "const all = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(square));\nconsole.log(all.reduce((a, b) => a + b));",
        "java": java("var pool = Executors.newFixedThreadPool(4); var all = new ArrayList<Future<Integer>>();\nfor (int i = 1; i <= 8; i++) { int n = i; all.add(pool.submit(() -> n * n)); }\n"
                     "int sum = 0; for (var f : all) sum += f.get(); pool.shutdown(); var last = new int[1]; Thread.startVirtualThread(() -> last[0] = 1).join();\nSystem.out.println(sum - 1 + last[0]);"),
        "cpp": cpp("std::atomic<int> sum = 0; { std::vector<std::jthread> all; for (int i = 1; i <= 8; ++i) all.emplace_back([&sum, i] { sum += i * i; }); }\nstd::cout << sum << '\\n';"),
        "go": go("results := make(chan int)\nfor i := 1; i <= 8; i++ { go func() { results <- i * i }() }\nsum := 0\nfor range 8 { sum += <-results }\nfmt.Println(sum)", "fmt"),
        "rust": rust('let all: Vec<_> = (1..=8).map(|i| std::thread::spawn(move || i * i)).collect();\nprintln!("{}", all.into_iter().map(|t| t.join().unwrap()).sum::<i32>());'),
    },
    # Holds 50 MB and says the sum of one byte per page.
    "fifty_megabytes": {
        "python": "data = bytearray(b'\\x01') * 50_000_000\nprint(sum(data[::4096]))",
        "javascript": "const data = new Array(6_250_000).fill(0.5); let sum = 0; for (let i = 0; i < data.length; i += 512) sum += data[i] * 2; console.log(sum);",
        "typescript": "const data: Uint8Array = new Uint8Array(50_000_000).fill(1); let sum = 0; for (let i = 0; i < data.length; i += 4096) sum += data[i]; console.log(sum);",
        "java": java("long[] data = new long[6_250_000]; Arrays.fill(data, 1); long sum = 0; for (int i = 0; i < data.length; i += 512) sum += data[i];\nSystem.out.println(sum);"),
        "cpp": cpp("std::vector<char> data(50'000'000, 1); long sum = 0; for (std::size_t i = 0; i < data.size(); i += 4096) sum += data[i];\nstd::cout << sum << '\\n';"),
        "go": go("data := make([]byte, 50_000_000)\nfor i := range data { data[i] = 1 }\nsum := 0\nfor i := 0; i < len(data); i += 4096 { sum += int(data[i]) }\nfmt.Println(sum)", "fmt"),
        "rust": rust('let data = std::hint::black_box(vec![1u8; 50_000_000]);\nprintln!("{}", data.iter().step_by(4096).map(|b| *b as u64).sum::<u64>());'),
    },
    # Writes 1 MB into the work folder, reads it back, removes it.
    "files": {
        "python": "import os\nos.mkdir('data')\nopen('data/x.bin', 'wb').write(b'a' * 1_000_000)\nprint(len(open('data/x.bin', 'rb').read()))\nos.remove('data/x.bin')\nos.rmdir('data')\nprint(os.path.exists('data'))",
        "javascript": "const fs = require('fs'); fs.mkdirSync('data'); fs.writeFileSync('data/x.bin', Buffer.alloc(1_000_000, 97));\nconsole.log(fs.readFileSync('data/x.bin').length); fs.rmSync('data', { recursive: true }); console.log(fs.existsSync('data') ? 'True' : 'False');",
        "typescript": "import * as fs from 'fs'; fs.mkdirSync('data'); fs.writeFileSync('data/x.bin', Buffer.alloc(1_000_000, 97));\nconsole.log(fs.readFileSync('data/x.bin').length); fs.rmSync('data', { recursive: true }); console.log(fs.existsSync('data') ? 'True' : 'False');",
        "java": java('var dir = Files.createDirectory(Path.of("data")); var file = dir.resolve("x.bin"); byte[] a = new byte[1_000_000]; Files.write(file, a);\n'
                     'System.out.println(Files.readAllBytes(file).length); Files.delete(file); Files.delete(dir); System.out.println(Files.exists(dir) ? "True" : "False");'),
        "cpp": cpp('namespace fs = std::filesystem; fs::create_directory("data"); std::ofstream("data/x.bin") << std::string(1\'000\'000, \'a\');\n'
                   'std::ifstream in("data/x.bin"); std::string all{std::istreambuf_iterator<char>{in}, {}}; std::cout << all.size() << "\\n"; fs::remove_all("data"); std::cout << (fs::exists("data") ? "True" : "False") << "\\n";'),
        "go": go('os.Mkdir("data", 0o755)\nos.WriteFile("data/x.bin", make([]byte, 1_000_000), 0o644)\nread, _ := os.ReadFile("data/x.bin")\nfmt.Println(len(read))\nos.RemoveAll("data")\n'
                 '_, err := os.Stat("data")\nif err == nil { fmt.Println("True") } else { fmt.Println("False") }', "fmt", "os"),
        "rust": rust('use std::fs; fs::create_dir("data").unwrap(); fs::write("data/x.bin", vec![97u8; 1_000_000]).unwrap();\nprintln!("{}", fs::read("data/x.bin").unwrap().len()); fs::remove_dir_all("data").unwrap();\n'
                     'println!("{}", if fs::metadata("data").is_ok() { "True" } else { "False" });'),
    },
    "several_files": {
        "python": {"main.py": "from tools.text import twice\nimport other\nprint(twice('ab'), other.VALUE)", "tools/__init__.py": "", "tools/text.py": "def twice(s): return s + s", "other.py": "VALUE = 42"},
        "javascript": {"main.js": "import { twice } from './tools/text.js';\nimport other from './other.cjs';\nconsole.log(twice('ab'), other.VALUE);", "tools/text.js": "export const twice = (s) => s + s;", "other.cjs": "module.exports = { VALUE: 42 };"},
        "typescript": {"main.ts": "import { twice } from './tools/text';\nimport { VALUE } from './other.js';\nimport type { Named } from './other';\nconst n: Named = { name: 'ab' };\nconsole.log(twice(n.name), VALUE);",
                       "tools/text.ts": "export const twice = (s: string): string => s + s;", "other.ts": "export interface Named { name: string }\nexport const VALUE = 42;"},
        "java": {"Main.java": "import tools.Text;\npublic class Main { public static void main(String[] a) { System.out.println(Text.twice(\"ab\") + \" \" + Other.VALUE); } }",
                 "tools/Text.java": "package tools;\npublic class Text { public static String twice(String s) { return s + s; } }", "Other.java": "class Other { static final int VALUE = 42; }"},
        "cpp": {"main.cpp": "#include \"tools/text.hpp\"\n#include <iostream>\nextern const int value;\nint main() { std::cout << twice(\"ab\") << ' ' << value << '\\n'; }",
                "tools/text.hpp": "#pragma once\n#include <string>\nstd::string twice(std::string s);\n", "tools/text.cpp": "#include \"text.hpp\"\nstd::string twice(std::string s) { return s + s; }\n", "other.cc": "extern const int value;\nconst int value = 42;\n"},
        "go": {"main.go": "package main\n\nimport (\n\t\"example/tools\"\n\t\"fmt\"\n)\n\nfunc main() { fmt.Println(tools.Twice(\"ab\"), value) }\n", "tools/text.go": "package tools\n\nfunc Twice(s string) string { return s + s }\n", "other.go": "package main\n\nconst value = 42\n"},
        "rust": {"main.rs": "mod tools;\nmod other;\nfn main() { println!(\"{} {}\", tools::text::twice(\"ab\"), other::VALUE); }", "tools/mod.rs": "pub mod text;\n", "tools/text.rs": "pub fn twice(s: &str) -> String { s.repeat(2) }\n", "other.rs": "pub const VALUE: i32 = 42;\n"},
    },
    # Prints, then sleeps for good.
    "sleeps": {
        "python": "import time\nprint('before')\nprint('half', end='')\ntime.sleep(1000)",
        "javascript": "console.log('before'); process.stdout.write('half'); setTimeout(() => {}, 1e6);",
        "typescript": "console.log('before'); process.stdout.write('half'); await new Promise((r) => setTimeout(r, 1e6));",
        "java": java('System.out.println("before"); System.out.print("half"); Thread.sleep(1000000);'),
        "cpp": cpp('std::cout << "before\\n"; std::cout << "half" << std::flush; std::this_thread::sleep_for(std::chrono::seconds{1000});'),
        "go": go('fmt.Println("before")\nfmt.Print("half")\ntime.Sleep(1000 * time.Second)', "fmt", "time"),
        "rust": rust('println!("before"); print!("half"); io::stdout().flush().unwrap(); std::thread::sleep(std::time::Duration::from_secs(1000));'),
    },
    # Prints, then computes for good.
    "loops": {
        "python": "print('before')\nwhile True: pass",
        "javascript": "console.log('before'); for (;;) {}",
        "typescript": "console.log('before'); for (;;) {}",
        "java": java('System.out.println("before"); for (long i = 0; ; i++) if (i < 0) break;'),
        "cpp": cpp('std::cout << "before\\n"; for (volatile int i = 0;; ++i) {}'),
        "go": go('fmt.Println("before")\nfor i := 0; ; i++ { _ = i }', "fmt"),
        "rust": rust('println!("before"); let mut i = 0u64; loop { i = std::hint::black_box(i.wrapping_add(1)); }'),
    },
    # Prints, then takes memory until there is none.
    "eats_memory": {
        "python": "print('before')\nall = []\nwhile True: all.append(bytearray(1 << 20))",
        "javascript": "console.log('before'); const all = []; for (;;) all.push(new Array(10000).fill(1.5));",
        "typescript": "console.log('before'); const all: Buffer[] = []; for (;;) all.push(Buffer.alloc(1 << 20, 1));",
        "java": java('System.out.println("before"); var all = new ArrayList<byte[]>(); for (;;) all.add(new byte[1 << 20]);'),
        "cpp": cpp('std::cout << "before\\n"; std::vector<std::unique_ptr<char[]>> all; for (;;) { all.emplace_back(new char[1 << 20]); std::memset(all.back().get(), 1, 1 << 20); }'),
        "go": go('fmt.Println("before")\nvar all [][]byte\nfor { b := make([]byte, 1<<20); for i := range b { b[i] = 1 }; all = append(all, b) }', "fmt"),
        "rust": rust('println!("before"); let mut all = Vec::new(); loop { all.push(std::hint::black_box(vec![1u8; 1 << 20])); }'),
    },
    # Prints lines for good.
    "floods": {
        "python": "line = 'x' * 99999\nwhile True: print(line)",
        "javascript": "const line = 'x'.repeat(99999); for (;;) console.log(line);",
        "typescript": "const line: string = 'x'.repeat(99999); for (;;) console.log(line);",
        "java": java('var line = "x".repeat(99999); for (;;) System.out.println(line);'),
        "cpp": cpp("std::string line(99999, 'x'); for (;;) std::cout << line << '\\n';"),
        "go": go('line := strings.Repeat("x", 99999)\nfor { fmt.Println(line) }', "fmt", "strings"),
        "rust": rust('let line = "x".repeat(99999); loop { println!("{line}"); }'),
    },
    # Says the product of its two arguments: used many times at once, each time with others.
    "product": {
        "python": "import sys\nprint(int(sys.argv[1]) * int(sys.argv[2]))",
        "javascript": "console.log(BigInt(process.argv[2]) * BigInt(process.argv[3]) + '');",
        "typescript": "const [a, b]: bigint[] = process.argv.slice(2).map(BigInt);\nconsole.log(`${a * b}`);",
        "java": java("System.out.println(Long.parseLong(args[0]) * Long.parseLong(args[1]));"),
        "cpp": '#include <cstdio>\n#include <cstdlib>\nint main(int, char** argv) { std::printf("%ld\\n", std::atol(argv[1]) * std::atol(argv[2])); }\n',
        "go": go("a, _ := strconv.Atoi(os.Args[1])\nb, _ := strconv.Atoi(os.Args[2])\nfmt.Println(a * b)", "fmt", "os", "strconv"),
        "rust": rust('let n: Vec<i64> = std::env::args().skip(1).map(|a| a.parse().unwrap()).collect(); println!("{}", n[0] * n[1]);'),
    },
}

UNCAUGHT = {
    "python": "ValueError: boom",
    "javascript": "RangeError: boom",
    "typescript": "RangeError: boom",
    "java": "java.lang.IllegalStateException: boom",
    "cpp": "std::runtime_error: boom",
    "go": "panic: boom",
    "rust": "panicked at main.rs:5:1: boom",
}

COMPILE_ERROR = {
    "python": "SyntaxError: expected ':' (line 3)",
    "javascript": "SyntaxError: Unexpected token ';' (line 3)",
    "typescript": 'main.ts:3: Unexpected ";"',
    "java": "Main.java:3: cannot find symbol",
    "cpp": "main.cpp:3: 'undefined_name' was not declared in this scope",
    "go": "main.go:3: undefined: undefined",
    "rust": "main.rs:3: cannot find value `undefined` in this scope",
}


def files(cell, language):
    program = CELLS[cell][language]
    if isinstance(program, str):
        program = {main_file(language): program}
    return [{"path": path, "content": content} for path, content in program.items()]
