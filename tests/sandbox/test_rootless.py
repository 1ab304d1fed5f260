"""Without root: weaker where the kernel gives less, and honest about it."""

import json
import os
import pathlib
import shutil

import pytest
from support.server import Server, wait_until

NOBODY = 64321


def rootless_server(tmp_path_factory, **environment):
    if os.geteuid() != 0:
        pytest.skip("not possible here: only root can become another user")
    sysctl = pathlib.Path("/proc/sys/kernel/unprivileged_userns_clone")
    if sysctl.exists() and sysctl.read_text().strip() == "0":
        pytest.skip("not possible here: user namespaces are switched off")
    state = tmp_path_factory.mktemp("rootless")
    for folder in (state, *state.parents):
        if folder.stat().st_uid == 0 and folder != pathlib.Path("/") and folder.stat().st_mode & 0o001 == 0:
            folder.chmod(0o711)
    server = Server(state=state, environment=environment,
                    prefix=["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"])
    shutil.chown(state, NOBODY, NOBODY)
    return server


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = rootless_server(tmp_path_factory, SECURITY_LEVEL="standard")
    yield server.start()
    server.remove()


@pytest.mark.parametrize("level, facts", [
    (None, {"cgroups", "swap_limit", "own_user_per_sandbox", "unprivileged_server"}),
    ("sandbox", {"cgroups", "swap_limit", "own_user_per_sandbox", "unprivileged_server"}),
    ("restricted", {"cgroups"}),
])
def test_a_level_that_this_cannot_give_is_refused_with_what_is_missing_and_its_mending(tmp_path_factory, level, facts):
    server = rootless_server(tmp_path_factory, **({"SECURITY_LEVEL": level} if level else {}))
    try:
        server.start(ready=False)
        assert server.process.wait(30) == 2
        lines = [json.loads(line) for line in server.log_text().splitlines() if line.startswith("{")]
        refusals = [line["message"] for line in lines if line["level"] == "critical"]
        assert len(refusals) == len(facts)
        for fact in facts:
            line = next(r for r in refusals if f"security level {level or 'sandbox'} needs {fact}," in r)
            assert "which is missing: " in line and "To mend it: " in line and "SECURITY_LEVEL=standard" in line
    finally:
        server.remove()


def test_health_says_which_levels_are_possible_here(server):
    levels = server.health()["isolation"]["levels"]
    assert list(levels) == ["sandbox", "restricted", "standard"]
    assert levels["standard"] == {"possible": True, "missing": []}
    assert levels["restricted"] == {"possible": False, "missing": ["cgroups"]}
    assert not levels["sandbox"]["possible"] and "own_user_per_sandbox" in levels["sandbox"]["missing"]


def test_health_names_what_is_missing_and_how_to_get_it(server):
    missing = {m["name"]: m for m in server.health()["isolation"]["missing"]}
    assert {"cgroups", "own_user_per_sandbox", "unprivileged_server"} <= set(missing)
    assert all(m["why"] and m["fix"] for m in missing.values())


@pytest.mark.parametrize("language,code", [
    ("python", "print('hello')"),
    ("javascript", "console.log('hello')"),
    ("cpp", '#include <cstdio>\nint main() { std::puts("hello"); }'),
])
def test_programs_run(server, language, code):
    assert server.execute(code, language)[1]["output"] == "hello\n"


def test_memory_is_limited_by_watching(server):
    answer = server.execute("x = []\nwhile True: x.append('a' * 1000000)", limits={"memory": 64 << 20})[1]
    assert answer["verdict"] == "memory_limit" and answer["error"] == "Memory limit exceeded (64 MiB)"


def test_a_program_that_makes_itself_undumpable_is_watched_all_the_same(server):
    answer = server.execute("""
import ctypes
ctypes.CDLL(None).prctl(4, 0)  # PR_SET_DUMPABLE
x = []
while len(x) < 400: x.append('a' * 1000000)
import time; time.sleep(1); print('escaped')""", limits={"memory": 64 << 20})[1]
    assert answer["verdict"] == "memory_limit", answer


def test_cpu_time_is_limited_by_watching(server):
    assert server.execute("while True: pass", limits={"cpu_time": 0.5})[1]["verdict"] == "cpu_time_limit"


def test_wall_time_is_limited_and_output_is_kept(server):
    answer = server.execute("import time\nprint('before', flush=True)\ntime.sleep(9)", timeout=1)[1]
    assert answer["verdict"] == "time_limit" and answer["output"] == "before\n"


def test_processes_are_limited_by_the_user_namespace(server):
    answer = server.execute("""
import os, time
made = 0
try:
    while made < 500:
        if os.fork() == 0: time.sleep(20); os._exit(0)
        made += 1
except OSError: pass
print(made)""", limits={"processes": 20, "memory": 512 << 20})[1]
    assert answer["output"] and int(answer["output"]) <= 20, answer


def test_the_program_has_no_privileges_either(server):
    status = server.execute("print(open('/proc/self/status').read())")[1]["output"]
    assert "CapEff:\t0000000000000000" in status and "NoNewPrivs:\t1" in status and "Seccomp:\t2" in status


def test_a_killed_cage_leaves_no_process(server):
    before = set(server.descendants())
    os.kill(server.pid_of("cordon-cage"), 9)
    wait_until(lambda: not any(os.path.exists(f"/proc/{p}") for p in before), 3, "every process is gone")
    wait_until(lambda: server.health() and server.is_ready(), 30, "a new server is ready")
