"""What policy stops is named in the answer, and the verdict says exactly which limit ended a program."""

import os

import pytest


def run(server, code, language="python", **fields):
    status, answer = server.execute(code, language, **fields)
    assert status == 200, answer
    return answer


def denial(answer, kind, name):
    return next((d for d in answer["denials"] if (d["kind"], d["name"]) == (kind, name)), None)


@pytest.fixture(scope="module")
def server(shared_server):
    if shared_server is None:
        pytest.skip("not possible here: the server is somebody else's")
    return shared_server


def test_an_attempt_to_reach_the_network_is_counted_and_explained(server):
    answer = run(server, """
import socket
for _ in range(2):
    try: socket.create_connection(("192.0.2.1", 80), 1)
    except OSError: pass
socket.create_connection(("2001:db8::1", 80), 1)
""")
    assert answer["verdict"] == "runtime_error"
    assert denial(answer, "network", "connect") == {
        "kind": "network", "name": "connect", "reason": "no network: ENETUNREACH", "count": 3}
    assert answer["error"] == "OSError: [Errno 101] Network is unreachable (a sandbox has no network)"


def test_talking_to_oneself_over_loopback_is_no_denial(server):
    answer = run(server, """
import socket
listener = socket.create_server(("127.0.0.1", 0))
client = socket.create_connection(listener.getsockname())
print(client.fileno() > 2)
""")
    assert (answer["stdout"], answer["denials"]) == ("True\n", [])


def test_a_refused_system_call_is_counted_by_name_also_where_the_program_goes_on(server):
    answer = run(server, """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
for _ in range(1000): result = libc.unshare(0x10000000)
print(result, ctypes.get_errno(), libc.ptrace(0, 0, 0, 0))
""")
    assert (answer["verdict"], answer["stdout"]) == ("ok", "-1 1 -1\n")
    assert denial(answer, "syscall", "unshare")["count"] == 1000
    assert denial(answer, "syscall", "ptrace")["count"] == 1


def test_a_refused_system_call_that_ended_the_program_is_in_the_error(server):
    answer = run(server, "import socket\nsocket.socket(socket.AF_INET, socket.SOCK_RAW, 1)")
    assert answer["error"] == ("PermissionError: [Errno 1] Operation not permitted"
                               " (a sandbox does not allow the system call socket)")


HELLO = {
    "python": 'print("hi")',
    "javascript": 'console.log("hi")',
    "typescript": 'const word: string = "hi"; console.log(word)',
    "java": 'public class Main { public static void main(String[] a) { System.out.println("hi"); } }',
    "cpp": '#include <cstdio>\nint main() { std::puts("hi"); }',
    "go": 'package main\nimport "fmt"\nfunc main() { fmt.Println("hi") }',
    "rust": 'fn main() { println!("hi"); }',
}


@pytest.mark.parametrize("language", HELLO)
def test_a_harmless_program_is_denied_nothing_by_its_own_runtime_and_lives_in_128_mib(server, language):
    answer = run(server, HELLO[language], language, limits={"memory": 128 << 20})
    assert (answer["stdout"], answer["verdict"], answer["denials"]) == ("hi\n", "ok", [])
    assert 0 < answer["usage"]["memory_peak_bytes"] < 128 << 20


@pytest.mark.parametrize("language, code", {
    "python": "import os; print(os.cpu_count(), len(os.sched_getaffinity(0)))",
    "javascript": "const os = require('os'); console.log(os.availableParallelism(), 1)",
    "java": "void main() { IO.println(Runtime.getRuntime().availableProcessors() + \" 1\"); }",
    "go": 'package main\nimport ("fmt"; "runtime")\nfunc main() { fmt.Println(runtime.NumCPU(), 1) }',
}.items())
def test_a_program_sees_as_many_processors_as_it_is_granted(server, language, code):
    assert run(server, code, language)["stdout"] == "1 1\n"


def test_a_program_sees_its_own_memory_and_not_the_machines(server):
    code = "import os; print(os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') >> 20)"
    assert run(server, code, limits={"memory": 128 << 20})["stdout"] == "128\n"
    code = "console.log(require('os').totalmem() / 2 ** 20)"
    assert run(server, code, "javascript", limits={"memory": 256 << 20})["stdout"] == "256\n"


GREEDY = "blocks = [bytearray(4 << 20) for _ in range(200)]"


def test_a_child_that_is_killed_for_memory_is_a_memory_limit_also_where_its_parent_exits_with_0(server):
    answer = run(server, f"""
import subprocess, sys
print(subprocess.run([sys.executable, "-c", "{GREEDY}"]).returncode, flush=True)
""", limits={"memory": 64 << 20})
    if server.health()["isolation"]["in_force"].count("cgroups"):
        assert (answer["verdict"], answer["error"]) == ("memory_limit", "Memory limit exceeded (64 MiB)")
        assert answer["stdout"] == "-9\n"
        assert denial(answer, "memory", "kill")["count"] == 1


def test_a_program_that_waits_after_its_child_was_killed_for_memory_is_ended_soon(server):
    answer = run(server, f"""
import subprocess, sys, time
print("before", flush=True)
subprocess.run([sys.executable, "-c", "{GREEDY}"])
time.sleep(50)
""", limits={"memory": 64 << 20})
    assert (answer["verdict"], answer["stdout"]) == ("memory_limit", "before\n")
    assert answer["usage"]["wall_ms"] < 40_000


