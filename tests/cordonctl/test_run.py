"""`cordonctl run`: the program's bytes and status, as if it had been started here."""

import json

import pytest


def test_output_is_exact_to_the_byte(run):
    done = run("bytes.py", "import sys\nsys.stdout.buffer.write(bytes(range(256)))\nsys.stderr.buffer.write(b'\\xff\\0')\n")
    assert done.stdout == bytes(range(256))
    assert done.stderr == b"\xff\0"
    assert done.returncode == 0


def test_standard_input_goes_through(run):
    text = "größe 😀\n".encode() * 1000
    done = run("cat.py", "import sys\nsys.stdout.write(sys.stdin.read())\n", stdin=text)
    assert done.stdout == text


def test_arguments_go_through_as_they_are(run):
    words = ["one", "two words", "[1,2]", "--json", "", "日本", "--"]
    done = run("args.py", "import sys, json\nprint(json.dumps(sys.argv[1:]))\n", "--", *words)
    assert json.loads(done.stdout) == words


def test_variables_go_through(run):
    done = run("env.py", "import os\nprint(os.environ['A'], os.environ['B'])\n", "--env", "A=[1]", "-e", "B=x=y")
    assert done.stdout == b"[1] x=y\n"


@pytest.mark.parametrize(
    "name, source, words, status, said",
    [
        ("exit.py", "import sys\nsys.exit(77)", [], 77, b""),
        ("raise.py", "raise ValueError('x')", [], 1, b"ValueError: x\n"),
        ("kill.py", "import os\nos.kill(os.getpid(), 11)", [], 139, b"cordonctl: Killed by SIGSEGV\n"),
        ("loop.py", "print('before', flush=True)\nwhile True: pass", ["-t", "1"], 124, b"timed out after 1 second\n"),
        ("memory.py", "x = bytearray(400 << 20)", ["-m", "64MiB"], 137, b"Memory limit exceeded (64 MiB)\n"),
        ("syntax.py", "if True\n  pass", [], 1, b"SyntaxError: expected ':'\n"),
        ("wrong.cpp", "int main() {\n  x;\n}", [], 1, b"wrong.cpp:2: 'x' was not declared in this scope\n"),
    ],
)
def test_the_exit_status_is_the_programs(run, name, source, words, status, said):
    done = run(name, source, *words)
    assert done.returncode == status
    assert done.stderr.endswith(said)


def test_what_was_printed_before_a_time_out_is_there(run):
    done = run("slow.py", "print('before', flush=True)\nimport time\ntime.sleep(60)", "--timeout", "1")
    assert done.stdout == b"before\n"


def test_compiler_messages_are_on_standard_error(run):
    done = run("wrong.cpp", "int main() {\n  return x;\n}\n")
    assert done.stdout == b""
    assert b"wrong.cpp:2:10: error:" in done.stderr


def test_further_files_lie_as_they_do_here(run, tmp_path):
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "__init__.py").write_text("def hello(): return open('data.bin', 'rb').read()\n")
    (tmp_path / "data.bin").write_bytes(b"\0\xff")
    source = "import package\nprint(package.hello())\n"
    done = run("main.py", source, "--file", "package/__init__.py", "--file", "data.bin")
    assert done.stdout == b"b'\\x00\\xff'\n"


def test_the_language_can_be_named(run):
    done = run("script", "print('hi')\n", "--language", "py")
    assert done.stdout == b"hi\n"


def test_json_is_the_whole_answer(run):
    done = run("hello.py", "print('hi')\nraise SystemExit(5)\n", "--json")
    answer = json.loads(done.stdout)
    assert answer["stdout"] == "hi\n"
    assert answer["verdict"] == "runtime_error"
    assert list(answer)[0] == "output"
    assert done.returncode == 5


@pytest.mark.parametrize(
    "words, stdin, sentence",
    [
        (["hello.lua"], b"", b"no language here has files like"),
        (["hello.py", "--language", "pyton"], b"", b'did you mean "python"?'),
        (["hello.py", "--memory", "9999GiB"], b"", b"above the ceiling"),
        (["hello.py", "--memory", "lots"], b"", b"write 256MiB"),
        (["hello.py", "--env", "A"], b"", b"NAME=VALUE"),
        (["hello.py"], b"\xff", b"standard input is not UTF-8"),
        (["hello.py"], b"x" * (9 << 20), b"standard input is larger than 8388608 bytes"),
        (["hello.py", "--file", "missing"], b"", b"missing cannot be read: No such file"),
        (["missing.py"], b"", b"missing.py cannot be read: No such file"),
        (["hello.py", "stray"], b"", b"the program's own arguments stand after --"),
    ],
    ids=["extension", "language", "ceiling", "memory", "env", "bytes", "size", "file", "main", "stray"],
)
def test_what_cannot_be_done_is_one_sentence_and_status_2(cordonctl, server, tmp_path, words, stdin, sentence):
    for name in ("hello.py", "hello.lua"):
        (tmp_path / name).write_text("print('hi')\n")
    done = cordonctl("run", *words, "--server", server, stdin=stdin)
    assert done.returncode == 2
    assert done.stdout == b""
    assert sentence in done.stderr
    assert done.stderr.startswith(b"cordonctl: ") and done.stderr.count(b"\n") == 1
