"""The dialect of judges: POST /api/v1/execute, a program against test cases."""

import pytest

from contract import check_problem

SUM = "a, b = map(int, input().split())\nprint(a + b)"


@pytest.fixture
def judge(client):
    def ask(code, tests=None, language="python", status=200, **more):
        body = {"code": code, "language": language, **more}
        if tests is not None:
            body["test_cases"] = tests
        response = client.post("/api/v1/execute", json=body)
        assert response.status_code == status, response.text
        return response.json() if status == 200 else check_problem(response)

    return ask


def case(given, expected, **more):
    return {"input": given, "expected_output": expected, **more}


def statuses(answer):
    return [test["status"] for test in answer["test_results"]]


def test_the_answer_has_the_documented_shape(judge):
    answer = judge("print(5)", [case("", "5", is_hidden=False)], time_limit=5, memory_limit=128, user_id="somebody")
    assert answer["execution_id"]
    assert answer["language"] == "python" and answer["status"] == "accepted" and answer["success"] is True
    assert answer["output"] == "5\n" and answer["error"] is None and answer["compile"] is None
    assert answer["execution_time"] > 0 and answer["memory_usage"] > 0
    [test] = answer["test_results"]
    assert test.pop("execution_time") > 0 and test.pop("memory_usage") > 0
    assert test == {
        "index": 0, "name": None, "passed": True, "status": "accepted", "input": "", "expected_output": "5",
        "actual_output": "5\n", "error": None, "score": 1.0, "is_hidden": False,
    }  # fmt: skip
    assert answer["summary"] == {"total": 1, "passed": 1, "failed": 0, "score": 1.0}


def test_results_keep_the_order_of_the_tests(judge):
    tests = [case(f"{i} {i}", str(2 * i), name=f"n{i}") for i in range(20)]
    answer = judge("import time\na, b = map(int, input().split())\ntime.sleep(0.05 * (a % 3))\nprint(a + b)", tests)
    assert [test["name"] for test in answer["test_results"]] == [f"n{i}" for i in range(20)]
    assert [test["actual_output"] for test in answer["test_results"]] == [f"{2 * i}\n" for i in range(20)]
    assert answer["success"]


def test_every_test_has_a_sandbox_of_its_own(judge):
    code = "import os\nprint(os.path.exists('left'), os.path.exists('/tmp/left'))\nopen('left', 'w')\nopen('/tmp/left', 'w')"
    assert judge(code, [case("", "False False")] * 6)["success"]


def test_what_went_wrong_is_told_apart(judge):
    code = """
import sys
what = input()
if what == 'wrong': print('?')
if what == 'exit': sys.exit(3)
if what == 'raise': raise ValueError('no')
if what == 'loop':
    while True: pass
if what == 'memory': x = bytearray(10**9)
if what == 'output':
    while True: print('x' * 10000)
if what == 'right': print('ok')
"""
    tests = [case(what, "ok") for what in ("right", "wrong", "exit", "raise", "memory", "output")]
    answer = judge(code, [*tests, case("loop", "ok", time_limit=1)])
    assert statuses(answer) == [
        "accepted", "wrong_answer", "runtime_error", "runtime_error", "memory_limit_exceeded", "output_limit_exceeded",
        "time_limit_exceeded",
    ]  # fmt: skip
    assert answer["status"] == "wrong_answer" and not answer["success"]
    errors = [test["error"] for test in answer["test_results"]]
    assert errors[0] is None and errors[2] == "Exited with status 3" and errors[3] == "ValueError: no"
    assert answer["summary"]["passed"] == 1 and answer["summary"]["failed"] == 6
    assert answer["summary"]["score"] == pytest.approx(1 / 7)


def test_a_hidden_test_shows_how_it_went_and_no_more(judge):
    tests = [case("1 2", "3"), case("secret 7", "topsecret", is_hidden=True, name="the secret one")]
    answer = judge("import sys\nsys.stderr.write('leak')\nprint(input())\nraise ValueError(input)", tests)
    hidden = answer["test_results"][1]
    assert hidden.keys() == {"index", "name", "passed", "status", "execution_time", "memory_usage", "is_hidden"}
    assert hidden["name"] is None and hidden["status"] == "runtime_error"
    assert "secret" not in str(answer)


