"""The dialect of learning platforms: POST /items, and POST /api/execute/items."""

import pytest

from contract import check_problem

PATHS = ["/items", "/api/execute/items"]


@pytest.fixture(params=PATHS)
def send(client, request):
    def post(data, name="execution-request", **more):
        return client.post(request.param, json={"name": name, "data": data, **more})

    return post


def test_an_item_comes_back_with_what_it_printed(send):
    response = send({"code": "print('Hello, World!')", "timeout": 5})
    assert response.status_code == 200
    item = response.json()
    assert item["id"] and item["name"] == "execution-request"
    assert item["data"].keys() == {"output", "error", "execution_time_ms"}
    assert item["data"]["output"] == "Hello, World!\n" and item["data"]["error"] is None
    assert isinstance(item["data"]["execution_time_ms"], int) and item["data"]["execution_time_ms"] > 0


def test_every_item_has_an_id_of_its_own(send):
    assert send({"code": ""}).json()["id"] != send({"code": ""}).json()["id"]


@pytest.mark.parametrize(
    "code, output, error",
    [
        ("print(1)\nundefined_var", "1\n", "NameError: name 'undefined_var' is not defined"),
        ("if True\n  print(1)", "", "SyntaxError: expected ':' (line 1)"),
        ("raise SystemExit(3)", "", "Exited with status 3"),
        ("print(1)\nx = bytearray(500_000_000)", "1\n", None),
    ],
)
def test_a_program_that_fails_keeps_what_it_printed(send, code, output, error):
    response = send({"code": code})
    assert response.status_code == 200
    data = response.json()["data"]
    assert data["output"] == output and data["error"]
    assert error is None or data["error"] == error


def test_a_program_that_takes_too_long_is_a_408(send):
    response = send({"code": "while True: pass", "timeout": 1})
    assert response.status_code == 408
    assert response.json()["detail"] == "Execution timed out after 1 second"
    assert response.headers["content-type"].startswith("application/problem+json")


def test_other_languages_have_a_classroom_too(send):
    code = "const greeting: string = 'hi'; console.log(greeting);"
    assert send({"code": code, "language": "typescript"}).json()["data"]["output"] == "hi\n"
    refused = send({"code": "require('child_process')", "language": "javascript"})
    assert refused.status_code == 400 and check_problem(refused)["findings"]


REFUSED = (
    "os posix subprocess pty socket ssl requests urllib http ftplib smtplib shutil ctypes importlib multiprocessing signal resource"
).split()
FORMS = ["import {0}", "import {0} as o", "from {0} import path", "__import__('{0}')", "import importlib\nimportlib.import_module('{0}')"]


@pytest.mark.parametrize("module", REFUSED)
def test_what_exercises_do_not_need_is_refused_in_any_form(client, module):
    for form in FORMS:
        response = client.post("/items", json={"data": {"code": form.format(module)}})
        assert response.status_code == 400, form.format(module)
        problem = check_problem(response)
        assert "line 1" in problem["detail"] or "line 2" in problem["detail"], problem["detail"]


def test_the_refusal_names_the_import_and_its_line(send):
    problem = check_problem(send({"code": "import math\n\nfrom os import path\n"}))
    assert "os" in problem["detail"] and "line 3" in problem["detail"]


@pytest.mark.parametrize(
    "code",
    [
        "import math, json, collections, itertools, random, datetime\nprint('ok')",
        "print('import os')  # import subprocess\n'''import socket'''",
        "import sys\nfor line in sys.stdin: pass\nsys.stdout.write(''); sys.setrecursionlimit(3000); print(sys.maxsize, sys.version_info, sys.argv); sys.exit(0)",
    ],
)
def test_what_exercises_need_is_not(send, code):
    response = send({"code": code})
    assert response.status_code == 200, response.text
    assert response.json()["data"]["error"] is None


def test_of_sys_only_a_little_may_be_used(send):
    assert send({"code": "import sys\nsys.modules"}).status_code == 400


def test_output_ends_at_a_megabyte(send):
    data = send({"code": "while True: print('x' * 1000)"}).json()["data"]
    assert data["error"] == "Output limit exceeded (1 MiB)"
    assert 0 < len(data["output"]) <= 1 << 20


@pytest.mark.parametrize(
    "body, words",
    [
        ({"name": "x"}, "data is missing"),
        ({"data": {}}, "data.code is missing"),
        ({"data": {"code": 5}}, "data.code must be a string"),
        ({"data": {"code": "", "timeout": 11}}, "10 seconds"),
        ({"data": {"code": "", "timeout": 0}}, "data.timeout"),
        ({"data": {"code": "", "timeout": "5"}}, "data.timeout"),
        ({"data": {"code": "", "time_out": 5}}, "timeout"),
        ({"data": [], "name": "x"}, "data must be an object"),
        ({"data": {"code": ""}, "nam": "x"}, "name"),
        ({"data": {"code": ""}, "name": 7}, "name must be a string"),
        ({"data": {"code": "", "language": "cobol"}}, "cobol"),
        ({"data": {"code": "", "profile": "open"}}, "profile"),
        ({"data": {"code": "x" * 50_001}}, "50001 characters"),
    ],
)
def test_what_is_wrong_with_a_request_is_said(client, body, words):
    response = client.post("/items", json=body)
    assert response.status_code == 400
    assert words in check_problem(response)["detail"]


def test_the_health_of_this_dialect_is_the_servers(client):
    assert client.get("/api/execute/health").json()["status"] == client.get("/health").json()["status"]
