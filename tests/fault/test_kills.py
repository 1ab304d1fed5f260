"""kill -9, everywhere: nothing stays behind, and nobody has to help."""

import contextlib
import os
import pathlib
import signal
import subprocess
import threading
import time

import pytest
from support.server import Server, wait_until


@pytest.fixture
def server():
    server = Server()
    yield server.start()
    server.remove()


def start_runs(server, count=3):
    """Programs that run until somebody ends them; their answers land in the list."""
    answers = []

    def run():
        try:
            answers.append(server.execute("import time\nprint('on')\ntime.sleep(50)", patience=70))
        except OSError as error:
            answers.append(error)

    threads = [threading.Thread(target=run, daemon=True) for _ in range(count)]
    for thread in threads:
        thread.start()
    wait_until(lambda: list(server.descendants().values()).count("python3") >= count, 10, "the programs run")
    return answers, threads


def mounts():
    return pathlib.Path("/proc/self/mountinfo").read_text()


def works(server):
    try:
        return server.execute("print('works')", patience=10)[1].get("output") == "works\n"
    except (OSError, ValueError):
        return False


def gone(pids):
    return not any(os.path.exists(f"/proc/{pid}") and "\nState:\tZ" not in pathlib.Path(f"/proc/{pid}/status").read_text()
                   for pid in pids)


def test_a_killed_server_comes_back_and_its_sandboxes_do_not(server):
    start_runs(server)
    pid = server.pid_of("cordond")
    before = {p for p, name in server.descendants().items() if name not in ("cordon-cage",)}
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: gone(before), 2, "every process of the old server is gone")
    wait_until(lambda: works(server), 20, "a new server answers")


def test_a_killed_cage_takes_everything_with_it_and_comes_back(server):
    start_runs(server)
    before, mounted = set(server.descendants()), mounts()
    os.kill(server.pid_of("cordon-cage"), signal.SIGKILL)
    wait_until(lambda: gone(before), 2, "every process is gone")
    assert mounts() == mounted
    wait_until(lambda: works(server), 20, "a new server answers")
    # 8 spare groups, and those of pooled sandboxes; none of the old ones has a process or a memory charge
    wait_until(lambda: len(server.cgroups()) < 400, 5, "old cgroups were swept")


def test_a_killed_keeper_leaves_nothing_and_the_next_start_sweeps(server):
    start_runs(server)
    before = set(server.descendants())
    server.process.kill()
    server.process.wait()
    wait_until(lambda: gone(before), 2, "every process is gone")
    old_groups = set(server.cgroups())
    assert old_groups  # a killed cage cannot sweep them
    server.start()
    assert works(server)
    server.stop()
    assert not server.cgroups()
    assert sorted(p.name for p in server.state.iterdir() if p.name != "server.log") == ["cage", "images", "languages.d", "lock", "server"]


def test_a_killed_agent_costs_its_own_run_and_nothing_else(server):
    answers, threads = start_runs(server, 2)
    agents = [pid for pid, name in server.descendants().items() if name == "cordon-agent" and has_child(server, pid)]
    os.kill(agents[0], signal.SIGKILL)
    wait_until(lambda: answers, 5, "the run whose agent died is answered")
    status, problem = answers[0]
    assert status == 500 and "Traceback" not in str(problem)
    assert works(server) and len(answers) == 1


def has_child(server, pid):
    return any(f"\nPPid:\t{pid}\n" in pathlib.Path(f"/proc/{p}/status").read_text()
               for p, name in server.descendants().items() if name == "python3" and os.path.exists(f"/proc/{p}"))


def test_killed_agents_of_waiting_sandboxes_are_not_noticed_by_anybody(server):
    agents = [pid for pid, name in server.descendants().items() if name == "cordon-agent"]
    for pid in agents:
        with contextlib.suppress(ProcessLookupError):  # more of them than are needed end by themselves
            os.kill(pid, signal.SIGKILL)
    wait_until(lambda: gone(agents), 2, "the agents are dead")
    for _ in range(5):
        assert works(server)


def test_a_killed_language_worker_is_replaced(server):
    worker = [pid for pid, name in server.descendants().items()
              if b"language-worker" in pathlib.Path(f"/proc/{pid}/cmdline").read_bytes()]
    os.kill(worker[0], signal.SIGKILL)
    wait_until(lambda: server.execute("print(undefined)")[1].get("error", "").startswith("NameError"), 10,
               "diagnostics come from a new worker")


def test_the_end_of_a_client_ends_its_run(server):
    import socket

    body = b'{"code":"import time; time.sleep(50)","language":"python"}'
    with socket.create_connection(("127.0.0.1", server.port)) as s:
        s.sendall(b"POST /execute HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
        wait_until(lambda: "python3" in server.descendants().values(), 10, "the program runs")
    wait_until(lambda: "python3" not in server.descendants().values(), 2, "the program was ended")


def test_an_orderly_end_lets_programs_finish(server):
    answers = []
    thread = threading.Thread(target=lambda: answers.append(server.execute("import time; time.sleep(1); print('finished')")))
    thread.start()
    wait_until(lambda: "python3" in server.descendants().values(), 10, "the program runs")
    server.process.send_signal(signal.SIGTERM)
    thread.join(20)
    assert answers and answers[0][1]["output"] == "finished\n"
    assert server.process.wait(20) == 0
    assert not server.cgroups()


def test_two_hundred_kills_of_programs_leave_no_process_and_no_descriptor(server):
    server.execute("print()")
    pid = server.pid_of("cordond")
    time.sleep(1)
    before = len(os.listdir(f"/proc/{pid}/fd"))
    for _ in range(200):
        assert server.execute("import os; os.kill(os.getpid(), 9)")[1]["signal"] == "SIGKILL"
    time.sleep(1)
    assert abs(len(os.listdir(f"/proc/{pid}/fd")) - before) <= 8
    assert "python3" not in server.descendants().values()


def test_a_second_server_on_the_same_state_is_refused(server):
    second = Server(state=server.state)
    second.start(ready=False)
    assert second.process.wait(20) == 2
    assert "another server is running" in second.log_text()
