"""What is not a good request: a clear 4xx each, and a server that goes on."""

import json

import pytest

GOOD = {"code": "print(1)", "language": "python"}


@pytest.fixture(autouse=True)
def unharmed(execute):
    yield
    assert execute("print('alive')")["stdout"] == "alive\n"


@pytest.mark.parametrize(
    "body, words",
    [
        (b"", "empty"),
        (b"not json", "not valid JSON"),
        (b'{"code":', "not valid JSON"),
        (b'{"code":"x","language":"python"} trailing', "not valid JSON"),
        (b'{"code":"x","language":"python"}\0', "NUL"),
        (b'{"code":"x\0","language":"python"}', "NUL"),
        (b'{"code":"\xff\xfe","language":"python"}', "not valid JSON"),
        (b'{"code":"\xed\xa0\x80","language":"python"}', "not valid JSON"),
        (b'{"code":"\\ud800","language":"python"}', "surrogate"),
        (b'{"code":"x","code":"y","language":"python"}', "twice"),
        (b'{"code":"x","language":"python","limits":{"memory":1,"memory":2}}', "twice"),
        (b'{"code":"x","language":"python","a\\u0000":1}', "NUL"),
        (b'{"code":"x","language":"python","timeout":NaN}', "not valid JSON"),
        (b'{"code":"x","language":"python","timeout":1e999}', "too large"),
        (b'{"code":"x","language":"python","timeout":123456789012345678901234567890}', "too large"),
        (b"[" * 10_000 + b"]" * 10_000, "64"),
        (b'{"a":' * 10_000, "64"),
        (b"[]", "must be an object"),
        (b'"text"', "must be an object"),
        (b"null", "must be an object"),
    ],
)
def test_what_is_not_good_json(refused, body, words):
    assert words in refused(body)


@pytest.mark.parametrize(
    "change, words",
    [
        ({"code": None}, "code is missing"),
        ({"language": None}, "language is missing"),
        ({"code": 1}, "code must be a string"),
        ({"code": ["x"]}, "code must be a string"),
        ({"language": {}}, "language must be a string"),
        ({"language": "py\0thon"}, "NUL"),
        ({"code": "print(1)\0"}, "NUL"),
        ({"timeout": -1}, "timeout must be a number of seconds above 0"),
        ({"timeout": 0}, "timeout must be a number of seconds above 0"),
        ({"timeout": "10"}, "timeout must be a number of seconds above 0"),
        ({"timeout": True}, "timeout must be a number of seconds above 0"),
        ({"timeout": [1]}, "timeout must be a number of seconds above 0"),
        ({"timeout": 1, "limits": {"wall_time": 1}}, "not both"),
        ({"limits": 5}, "limits must be an object"),
        ({"limits": {"memory": "1G"}}, "limits.memory must be a whole number of bytes"),
        ({"limits": {"memory": -1}}, "limits.memory must be a whole number of bytes"),
        ({"limits": {"memory": 1.5}}, "limits.memory must be a whole number of bytes"),
        ({"limits": {"processes": 0}}, "limits.processes must be a whole number"),
        ({"limits": {"cpu_time": -2}}, "limits.cpu_time must be"),
        ({"limits": {"memroy": 1}}, 'did you mean "memory"'),
        ({"stdin": 5}, "stdin must be a string"),
        ({"args": "x"}, "args must be an array"),
        ({"args": [1]}, "args[0] must be a string"),
        ({"args": ["a\0"]}, "NUL"),
        ({"args": ["x"] * 257}, "256"),
        ({"args": ["x" * 140_000]}, "131072"),
        ({"env": []}, "env must be an object"),
        ({"env": {"A": 1}}, "env.A must be a string"),
        ({"env": {"1A": "x"}}, "env has the name"),
        ({"env": {"A": "\0"}}, "NUL"),
        ({"env": {f"A{i}": "" for i in range(65)}}, "64"),
        ({"version": 3}, "version must be a string"),
        ({"encoding": "latin1"}, "encoding must be"),
        ({"tiemout": 1}, 'did you mean "timeout"'),
        ({"Language": "python"}, "There is no field"),
        ({"SECURITY_LEVEL": "standard"}, "There is no field"),
        ({"security_level": "standard"}, "There is no field"),
        ({"isolation": "none"}, "There is no field"),
        ({"network": True}, "There is no field"),
        ({"image": "x"}, "There is no field"),
        ({"files": [{"path": "a.py", "content": ""}]}, "not both"),
        ({"code": "x" * 50_001}, "50001"),
        ({"code": "😀" * 50_001}, "50001"),
    ],
)
def test_what_is_not_a_good_field(refused, change, words):
    assert words in refused({**GOOD, **change})


@pytest.mark.parametrize("query", ["SECURITY_LEVEL=standard", "security_level=standard", "x=1", "x", "%00", "timeout=5"])
def test_nothing_is_said_in_the_address(client, query):
    response = client.post("/execute?" + query, json=GOOD)
    assert response.status_code == 400, response.text
    assert "no parameters" in response.json()["detail"]


@pytest.mark.parametrize("name", ["SECURITY_LEVEL", "security_level", "Security-Level", "level", "isolation", "rootfs", "user", "privileged"])
def test_nothing_in_a_request_changes_the_level(client, execute, refused, name):
    level = execute("print(1)")["sandbox"]["level"]
    assert name in refused({**GOOD, name: "standard"})
    assert name in refused({**GOOD, "limits": {name: "standard"}})
    assert name in refused({"language": "python", "files": [{"path": "a.py", "content": "", name: "standard"}]})
    answer = client.post("/execute", json=GOOD, headers={name.replace("_", "-"): "standard"}).json()
    assert answer["sandbox"]["level"] == level


