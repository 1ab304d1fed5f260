"""What the server's own processes may do: hardly anything. tests/unit/confinement tries what is denied."""

import os
import pathlib

import pytest


@pytest.fixture
def processes(shared_server):
    """{pid: fields of /proc/PID/status} of the server and its language worker."""
    if shared_server is None:
        pytest.skip("not possible here: the server is not ours to look at")
    server = shared_server.pid_of("cordond")
    worker = [int(pid) for pid in pathlib.Path(f"/proc/{server}/task/{server}/children").read_text().split()]
    assert len(worker) == 1, "the server has one child, its language worker"
    found = {}
    for pid in (server, *worker):
        lines = pathlib.Path(f"/proc/{pid}/status").read_text().splitlines()
        found[pid] = dict(line.split(":\t", 1) for line in lines if ":\t" in line)
    return found


def test_neither_has_capabilities_nor_can_it_get_any(processes):
    for status in processes.values():
        assert {int(status[name], 16) for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")} == {0}
        assert status["NoNewPrivs"] == "1"
        assert set(status["Uid"].split()) == set(status["Gid"].split()) != {"0"} and status["Groups"].strip() == ""


def test_both_have_filters_and_the_worker_one_more(processes):
    server, worker = processes.values()
    assert server["Seccomp"] == worker["Seccomp"] == "2"
    assert int(worker["Seccomp_filters"]) == int(server["Seccomp_filters"]) + 1


def test_every_thread_of_the_server_has_them(processes):
    server = next(iter(processes))
    for thread in pathlib.Path(f"/proc/{server}/task").iterdir():
        assert "\nSeccomp:\t2\n" in (thread / "status").read_text()


def test_standard_input_is_nothing_and_no_core_is_kept(processes):
    for pid in processes:
        assert os.readlink(f"/proc/{pid}/fd/0") == "/dev/null"
        core = next(line for line in pathlib.Path(f"/proc/{pid}/limits").read_text().splitlines() if line.startswith("Max core"))
        assert core.split()[4:6] == ["0", "0"]


def test_health_says_so(shared_server):
    if shared_server is None:
        pytest.skip("not possible here: the server is not ours to look at")
    isolation = shared_server.health()["isolation"]
    named = set(isolation["in_force"]) | {missing["name"] for missing in isolation["missing"]}
    assert "server_system_call_filter" in isolation["in_force"] and "server_landlock" in named
