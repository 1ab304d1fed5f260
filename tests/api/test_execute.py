"""POST /execute: what a program did, as the contract says it. Python throughout; see test_languages.py."""

import base64
import concurrent.futures
import json
import time

import pytest


def test_answers_with_every_documented_field(execute):
    answer = execute("print('hi')", timeout=10)
    assert answer["output"] == answer["stdout"] == "hi\n"
    assert answer["stderr"] == ""
    assert answer["error"] is None
    assert answer["success"] is True
    assert answer["verdict"] == "ok"
    assert answer["exit_code"] == 0
    assert answer["signal"] is None
    assert 0 < answer["execution_time"] < 10
    assert answer["truncated"] == {"stdout": 0, "stderr": 0}
    assert answer["diagnostics"] == [] and answer["denials"] == [] and answer["files"] == []
    assert answer["compile"] is None
    assert answer["output_encoding"] == "utf8"
    assert answer["language"]["id"] == "python"
    assert answer["language"]["version"].startswith("3.")
    sandbox = answer["sandbox"]
    assert sandbox["method"] in ("namespaces", "firecracker", "qemu-kvm", "qemu-tcg")
    assert sandbox["level"] in ("sandbox", "restricted", "standard")
    assert sandbox["pool"] in ("hit", "miss")
    assert sandbox["single_use"] is True


def test_reports_usage(execute):
    usage = execute("x = bytearray(50_000_000)\nsum(range(3_000_000))")["usage"]
    assert usage["wall_ms"] > 0
    assert usage["cpu_user_ms"] > 10
    assert usage["cpu_sys_ms"] >= 0
    assert usage["memory_peak_bytes"] > 50_000_000
    assert usage["total_ms"] >= usage["wall_ms"]
    for name in ("queue_ms", "sandbox_ms", "compile_ms"):
        assert usage[name] >= 0


def test_keeps_standard_output_and_error_apart(execute):
    answer = execute("import sys\nprint('out')\nprint('err', file=sys.stderr)")
    assert answer["stdout"] == "out\n"
    assert answer["stderr"] == "err\n"
    assert answer["success"] is True


@pytest.mark.parametrize("text", ["", "one line\n", "no newline", "héllo 日本 😀\n" * 1000, "a\0b"])
def test_passes_standard_input_to_its_end(execute, text):
    answer = execute("import sys\nsys.stdout.write(sys.stdin.read())", stdin=text)
    assert answer["stdout"] == text


def test_does_not_mind_a_program_that_leaves_its_input_unread(execute):
    assert execute("print('done')", stdin="x" * 2_000_000)["stdout"] == "done\n"


def test_passes_arguments(execute):
    args = ["one", "two words", "", "-x", "*", "$HOME", "日本", "'\""]
    assert json.loads(execute("import sys, json\nprint(json.dumps(sys.argv[1:]))", args=args)["stdout"]) == args


def test_passes_the_environment(execute):
    code = "import os\nprint(os.environ['GREETING'])"
    assert execute(code, env={"GREETING": "hallo welt 😀"})["stdout"] == "hallo welt 😀\n"


def test_has_no_environment_of_the_servers(execute):
    names = execute("import os\nprint(sorted(os.environ))")["stdout"]
    assert "CORDON" not in names and "SUDO" not in names and "USER_SECRET" not in names


def test_an_exit_status_is_an_error_without_better_words(execute):
    answer = execute("print('before')\nraise SystemExit(3)")
    assert answer["success"] is False
    assert answer["verdict"] == "runtime_error"
    assert (answer["exit_code"], answer["signal"]) == (3, None)
    assert answer["error"] == "Exited with status 3"
    assert answer["stdout"] == "before\n"


def test_an_exception_is_named(execute):
    answer = execute("print('before')\nprint(undefined_var)")
    assert answer["verdict"] == "runtime_error"
    assert answer["error"] == "NameError: name 'undefined_var' is not defined"
    assert answer["exit_code"] == 1
    assert answer["stdout"] == "before\n"
    assert "Traceback" in answer["stderr"]


