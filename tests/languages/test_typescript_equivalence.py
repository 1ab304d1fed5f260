"""Programs whose answers were recorded from tsx; see typescript-equivalence/README.md."""

import json
import os

import pytest

import server
from test_programs import files_of

FOLDER = os.path.join(server.ROOT, "typescript-equivalence")
STDIN = "10\n20 x\n30"


def expected():
    with open(os.path.join(FOLDER, "expected.json"), encoding="utf-8") as file:
        return json.load(file)


def submission(name):
    folder = os.path.join(FOLDER, name)
    if os.path.isdir(folder):
        return files_of(folder)
    return [{**files_of(folder + ".ts")[0], "path": "main.ts"}]


@server.needs_server
@pytest.mark.parametrize("name, tsx", [pytest.param(*item, id=item[0]) for item in expected().items()])
def test_answers_like_tsx(http, name, tsx):
    answer = server.execute(http, language="typescript", files=submission(name), stdin=STDIN)
    assert answer["stdout"] == tsx["stdout"], answer["stderr"][:2000]
    assert answer["success"] == (tsx["exit_code"] == 0), (answer["error"], answer["stderr"][:2000])
    if answer["verdict"] != "compile_error":  # there tsx prints esbuild's messages and exits with 1
        assert answer["exit_code"] == tsx["exit_code"]
        if "error" in tsx:
            assert answer["error"] == tsx["error"]
