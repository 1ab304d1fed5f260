"""What the server finds out about its sandboxes before it takes requests, and that it would find out."""

import json
import os
import pathlib
import tempfile
import urllib.error
import urllib.request

import pytest
from support.server import BUILD, Server, wait_until

# A protection that the cage leaves out, and a check of the self-test that must notice.
NOTICED_BY = {
    "system_call_filter": "filter_mode",
    "landlock": "landlock",
    "no_capabilities": "capabilities",
    "no_new_privileges": None,  # then no filter can be loaded either, and no sandbox be made
    "read_only_root": "writable_places",
    "hidden_processes": "process_one",
    "network_namespace": "namespaces",
    "ipc_namespace": "namespaces",
    "uts_namespace": "namespaces",
    "user_namespace": "namespaces",
    "memory_limit": "memory_limit",
    "process_limit": "process_limit",
    "inode_limit": "inode_limit",
    "work_folder_limit": "work_folder_limit",
    "resource_limits": "resource_limits",
    "closed_descriptors": "descriptors",
}


def health_of(server):
    """Also where it is not healthy."""
    def ask():
        try:
            with urllib.request.urlopen(server.url + "/health", timeout=5) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            return json.load(error)
        except OSError:
            return server.process.poll() is not None

    server.start(ready=False)
    health = wait_until(ask, 30, "an answer")
    assert server.process.poll() is None, server.log_text()
    return health


def messages(server, level):
    lines = [json.loads(line) for line in server.log_text().splitlines() if line.startswith("{")]
    return [line["message"] for line in lines if line["level"] == level]


def test_every_check_holds_in_both_kinds_of_sandbox_and_health_names_them(shared_server):
    if shared_server is None:
        pytest.skip("not possible here: the server is not ours to look at")
    test = shared_server.health()["isolation"]["self_test"]
    assert test["result"] == "passed" and test["failed"] == [] and test["why"] is None
    assert "denied_calls" in test["passed"] and "compile: denied_calls" in test["passed"] and "memory_limit" in test["passed"]
    assert len(test["passed"]) >= 49


def test_without_an_image_it_waits_and_says_so():
    state = pathlib.Path(tempfile.mkdtemp(prefix="cordon-test-"))
    (state / "images/by-name").mkdir(parents=True)
    server = Server(state=state)
    try:
        health = health_of(server)
        assert health["isolation"]["self_test"]["result"] == "not run"
        assert "no image" in health["isolation"]["self_test"]["why"]
        assert any("the self-test was not run" in message for message in messages(server, "warning"))
        assert server.execute("print(1)")[0] in (400, 503)  # no language, or none that is ready
    finally:
        server.remove()


@pytest.mark.skipif(os.geteuid() != 0, reason="not possible here: without root there is less to leave out")
@pytest.mark.parametrize("protection, check", NOTICED_BY.items())
def test_a_protection_that_is_left_out_is_noticed(protection, check):
    cage = BUILD / "bin/cordon-cage-without"
    if not cage.exists():
        pytest.skip("not possible here: the cage for tests was not built")
    server = Server(cage=cage, cage_options=["--without", protection], environment={"CORDON_POOL_READY": "0"})
    try:
        isolation = health_of(server)["isolation"]
        failed = {f["name"].removeprefix("compile: "): f["found"] for f in isolation["self_test"]["failed"]}
        assert check in failed if check else "system call filter" in isolation["self_test"]["why"], isolation["self_test"]
        assert isolation["self_test"]["result"] == "failed"
        weakened = next(m for m in isolation["missing"] if m["name"] == "weakened_for_tests")
        assert protection in weakened["why"]
        assert any("made for tests" in message for message in messages(server, "warning"))
    finally:
        server.remove()