def test_a_syntax_error_is_a_compile_error_and_nothing_ran(execute):
    answer = execute("if True\n  print(1)")
    assert answer["verdict"] == "compile_error"
    assert answer["error"] == "SyntaxError: expected ':' (line 1)"
    assert (answer["exit_code"], answer["signal"]) == (None, None)
    assert answer["success"] is False
    assert answer["stdout"] == ""


@pytest.mark.parametrize("signal", ["SIGSEGV", "SIGABRT", "SIGTERM"])
def test_a_signal_is_named(execute, signal):
    answer = execute(f"import os, signal\nprint('x', flush=True)\nos.kill(os.getpid(), signal.{signal})\nsignal.pause()")
    assert answer["verdict"] == "runtime_error"
    assert (answer["exit_code"], answer["signal"]) == (None, signal)
    assert answer["error"] == f"Killed by {signal}"
    assert answer["stdout"] == "x\n"


def test_the_timeout_returns_what_was_printed(execute):
    began = time.monotonic()
    answer = execute("import time\nprint('before', flush=True)\ntime.sleep(60)", timeout=1)
    assert time.monotonic() - began < 10
    assert answer["verdict"] == "time_limit"
    assert answer["error"] in ("Execution timed out after 1 second", "Execution timed out after 1 seconds")
    assert answer["stdout"] == "before\n"
    assert answer["success"] is False
    assert 0.9 < answer["execution_time"] < 3


def test_the_cpu_time_has_a_limit_of_its_own(execute):
    answer = execute("while True: pass", limits={"cpu_time": 1, "wall_time": 20})
    assert answer["verdict"] == "cpu_time_limit"
    assert answer["usage"]["cpu_user_ms"] + answer["usage"]["cpu_sys_ms"] > 500


def test_the_memory_limit_is_called_by_its_name(execute):
    code = "print('before', flush=True)\nx = []\nwhile True: x.append(bytearray(b'x' * 1_000_000))"
    answer = execute(code, limits={"memory": 128 * 1024 * 1024}, timeout=30)
    assert answer["verdict"] == "memory_limit"
    assert answer["error"] == "Memory limit exceeded (128 MiB)"
    assert answer["stdout"] == "before\n"


def test_fifty_megabytes_fit(execute):
    assert execute("x = b'x' * 50_000_000\nprint(len(x))")["stdout"] == "50000000\n"


def test_900_kilobytes_of_output_are_intact(execute):
    answer = execute("import sys\nfor i in range(100_000): sys.stdout.write('%08d\\n' % i)")
    assert answer["stdout"] == "".join("%08d\n" % i for i in range(100_000))
    assert answer["truncated"] == {"stdout": 0, "stderr": 0}


def test_too_much_output_loses_its_middle_only(execute):
    answer = execute("import sys\nfor i in range(300_000): sys.stdout.write('%09d\\n' % i)")
    assert answer["verdict"] == "ok" and answer["success"] is True
    kept = len(answer["stdout"].encode())
    assert kept <= 1024 * 1024 + 200
    assert answer["truncated"]["stdout"] >= 3_000_000 - 1024 * 1024 - 200
    assert answer["stdout"].startswith("000000000\n000000001\n")
    assert answer["stdout"].endswith("000299999\n")


def test_an_output_limit_that_was_asked_for_kills(execute):
    answer = execute("while True: print('x' * 100)", limits={"output": 4096}, timeout=20)
    assert answer["verdict"] == "output_limit"
    assert answer["error"].startswith("Output limit exceeded")
    assert 0 < len(answer["stdout"]) <= 4096


def test_endless_output_is_killed(execute):
    answer = execute("while True: print('x' * 100_000)", timeout=50)
    assert answer["verdict"] == "output_limit"


def test_endless_loops_end(execute):
    answer = execute("while True: pass", timeout=1)
    assert answer["verdict"] in ("time_limit", "cpu_time_limit")


