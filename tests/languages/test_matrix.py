"""The table of matrix.py against a server: what every language must be able to do."""

from concurrent.futures import ThreadPoolExecutor

import pytest

import matrix
import server

MIB = 1 << 20
pytestmark = server.needs_server
every_language = pytest.mark.parametrize("language", server.LANGUAGES)


def run(http, cell, language, **more):
    return server.execute(http, language=language, files=matrix.files(cell, language), **more)


def accepted(answer, stdout):
    assert answer["success"] and answer["error"] is None, (answer["error"], answer["stderr"][:2000])
    assert answer["verdict"] == "ok" and answer["exit_code"] == 0
    assert answer["stdout"] == stdout


def failed(answer, verdict, error):
    assert not answer["success"]
    assert answer["verdict"] == verdict, (answer["verdict"], answer["error"], answer["stderr"][:2000])
    assert answer["error"].startswith(error), answer["error"]


@every_language
def test_hello(http, language):
    accepted(run(http, "hello", language), "Hello, World!\n")


@every_language
def test_reads_standard_input_to_its_end(http, language):
    text = "line of text\n" * 50_000 + "no end"
    accepted(run(http, "stdin_to_eof", language, stdin=text), f"50000 {len(text)}\n")
    accepted(run(http, "stdin_to_eof", language), "0 0\n")


@every_language
def test_gets_its_arguments(http, language):
    args = ["plain", "two words", "", "--version", "$HOME;`id`", "漢字😀", "{main}"]
    accepted(run(http, "args", language, args=args), f"{len(args)}\n" + "".join(f"[{a}]\n" for a in args))


@every_language
def test_exit_code(http, language):
    answer = run(http, "exit_code", language)
    failed(answer, "runtime_error", "Exited with status 7")
    assert answer["exit_code"] == 7 and answer["stdout"] == "before\n"


@every_language
def test_uncaught_exception(http, language):
    answer = run(http, "uncaught", language)
    failed(answer, "runtime_error", matrix.UNCAUGHT[language])
    assert answer["stdout"] == "before\n" and "boom" in answer["stderr"]


@every_language
def test_compile_error_says_the_line(http, language):
    answer = run(http, "compile_error", language)
    failed(answer, "compile_error", matrix.COMPILE_ERROR[language])
    assert answer["stdout"] == ""
    problem = answer["diagnostics"][0]
    assert problem["line"] == 3 and problem["path"] == matrix.main_file(language)


@every_language
def test_unicode_everywhere(http, language):
    accepted(run(http, "unicode", language, stdin="äöü 漢字 😀 e\u0301\n"), "😀 漢字 ñ äöü 漢字 😀 e\u0301\n")


@every_language
def test_much_output_is_intact(http, language):
    answer = run(http, "big_output", language)
    accepted(answer, "".join(f"{i:08d}\n" for i in range(100_000)))
    assert answer["truncated"] == {"stdout": 0, "stderr": 0}


@every_language
def test_threads_and_tasks(http, language):
    accepted(run(http, "concurrency", language), "204\n")


@every_language
def test_fifty_megabytes_in_memory(http, language):
    accepted(run(http, "fifty_megabytes", language), "12208\n")


@every_language
def test_files_in_the_work_folder(http, language):
    accepted(run(http, "files", language), "1000000\nFalse\n")


@every_language
def test_several_files(http, language):
    accepted(run(http, "several_files", language), "abab 42\n")


@every_language
def test_time_limit_returns_what_was_printed(http, language):
    answer = run(http, "sleeps", language, timeout=1)
    failed(answer, "time_limit", "Execution timed out after 1 second")
    assert answer["stdout"] == "before\nhalf"


@every_language
def test_infinite_loop(http, language):
    answer = run(http, "loops", language, timeout=1)
    assert answer["verdict"] in ("time_limit", "cpu_time_limit") and not answer["success"]
    assert answer["stdout"] == "before\n"


@every_language
@pytest.mark.parametrize("mib", [128, 256])
def test_memory_limit(http, language, mib):
    answer = run(http, "eats_memory", language, limits={"memory": mib * MIB})
    failed(answer, "memory_limit", f"Memory limit exceeded ({mib} MiB)")
    assert answer["stdout"] == "before\n"


@every_language
def test_output_limit(http, language):
    answer = run(http, "floods", language)
    failed(answer, "output_limit", "Output limit exceeded")
    assert answer["truncated"]["stdout"] > 0 and len(answer["stdout"]) <= MIB + 100


@every_language
def test_asked_output_limit_kills_at_the_cap(http, language):
    answer = run(http, "floods", language, limits={"output": 200_000})
    failed(answer, "output_limit", "Output limit exceeded")
    assert len(answer["stdout"]) <= 200_100


@every_language
def test_hello_in_128_mib(http, language):
    accepted(run(http, "hello", language, limits={"memory": 128 * MIB}), "Hello, World!\n")


@every_language
def test_two_hundred_at_once(http, language):
    def one(i):
        answer = run(http, "product", language, args=[str(i + 7), str(1_000_003 * i)])
        return answer["stdout"] == f"{(i + 7) * 1_000_003 * i}\n", answer

    with ThreadPoolExecutor(32) as pool:
        wrong = [answer for right, answer in pool.map(one, range(200)) if not right]
    assert not wrong, (len(wrong), wrong[0]["error"], wrong[0]["verdict"])