@pytest.mark.parametrize("name", ["tests", "profile", "collect", "stream", "typecheck", "options"])
def test_a_field_of_later_versions_is_never_ignored(client, name):
    response = client.post("/execute", json={**GOOD, name: {}})
    assert response.status_code in (200, 400)
    if response.status_code == 400:
        assert name in response.json()["detail"]


@pytest.mark.parametrize(
    "files, words",
    [
        ([], "1 to 100"),
        ([{"path": f"f{i}.py", "content": ""} for i in range(101)], "1 to 100"),
        ("x", "files must be an array"),
        (["x"], "files[0] must be an object"),
        ([{"path": "a.py"}], "files[0].content is missing"),
        ([{"path": "a.py", "content": 1}], "files[0].content must be a string"),
        ([{"path": "a.py", "content": ""}, {"content": ""}], "files[1].path is missing"),
        ([{"path": "/etc/passwd", "content": ""}], "files[0].path must be relative"),
        ([{"path": "../a.py", "content": ""}], "files[0].path must"),
        ([{"path": "a/../b.py", "content": ""}], "files[0].path must"),
        ([{"path": "./a.py", "content": ""}], "files[0].path must"),
        ([{"path": "a//b.py", "content": ""}], "files[0].path must"),
        ([{"path": "a/", "content": ""}], "files[0].path must"),
        ([{"path": "", "content": ""}], "files[0].path must not be empty"),
        ([{"path": "a\0.py", "content": ""}], "control"),
        ([{"path": "a\n.py", "content": ""}], "control"),
        ([{"path": "-o.py", "content": ""}], "files[0].path must not begin"),
        ([{"path": "@a.py", "content": ""}], "files[0].path must not begin"),
        ([{"path": "x" * 256, "content": ""}], "255"),
        ([{"path": "a.py", "content": ""}, {"path": "a.py", "content": ""}], "twice"),
        ([{"path": "a", "content": ""}, {"path": "a/b.py", "content": ""}], "as a file and as a folder"),
        ([{"path": "a.py", "content": "***", "encoding": "base64"}], "not base64"),
        ([{"path": "a.py", "content": "", "encoding": "utf16"}], "encoding must be"),
        ([{"path": "a.py", "content": "", "mode": 493}], "files[0].mode"),
    ],
)
def test_what_is_not_a_good_file(refused, files, words):
    assert words in refused({"language": "python", "files": files})


@pytest.mark.parametrize("language, main, result", [("cpp", "main.cpp", "main"), ("go", "main.go", "main"), ("rust", "main.rs", "main"),
                                                    ("java", "Main.java", "out"), ("typescript", "main.ts", ".javascript")])
def test_a_file_may_not_be_called_as_the_compilers_result(refused, language, main, result):
    assert result in refused({"language": language, "files": [{"path": main, "content": ""}, {"path": result, "content": "x"}]})


@pytest.mark.parametrize("language", ["python", "javascript", "typescript", "java", "cpp", "go", "rust"])
@pytest.mark.parametrize("code", ["", " ", "\n\n", "//", "#", "\ufeff", "\u2028", "}", "\x01"])
def test_a_source_of_nothing_is_no_failure_of_ours(client, language, code):
    response = client.post("/execute", json={"code": code, "language": language})
    assert response.status_code == 200, response.text


def test_an_unknown_language_lists_the_known(refused):
    detail = refused({"code": "x", "language": "cobol"})
    assert "cobol" in detail and "python" in detail


@pytest.mark.parametrize("fields", [{"timeout": 1e9}, {"timeout": 1e300}, {"limits": {"memory": 2**49}},
                                    {"limits": {"wall_time": 1e9}}, {"limits": {"processes": 1_000_000}},
                                    {"limits": {"output": 2**40}}])
def test_a_limit_above_its_ceiling_names_the_ceiling(client, refused, fields):
    assert any(c.isdigit() for c in refused({**GOOD, **fields}))


def test_the_ceiling_itself_is_granted_and_no_more(client, execute, refused):
    most = client.get("/languages/python").json()["limits"]["max"]
    assert execute("print(1)", timeout=most["wall_time"])["success"]
    refused({**GOOD, "timeout": most["wall_time"] + 1})
    assert execute("print(1)", limits={"memory": most["memory"]})["success"]
    refused({**GOOD, "limits": {"memory": most["memory"] + 1}})


def test_code_of_the_full_length_runs(execute):
    code = "print('😀')\n" + "#" * (50_000 - 11)
    assert len(code) == 50_000
    assert execute(code)["stdout"] == "😀\n"


@pytest.mark.parametrize(
    "content_type",
    [None, "text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1", "text/json"],
)
def test_only_json_is_taken(client, content_type):
    headers = {"Content-Type": content_type} if content_type else {}
    response = client.post("/execute", content=json.dumps(GOOD).encode(), headers=headers)
    assert response.status_code == 415
    assert "application/json" in response.json()["detail"]


def test_compressed_bodies_are_not_taken(refused):
    refused(b"\x1f\x8b", status=415, headers={"Content-Encoding": "gzip"})


def test_a_body_of_10_megabytes_is_too_large(refused):
    assert "8388608" in refused(b'{"code":"' + b"x" * 10_000_000 + b'","language":"python"}', status=413)


def test_a_body_just_below_the_limit_is_read(execute):
    # 4 MiB of input, which is more than any pipe holds.
    answer = execute("import sys\nprint(len(sys.stdin.read()))", stdin="x" * 4_000_000)
    assert answer["stdout"] == "4000000\n"
