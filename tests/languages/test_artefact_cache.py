"""What was compiled once is not compiled again, and nobody notices but by the time it takes.

A server of its own, because it is stopped, and its files are looked at and damaged.
"""

import concurrent.futures
import json
import socket
import urllib.request
import uuid

import pytest
from support.server import Server, wait_until

# Prints its arguments, and what a comment makes another program.
PROGRAMS = {
    "cpp": '#include <iostream>\nint main(int n, char** a) { for (int i = 1; i < n; ++i) std::cout << a[i] << "\\n"; std::cout << "MARK\\n"; }\n',
    "rust": 'fn main() { for a in std::env::args().skip(1) { println!("{a}"); } println!("MARK"); }\n',
    "go": 'package main\nimport ("fmt"; "os")\nfunc main() { for _, a := range os.Args[1:] { fmt.Println(a) }; fmt.Println("MARK") }\n',
    "typescript": 'for (const a of process.argv.slice(2)) console.log(a);\nconsole.log("MARK");\n',
    "java": 'public class Main { public static void main(String[] args) { for (String a : args) System.out.println(a); System.out.println("MARK"); } }\n',
}
every_language = pytest.mark.parametrize("language", PROGRAMS)


@pytest.fixture(scope="module")
def server():
    server = Server().start()
    yield server
    server.remove()


@pytest.fixture
def mark():
    """A program that nobody has compiled yet says it."""
    return uuid.uuid4().hex


def statistics(server):
    with urllib.request.urlopen(server.url + "/debug/vm-pools", timeout=5) as answer:
        return json.load(answer)["data"]["artefact_cache"]


def active(server):
    with urllib.request.urlopen(server.url + "/debug/vm-pools", timeout=5) as answer:
        return len(json.load(answer)["data"]["active_vms"])


def accepted(server, language, code, **fields):
    status, answer = server.execute(code, language, **fields)
    assert status == 200 and answer["success"], answer
    return answer


def files(server):
    return sorted((server.state / "server/artefacts").iterdir())


def restart(server):
    assert server.stop() == 0
    server.start()


@every_language
def test_the_same_again_is_a_hit_and_says_the_same(server, mark, language):
    code = PROGRAMS[language].replace("MARK", mark)
    first = accepted(server, language, code)
    second = accepted(server, language, code)
    assert first["compile"]["cache"] == "miss" and second["compile"]["cache"] == "hit"
    assert first["stdout"] == second["stdout"] == mark + "\n"
    same = [{k: v for k, v in answer["compile"].items() if k not in ("cache", "duration_ms")} for answer in (first, second)]
    assert same[0] == same[1]


@every_language
def test_what_the_program_is_given_does_not_matter(server, mark, language):
    code = PROGRAMS[language].replace("MARK", mark)
    accepted(server, language, code)
    for fields in ({"args": ["a", "b c"]}, {"stdin": "x"}, {"env": {"A": "b"}}, {"timeout": 7}, {"limits": {"memory": 200 << 20, "processes": 100}}):
        answer = accepted(server, language, code, **fields)
        assert answer["compile"]["cache"] == "hit", fields
        assert answer["stdout"] == "".join(f"{a}\n" for a in [*fields.get("args", []), mark])


@every_language
def test_another_content_is_another_program(server, mark, language):
    code = PROGRAMS[language].replace("MARK", mark)
    accepted(server, language, code)
    other = mark[::-1] + "!"
    answer = accepted(server, language, code.replace(mark, other))
    assert answer["compile"]["cache"] == "miss" and answer["stdout"] == other + "\n"


def test_another_name_or_another_file_is_another_program(server, mark):
    main = {"path": "main.cpp", "content": '#include <cstdio>\n#include "a.hpp"\nint main() { std::puts(__FILE__); std::puts(A); }'}
    header = {"path": "a.hpp", "content": f'#define A "{mark}"\n'}
    variants = [
        [main, header],
        [{**main, "path": "other.cpp"}, header],
        [main, {**header, "content": f'#define A "{mark}2"\n'}],
        [main, header, {"path": "b.hpp", "content": ""}],
    ]
    answers = [accepted(server, "cpp", None, files=files) for files in variants]
    assert [a["compile"]["cache"] for a in answers] == ["miss"] * len(variants)
    assert [a["stdout"] for a in answers] == [f"main.cpp\n{mark}\n", f"other.cpp\n{mark}\n", f"main.cpp\n{mark}2\n", f"main.cpp\n{mark}\n"]
    assert accepted(server, "cpp", None, files=variants[0])["compile"]["cache"] == "hit"


def test_warnings_are_told_again(server, mark):
    code = f'#warning "{mark}"\nint main() {{}}\n'
    first, second = (accepted(server, "cpp", code)["compile"] for _ in range(2))
    assert (first["cache"], second["cache"]) == ("miss", "hit")
    assert mark in first["output"] and second["output"] == first["output"]


