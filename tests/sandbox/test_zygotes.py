"""Sandboxes whose runtime was forked: the same walls, and a parent that can do nothing."""

import os
import pathlib
import signal

import pytest
from support.server import Server, wait_until
from support.traces import left, settled


@pytest.fixture(scope="module")
def server():
    server = Server().start()
    yield server
    server.remove()


def warm(server, code, **request):
    for _ in range(200):
        status, answer = server.execute(code, **request)
        assert status == 200, answer
        if answer["sandbox"]["start"] == "warm":
            return answer
    raise AssertionError("no interpreter ever waited")


def zygotes(server):
    """Those of Python whose parent is the cage: not the runtimes that they forked."""
    found = []
    for pid, name in server.descendants().items():
        if name != "cordon-zygote" or b"python3" not in pathlib.Path(f"/proc/{pid}/cmdline").read_bytes():
            continue
        parent = int(pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
        if pathlib.Path(f"/proc/{parent}/comm").read_text() == "cordon-cage\n":
            found.append(pid)
    return found


def status_of(pid, field):
    return pathlib.Path(f"/proc/{pid}/status").read_text().split(f"{field}:\t")[1].splitlines()[0]


def test_a_zygote_is_root_of_its_own_user_namespace_alone(server):
    warm(server, "print(1)")
    [zygote] = wait_until(lambda: zygotes(server), 20, "there is one")
    assert "0" not in status_of(zygote, "Uid").split()
    assert os.readlink(f"/proc/{zygote}/ns/user") != os.readlink("/proc/self/ns/user")
    for kind in ("mnt", "net", "ipc", "uts", "pid"):
        assert os.readlink(f"/proc/{zygote}/ns/{kind}") != os.readlink(f"/proc/self/ns/{kind}"), kind


def test_the_walls_are_those_of_every_sandbox(server):
    code = ("import os\n"
            "status = dict(line.split(':\\t', 1) for line in open('/proc/self/status').read().splitlines() if ':\\t' in line)\n"
            "print([status[k] for k in ('Uid', 'Gid', 'CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb', 'NoNewPrivs', 'Seccomp')])\n"
            "print(sorted(os.listdir('/proc/self/fd'))[:3], [p for p in os.listdir('/proc') if p.isdigit()], os.listdir('/dev'))\n"
            "def denied(f):\n"
            "    try: f()\n"
            "    except OSError as e: return e.errno\n"
            "print([denied(lambda: open('/etc/x', 'w')), denied(lambda: os.unshare(os.CLONE_NEWUSER)), denied(lambda: os.kill(1, 9)),\n"
            "       denied(lambda: open('/proc/1/environ')), denied(lambda: os.listdir('/proc/1/fd'))])\n"
            "print(os.uname().nodename, sorted(os.environ)[0], open('/proc/self/uid_map').read().split()[0])\n"
            "print(os.readlink('/proc/self/ns/user') != os.readlink('/proc/self/ns/pid'))")
    answer = warm(server, code)
    cold = server.execute(None, files=[{"path": "cold.py", "content": code}])[1]  # another main file starts its own
    assert answer["stdout"].splitlines() == cold["stdout"].splitlines() and answer["success"], (answer, cold)
    assert [d["name"] for d in answer["denials"]] == [d["name"] for d in cold["denials"]]


def test_a_killed_zygote_is_replaced_and_leaves_nothing(server):
    warm(server, "print(1)")
    before = settled(server)
    for _ in range(3):
        [zygote] = wait_until(lambda: zygotes(server), 20, "there is one")
        os.kill(zygote, signal.SIGKILL)
        assert server.execute("print('works')")[1]["stdout"] == "works\n"
        wait_until(lambda: warm(server, "print('warm')")["stdout"] == "warm\n" and zygotes(server) not in ([], [zygote]), 30,
                   "another zygote forks")
    assert left(before, settled(server)) == {}


def test_an_end_of_a_zygote_ends_the_programs_that_it_forked_and_no_others(server):
    import threading

    answers = []
    warm(server, "print(1)")
    threads = [threading.Thread(target=lambda: answers.append(server.execute("import time; time.sleep(30)", patience=40))) for _ in range(2)]
    for thread in threads:
        thread.start()
    wait_until(lambda: list(server.descendants().values()).count("python3") == 2, 10, "programs run")
    os.kill(zygotes(server)[0], signal.SIGKILL)
    for thread in threads:
        thread.join(45)
    assert all(status == 500 or answer["verdict"] in ("ok", "time_limit") for status, answer in answers), answers
    assert server.execute("print('works')")[1]["stdout"] == "works\n"