def test_a_signal_that_a_program_sends_itself_is_not_taken_for_a_limit(server):
    for number, name in (("9", "SIGKILL"), ("24", "SIGXCPU"), ("11", "SIGSEGV")):
        answer = run(server, f"import os; os.kill(os.getpid(), {number})")
        assert (answer["verdict"], answer["signal"], answer["error"]) == ("runtime_error", name, f"Killed by {name}")


@pytest.mark.parametrize("language, code", {
    "python": "with open('big', 'wb') as f:\n    while True: f.write(bytes(1 << 20))",
    "javascript": "const fs = require('fs'); for (;;) fs.appendFileSync('big', Buffer.alloc(1 << 20))",
    "cpp": '#include <fstream>\n#include <vector>\nint main() { std::ofstream f("big"); std::vector<char> b(1 << 20);'
           ' while (f.write(b.data(), b.size()).flush()) {} return 1; }',
}.items())
def test_a_file_that_grows_too_long_is_a_file_limit_also_where_the_runtime_ignores_the_signal(server, language, code):
    answer = run(server, code, language, limits={"files": 8 << 20})
    assert (answer["verdict"], answer["error"]) == ("file_limit", "File size limit exceeded (8 MiB)")
    assert denial(answer, "file", "write")["count"] == 1


def test_peak_memory_is_of_all_processes_together(server):
    answer = run(server, """
import os, time
pid = os.fork()
block = bytearray(60 << 20)
for i in range(0, len(block), 4096): block[i] = 1
time.sleep(0.5)
if pid: os.waitpid(pid, 0)
""")
    assert answer["verdict"] == "ok"
    if server.health()["isolation"]["in_force"].count("cgroups"):
        assert 120 << 20 < answer["usage"]["memory_peak_bytes"] < 200 << 20


def test_a_foreign_architectures_call_is_a_matter_of_policy(server):
    answer = run(server, '#include <cstdio>\nint main() { std::puts("before"); std::fflush(stdout);'
                         ' int r; asm volatile("int $0x80" : "=a"(r) : "a"(20)); std::printf("%d\\n", r); }', "cpp")
    assert (answer["verdict"], answer["stdout"], answer["signal"]) == ("policy", "before\n", "SIGSYS")


def test_the_strict_profile_lets_a_program_start_no_other_however_it_came_by_the_call(server):
    code = """
import string
get = string.Formatter().get_field
names = get("0.__init__.__globals__", (string.Template,), {})[0]
builtins = names["__buil" + "tins__"]
builtins = builtins if type(builtins) is dict else get("0.__dict__", (builtins,), {})[0]
os = builtins["__imp" + "ort__"]("os")
try:
    print(get("0.posix_spawn", (os,), {})[0]("/bin/true", ["true"], {}) > 1)
except Exception as error:
    print(repr(error))
"""
    assert run(server, code)["stdout"] == "True\n"
    assert run(server, code, profile="strict")["stdout"] == "PermissionError(1, 'Operation not permitted')\n"


def test_a_program_cannot_put_its_own_processes_before_the_agent(server):
    answer = run(server, """
import os
for call in (lambda: os.setpriority(os.PRIO_PROCESS, 1, 19), lambda: os.setpriority(os.PRIO_USER, 0, 19),
             lambda: os.sched_setscheduler(1, os.SCHED_IDLE, os.sched_param(0)),
             lambda: os.sched_setaffinity(1, {0})):
    try: call(); print("done")
    except OSError as error: print(error.errno in (1, 38))
os.nice(5); os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
os.setpriority(os.PRIO_PROCESS, os.getpid(), 7); os.sched_setaffinity(os.getpid(), os.sched_getaffinity(0))
print("own", os.getpriority(os.PRIO_PROCESS, 0))
import ctypes
syscall = ctypes.CDLL(None, use_errno=True).syscall
print(syscall(144, ctypes.c_long(1 << 32 | 1), ctypes.c_long(5), ctypes.byref(ctypes.c_int(0))), ctypes.get_errno())
print(syscall(141, ctypes.c_long(1 << 32), ctypes.c_long(1 << 32 | 1), ctypes.c_long(19)), ctypes.get_errno())
""")
    assert answer["stdout"] == "True\n" * 4 + "own 7\n" + "-1 1\n" * 2


@pytest.mark.parametrize("language, code", {
    "python": "import urllib.request; urllib.request.urlopen('https://example.com')",
    "javascript": "require('https').get('https://example.com')",
    "java": 'void main() throws Exception { new java.net.URI("http://example.com").toURL().openStream(); }',
    "go": 'package main\nimport "net/http"\nfunc main() { if _, e := http.Get("https://example.com"); e != nil { panic(e) } }',
    "rust": 'fn main() { std::net::TcpStream::connect("example.com:80").unwrap(); }',
}.items())
def test_looking_up_a_name_fails_at_once_and_is_explained(server, language, code):
    answer = run(server, code, language)
    assert answer["verdict"] == "runtime_error"
    assert denial(answer, "network", "connect")["count"] >= 1
    assert answer["error"].endswith(" (a sandbox has no network)")


def test_node_knows_how_many_processors_there_are_in_every_way_of_asking(server):
    assert run(server, "console.log(require('os').cpus().length)", "javascript")["stdout"] == "1\n"
    assert run(server, "import { cpus } from 'node:os'; console.log(cpus().length)", "javascript")["stdout"] == "1\n"