def test_files_go_into_the_work_folder(execute, client):
    body = {
        "language": "python",
        "files": [
            {"path": "main.py", "content": "import lib.tool\nprint(lib.tool.answer(), open('data.bin', 'rb').read())"},
            {"path": "lib/tool.py", "content": "def answer(): return 42"},
            {"path": "data.bin", "content": base64.b64encode(b"\x00\xff").decode(), "encoding": "base64"},
        ],
    }
    response = client.post("/execute", json=body)
    assert response.status_code == 200, response.text
    assert response.json()["stdout"] == "42 b'\\x00\\xff'\n"


def test_the_work_folder_can_be_written_to_and_is_new_each_time(execute):
    code = "import os\nprint(os.path.exists('left'))\nopen('left', 'w').write('x')\nprint(open('left').read())"
    for _ in range(2):
        assert execute(code)["stdout"] == "False\nx\n"


def test_bytes_that_are_not_text_are_replaced_and_said_to_be(execute):
    answer = execute("import sys\nsys.stdout.buffer.write(b'a\\xff\\xfeb')")
    assert answer["output_encoding"] == "utf8-replaced"
    assert answer["stdout"].startswith("a�") and answer["stdout"].endswith("b")


def test_base64_gives_the_exact_bytes(execute):
    answer = execute("import sys\nsys.stdout.buffer.write(bytes(range(256)))", encoding="base64")
    assert answer["output_encoding"] == "base64"
    assert base64.b64decode(answer["stdout"]) == bytes(range(256))
    assert answer["output"] == answer["stdout"]


def test_unicode_survives_in_source_input_and_output(execute):
    answer = execute("print('héllo 日本語 😀', input())", stdin="Ω≈ç🎉")
    assert answer["stdout"] == "héllo 日本語 😀 Ω≈ç🎉\n"


def test_threads_and_async_work(execute):
    code = (
        "import threading, asyncio\n"
        "async def f():\n await asyncio.sleep(0.01)\n return 'async'\n"
        "out = []\n"
        "ts = [threading.Thread(target=lambda i=i: out.append(i)) for i in range(20)]\n"
        "[t.start() for t in ts]; [t.join() for t in ts]\n"
        "print(sorted(out) == list(range(20)), asyncio.run(f()))"
    )
    assert execute(code)["stdout"] == "True async\n"


def test_a_version_prefix_is_enough(execute, client):
    version = execute("print(1)")["language"]["version"]
    for prefix in (version, version.rsplit(".", 1)[0], version.split(".")[0]):
        assert execute("print(1)", version=prefix)["success"]
    response = client.post("/execute", json={"code": "print(1)", "language": "python", "version": "2.7"})
    assert response.status_code == 400


def test_null_is_the_same_as_absent(execute):
    assert execute("print(1)", timeout=None, stdin=None, limits=None, args=None, env=None)["stdout"] == "1\n"


def test_many_runs_in_parallel_do_not_mix(client):
    def run(number):
        for _ in range(100):
            response = client.post("/execute", json={"code": f"print({number} * 7919)", "language": "python"})
            if response.status_code != 503:
                return response.json().get("stdout")
            time.sleep(float(response.headers["Retry-After"]) / 4)
        return None

    with concurrent.futures.ThreadPoolExecutor(32) as pool:
        results = list(pool.map(run, range(200)))
    assert results == [f"{n * 7919}\n" for n in range(200)]


def test_a_client_that_goes_away_ends_its_run(client, execute, raw):
    body = '{"code":"import time\\ntime.sleep(55)","language":"python","timeout":58}'
    for _ in range(12):
        connection = raw()
        connection.send(
            "POST /execute HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n{body}"
        )
        time.sleep(0.05)
        connection.close()
    began = time.monotonic()
    while client.get("/debug/vm-pools").json()["data"]["active_vms"]:
        assert time.monotonic() - began < 5
        time.sleep(0.02)
    assert execute("print('next')")["stdout"] == "next\n"