def test_the_whole_answer_hides_what_a_hidden_test_printed(judge):
    answer = judge("print(input())", [case("secret", "other", is_hidden=True)])
    assert answer["status"] == "wrong_answer" and answer["output"] is None and answer["error"] is None
    assert "secret" not in str(answer)


def test_a_program_is_compiled_once(judge):
    code = "#include <iostream>\nint main() { int a, b; std::cin >> a >> b; std::cout << a + b; /* once */ }"
    answer = judge(code, [case(f"{i} 1", str(i + 1)) for i in range(8)], language="cpp")
    assert answer["success"] and answer["compile"]["success"]


def test_what_does_not_compile_fails_every_test_with_the_same_words(judge):
    answer = judge("int main() { return x; }", [case("", ""), case("", "", is_hidden=True)], language="cpp")
    assert answer["status"] == "compile_error" and statuses(answer) == ["compile_error"] * 2
    assert "'x' was not declared" in answer["error"] and not answer["compile"]["success"]
    syntax = judge("if True\n  print(1)", [case("", "1", is_hidden=True)])
    assert syntax["status"] == "compile_error" and "SyntaxError" in syntax["error"]


def test_without_tests_it_runs_once(judge):
    answer = judge("print('once')")
    assert answer["status"] == "accepted" and answer["success"] and answer["output"] == "once\n"
    assert answer["test_results"] == [] and answer["summary"]["total"] == 0
    failed = judge("print('x')\nraise SystemExit(2)", [])
    assert failed["status"] == "runtime_error" and failed["output"] == "x\n" and failed["error"] == "Exited with status 2"


@pytest.mark.parametrize(
    "checker, expected, printed, passes",
    [
        ("exact", "a\n", "a\n", True),
        ("exact", "a", "a\n", False),
        ("lines", "a", "a  \n\n", True),
        ("tokens", "1 2", "1\n2\n", True),
        ("tokens", "1 2", "12", False),
        ({"float": 1e-6}, "0.333333", "0.3333331", True),
        ({"float": 1e-9}, "0.333333", "0.3333331", False),
    ],
)
def test_checkers_compare_as_they_say(judge, checker, expected, printed, passes):
    code = f"print({printed!r}, end='')"
    assert judge(code, [case("", expected)], checker=checker)["success"] is passes
    assert judge(code, [case("", expected, checker=checker)], checker="exact")["success"] is passes


CHECKER = """
import sys
given, expected, actual = (open(f'{name}.txt').read() for name in ('input', 'expected', 'actual'))
if actual == 'crash': sys.exit(2)
print(0.25 if actual == 'partly' else 1)
sys.stderr.write(f'{given}/{expected}/{actual}')
sys.exit(0 if actual != 'wrong' else 1)
"""


def test_a_program_may_be_the_checker(judge):
    custom = {"language": "python", "code": CHECKER}
    tests = [case(word, "e") for word in ("right", "wrong", "partly", "crash")]
    answer = judge("print(input(), end='')", tests, checker=custom)
    assert statuses(answer) == ["accepted", "wrong_answer", "accepted", "internal_error"]
    assert [test["score"] for test in answer["test_results"]] == [1.0, 1.0, 0.25, 0.0]
    assert answer["test_results"][0]["error"] == "right/e/right"
    assert answer["test_results"][3]["error"] == "The checker failed: Exited with status 2"


def test_a_checker_may_be_compiled(judge):
    code = """
#include <fstream>
#include <string>
int main() {
  std::string expected, actual;
  std::ifstream("expected.txt") >> expected;
  std::ifstream("actual.txt") >> actual;
  return expected.size() == actual.size() ? 0 : 1;
}
"""
    tests = [case("", "abc"), case("", "abcd")]
    answer = judge("print('xyz')", tests, checker={"language": "cpp", "code": code})
    assert statuses(answer) == ["accepted", "wrong_answer"]


