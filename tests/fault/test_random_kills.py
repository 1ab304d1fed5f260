"""kill -9 of anything at any moment while requests come in. The seed is in the test's name."""

import os
import random
import re
import signal
import time

import pytest
from load import Load
from support.server import Server, wait_until
from support.traces import left, settled


@pytest.fixture(scope="module")
def server():
    server = Server()
    yield server.start()
    server.remove()


def works(server):
    try:
        return server.is_ready() and server.execute("print('works')", patience=10)[1].get("output") == "works\n"
    except (OSError, ValueError):
        return False


def victims(server, part):
    found = []
    for pid, name in server.descendants().items():
        try:
            command = open(f"/proc/{pid}/cmdline", "rb").read()
            status = open(f"/proc/{pid}/status").read()
        except OSError:
            continue
        kind = "worker" if b"language-worker" in command else name
        # A program that is about to be executed is still called like the agent, which is process 1.
        if kind == part and (part != "cordon-agent" or re.search(r"^NSpid:.*\t1$", status, re.M)):
            found.append(pid)
    return found


@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_is_killed_no_answer_is_wrong_and_nothing_is_left(server, seed):
    choose = random.Random(seed)
    wait_until(lambda: works(server), 60, "the server works")
    before = settled(server)
    parts = ["cordon-agent"] * 10 + ["worker"] * 4 + ["cordond"] * 2 + ["cordon-cage"]
    choose.shuffle(parts)
    with Load(server) as load:
        for part in parts:
            time.sleep(choose.uniform(0, 0.4))
            if found := victims(server, part):
                try:
                    os.kill(choose.choice(found) if part == "cordon-agent" else found[0], signal.SIGKILL)
                except ProcessLookupError:
                    continue
            if part.startswith("cordon") and part != "cordon-agent":
                wait_until(lambda: works(server), 60, f"the server works again after its {part} was killed")
                time.sleep(5)  # three deaths in quick succession would be a reason to give up
    assert not load.wrong, load.wrong[0]
    assert load.right > 10
    wait_until(lambda: works(server), 30, "the server works")
    assert left(before, settled(server)) == {}


def test_a_hundred_killed_agents_cost_at_most_their_own_runs(server):
    wait_until(lambda: works(server), 60, "the server works")
    before, killed = settled(server), 0
    with Load(server) as load:
        for _ in range(100):
            if agents := victims(server, "cordon-agent"):
                try:
                    os.kill(random.choice(agents), signal.SIGKILL)
                    killed += 1
                except ProcessLookupError:
                    pass
            time.sleep(0.03)
    assert not load.wrong, load.wrong[0]
    assert load.right > 0 and load.failed <= killed
    assert left(before, settled(server)) == {}
