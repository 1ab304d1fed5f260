"""Where the time of a submission went: the parts that `usage` names follow each other, and are all of it."""

import uuid

import pytest
from support.server import Server

PARTS = ("queue_ms", "lease_ms", "put_ms", "compile_ms", "run_ms", "collect_ms")
CPP = "#include <cstdio>\nint main() { std::puts(\"MARK\"); }\n"


@pytest.fixture(scope="module")
def server_without_pool():
    server = Server(environment={"CORDON_POOL_READY": "0"}).start()
    yield server
    server.remove()


def adds_up(answer):
    usage = answer["usage"]
    assert all(usage[part] >= 0 for part in PARTS), usage
    assert sum(usage[part] for part in PARTS) == pytest.approx(usage["total_ms"], abs=1e-6), usage
    assert usage["sandbox_ms"] == usage["lease_ms"]
    return usage


def test_of_a_run(execute):
    usage = adds_up(execute("import time; time.sleep(0.2)"))
    assert usage["run_ms"] >= usage["wall_ms"] >= 200
    assert usage["compile_ms"] == 0


def test_of_a_run_that_finds_no_sandbox_ready(server_without_pool):
    status, answer = server_without_pool.execute("import time; time.sleep(0.2)")
    assert status == 200 and answer["sandbox"]["pool"] == "miss"
    usage = adds_up(answer)
    assert usage["lease_ms"] > 0
    assert usage["run_ms"] >= usage["wall_ms"] >= 200


def test_of_a_program_that_no_runtime_waits_for(server_without_pool):
    status, answer = server_without_pool.execute(CPP.replace("MARK", uuid.uuid4().hex), "cpp")
    assert status == 200 and answer["sandbox"]["start"] == "cold"
    usage = adds_up(answer)
    assert usage["lease_ms"] > 0 and usage["compile_ms"] > 0 and usage["run_ms"] >= usage["wall_ms"] > 0


def test_of_a_compile_and_of_its_cached_artefact(execute):
    code = CPP.replace("MARK", uuid.uuid4().hex)
    first = execute(code, language="cpp")
    assert first["compile"]["cache"] == "miss"
    compiled = adds_up(first)
    assert compiled["compile_ms"] == first["compile"]["duration_ms"] > 0
    again = execute(code, language="cpp")
    assert again["compile"]["cache"] == "hit"
    assert adds_up(again)["compile_ms"] < compiled["compile_ms"]


def test_of_what_failed(execute):
    adds_up(execute("print(undefined)"))
    adds_up(execute("while True: pass", timeout=1))
    broken = execute("int main() { return x; }", language="cpp")
    usage = adds_up(broken)
    assert usage["run_ms"] == usage["lease_ms"] == 0 and usage["compile_ms"] > 0