def test_the_reason_of_a_checker_stays_hidden_with_its_test(judge):
    custom = {"language": "python", "code": "import sys\nsys.stderr.write(open('expected.txt').read())\nsys.exit(1)"}
    answer = judge("print(1)", [case("", "topsecret", is_hidden=True)], checker=custom)
    assert statuses(answer) == ["wrong_answer"] and "topsecret" not in str(answer)


def test_the_first_failure_may_end_it(judge):
    tests = [case("1 1", "2"), case("1 1", "3"), *[case("1 1", "2")] * 10]
    answer = judge(SUM, tests, stop_on_first_failure=True)
    assert statuses(answer) == ["accepted", "wrong_answer"] + ["skipped"] * 10
    assert answer["summary"] == {"total": 12, "passed": 1, "failed": 11, "score": pytest.approx(1 / 12)}
    skipped = answer["test_results"][5]
    assert skipped["execution_time"] is None and not skipped["passed"]


def test_weights_decide_the_score(judge):
    answer = judge(SUM, [case("1 1", "2", weight=3), case("1 1", "3", weight=1), case("1 1", "3", weight=0)])
    assert answer["summary"]["score"] == 0.75


def test_a_test_may_have_limits_of_its_own(judge):
    code = "x = bytearray(200 * 2**20)\nprint('done')"
    answer = judge(code, [case("", "done"), case("", "done", memory_limit=400)], memory_limit=64)
    assert statuses(answer) == ["memory_limit_exceeded", "accepted"]


@pytest.mark.parametrize(
    "body, words",
    [
        ({}, "language is missing"),
        ({"language": "python"}, "code is missing"),
        ({"language": "cobol", "code": ""}, "cobol"),
        ({"language": "python", "code": "", "time_limit": 31}, "30 seconds"),
        ({"language": "python", "code": "", "time_limit": 0.5}, "below 1 second"),
        ({"language": "python", "code": "", "memory_limit": 31}, "from 32 to 512"),
        ({"language": "python", "code": "", "memory_limit": 513}, "from 32 to 512"),
        ({"language": "python", "code": "", "test_cases": {}}, "test_cases must be an array"),
        ({"language": "python", "code": "", "test_cases": [5]}, "test_cases[0]"),
        ({"language": "python", "code": "", "test_cases": [{}]}, "test_cases[0].expected_output is missing"),
        ({"language": "python", "code": "", "test_cases": [{"expected_output": "", "hidden": True}]}, "hidden"),
        ({"language": "python", "code": "", "test_cases": [{"expected_output": ""}] * 101}, "at most 100 tests"),
        ({"language": "python", "code": "", "checker": "nearly"}, "checker must be"),
        ({"language": "python", "code": "", "checker": {"float": -1}}, "checker.float"),
        ({"language": "python", "code": "", "checker": {"language": "python"}}, "checker"),
        ({"language": "python", "code": "", "stop_on_first_failure": 1}, "true or false"),
        ({"language": "python", "code": "", "test_cases": [{"expected_output": "", "weight": -1}]}, "weight"),
        ({"language": "python", "code": "", "tests": []}, "tests"),
        ({"language": "python", "code": "", "SECURITY_LEVEL": "standard"}, "SECURITY_LEVEL"),
    ],
)
def test_what_is_wrong_with_a_request_is_said(client, body, words):
    response = client.post("/api/v1/execute", json=body)
    assert response.status_code == 400, response.text
    assert words in check_problem(response)["detail"]


def test_the_languages_are_listed_for_judges(client):
    languages = {language["id"]: language for language in client.get("/api/v1/languages").json()["languages"]}
    assert languages["rust"].keys() == {"id", "name", "version", "compilation", "extension", "aliases"}
    assert languages["rust"]["compilation"] is True and languages["rust"]["extension"] == ".rs"
    assert languages["python"]["compilation"] is False