def test_a_header_says_it_too(server, mark):
    body = json.dumps({"language": "cpp", "code": PROGRAMS["cpp"].replace("MARK", mark)}).encode()
    for expected in ("miss", "hit"):
        request = urllib.request.Request(server.url + "/execute", body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            assert answer.headers["X-Cache"] == expected
    python = urllib.request.Request(server.url + "/execute", b'{"language": "python", "code": ""}', {"Content-Type": "application/json"})
    with urllib.request.urlopen(python, timeout=60) as answer:
        assert "X-Cache" not in answer.headers


def test_a_program_that_does_not_compile_is_compiled_again(server, mark):
    before = statistics(server)
    for _ in range(2):
        answer = server.execute(f"int main() {{ return x{mark}; }}", "cpp")[1]
        assert answer["verdict"] == "compile_error" and answer["compile"]["cache"] == "miss"
        assert answer["error"] == f"main.cpp:1: 'x{mark}' was not declared in this scope"
    assert statistics(server)["entries"] == before["entries"]


def test_a_compile_that_ran_into_a_limit_is_compiled_again(server, mark):
    before = statistics(server)
    for _ in range(2):
        answer = server.execute(f"char a{mark}[1 << 30] = {{1}};\nint main() {{ return a{mark}[5]; }}", "cpp", patience=100)[1]
        assert answer["verdict"] == "compile_error" and answer["compile"]["cache"] == "miss"
    assert statistics(server)["entries"] == before["entries"]


def test_who_asks_at_the_same_moment_gets_one_compile(server, mark):
    code = "#include <regex>\n#include <iostream>\n" + PROGRAMS["cpp"].replace("MARK", mark)
    before = statistics(server)
    with concurrent.futures.ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda i: accepted(server, "cpp", code, args=[str(i)]), range(12)))
    assert [a["stdout"] for a in answers] == [f"{i}\n{mark}\n" for i in range(12)]
    assert sorted(a["compile"]["cache"] for a in answers) == ["hit"] * 11 + ["miss"]
    assert statistics(server)["misses"] == before["misses"] + 1


def test_another_client_takes_over_from_one_that_vanishes(server, mark):
    code = "#include <regex>\n" + PROGRAMS["cpp"].replace("MARK", mark)  # takes about a second
    body = json.dumps({"language": "cpp", "code": code})
    before = statistics(server)
    with socket.create_connection(("127.0.0.1", server.port)) as first, concurrent.futures.ThreadPoolExecutor(1) as pool:
        first.sendall(f"POST /execute HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode())
        wait_until(lambda: active(server) == 1, 10, "the first is at work")
        second = pool.submit(accepted, server, "cpp", code)
        wait_until(lambda: active(server) == 2, 10, "the second waits")
        first.close()
        answer = second.result(timeout=90)
    assert answer["stdout"] == mark + "\n" and answer["compile"]["cache"] == "miss"
    assert statistics(server)["misses"] == before["misses"] + 1


def test_it_survives_a_restart(server, mark):
    for language, program in PROGRAMS.items():
        accepted(server, language, program.replace("MARK", mark))
    restart(server)
    for language, program in PROGRAMS.items():
        answer = accepted(server, language, program.replace("MARK", mark))
        assert answer["compile"]["cache"] == "hit" and answer["stdout"] == mark + "\n"


def test_a_damaged_file_is_noticed_and_made_again(server, mark):
    before = set(files(server))
    code = PROGRAMS["cpp"].replace("MARK", mark)
    accepted(server, "cpp", code)
    (file,) = wait_until(lambda: set(files(server)) - before, 10, "it is written")
    assert server.stop() == 0
    content = file.read_bytes()
    at = content.index(mark.encode())
    file.write_bytes(content[:at] + b"wrong" + content[at + 5:])
    server.start()
    answer = accepted(server, "cpp", code)
    assert answer["compile"]["cache"] == "miss" and answer["stdout"] == mark + "\n"
    assert statistics(server)["damaged"] == 1
    assert accepted(server, "cpp", code)["compile"]["cache"] == "hit"
    wait_until(lambda: file.read_bytes() == content, 10, "it is whole again")


def test_its_files_are_the_servers_alone(server, mark):
    accepted(server, "cpp", PROGRAMS["cpp"].replace("MARK", mark))
    folder = server.state / "server/artefacts"
    assert folder.stat().st_mode & 0o777 == 0o700
    for file in files(server):
        assert file.stat().st_mode & 0o777 == 0o600 and file.stat().st_uid == folder.stat().st_uid == 199_999


def test_it_can_be_switched_off_and_is_bounded(mark):
    code = PROGRAMS["cpp"].replace("MARK", mark)
    server = Server(environment={"CORDON_ARTEFACT_CACHE": "256KiB"})
    try:
        server.start()
        for i in range(30):  # of 12 KB each
            accepted(server, "cpp", code.replace(mark, f"{mark}{i}"))
            assert sum(f.stat().st_size for f in files(server)) <= 256 << 10
        now = statistics(server)
        assert now["evictions"] > 0 and now["bytes"] <= now["limit"] == 256 << 10
        server.stop()
        server.environment = {"CORDON_ARTEFACT_CACHE": "0"}
        server.start()
        assert files(server) == []
        assert [accepted(server, "cpp", code)["compile"]["cache"] for _ in range(2)] == ["off", "off"]
        assert files(server) == []
    finally:
        server.remove()
