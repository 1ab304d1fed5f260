"""Every attack, and every attack in disguise, against one server; and what is left when they are over.

All of them start before the first one is judged, three at a time, while a neighbour keeps asking for
sums: whatever they do, its answers must be right. attack.py says how an attack is written.
"""

import concurrent.futures
import os
import pathlib
import random
import re
import shutil
import tempfile
import threading
import time

import pytest
from support.server import ROOT, Server, wait_until

from attacks import attack as attacks
from attacks.disguise import disguised

ATTACKS = attacks.all_attacks()
ALL = ATTACKS + disguised(ATTACKS)


class Neighbour:
    """Ordinary programs, one after another, as long as it is left."""

    def __init__(self, server):
        self.server, self.asked, self.wrong, self.over = server, 0, [], threading.Event()
        self.thread = threading.Thread(target=self.work)
        self.thread.start()

    def work(self):
        while not self.over.is_set():
            numbers = [random.randrange(1_000_000) for _ in range(20)]
            answer = self.server.execute("print(sum(map(int, input().split())))", stdin=" ".join(map(str, numbers)) + "\n")
            self.asked += 1
            if answer[1].get("output") != f"{sum(numbers)}\n":
                self.wrong.append(answer)
            time.sleep(0.05)

    def stop(self):
        self.over.set()
        self.thread.join()


def traces(server):
    """What attacks could leave behind, counted."""
    cage, cordond = (server.pid_of(name) for name in ("cordon-cage", "cordond"))
    names = list(server.descendants().values())
    ours = {"cordon-cage", "cordond", "cordon-agent"}
    return {
        "foreign processes": sorted(name for name in names if name not in ours),
        "mounts of the cage": len(pathlib.Path(f"/proc/{cage}/mountinfo").read_text().splitlines()),
        "mounts of the host": len(pathlib.Path("/proc/self/mountinfo").read_text().splitlines()),
        "descriptors of the cage": len(os.listdir(f"/proc/{cage}/fd")),
        "descriptors of the server": len(os.listdir(f"/proc/{cordond}/fd")),
        "control groups": len(server.cgroups()),
        "files of the state folder": sorted(str(p.relative_to(server.state)) for p in server.state.rglob("*") if "images" not in p.parts),
        "files of /tmp": sorted(n for n in os.listdir("/tmp") if n.startswith("cordon") and not n.startswith("cordon-test-")),
        "shared memory": sorted(n for n in os.listdir("/dev/shm")),
        "System V segments": pathlib.Path("/proc/sysvipc/shm").read_text().count("\n"),
        "restarts": server.log_text().count("starting it again"),
    }


@pytest.fixture(scope="module")
def server():
    server = Server().start()
    yield server
    server.remove()


@pytest.fixture(scope="module")
def hasty_server():
    """Compiles for three seconds at most, so that bombs for compilers cost no more."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="cordon-test-languages-"))
    os.chmod(folder, 0o755)
    for name in ("cpp", "rust", "go", "java", "typescript"):
        text = (ROOT / f"languages.d/{name}.yaml").read_text()
        folder.joinpath(f"{name}.yaml").write_text(re.sub(r"(?m)^compile:\n", "compile:\n  limits: { wall: 3s }\n", text))
    server = Server(languages=folder).start()
    yield server
    server.remove()
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def campaign(request, server):
    """All selected attacks under way, a neighbour beside them."""
    wanted = {item.callspec.params["attack"].name: item.callspec.params["attack"] for item in request.session.items
              if item.path == request.path and hasattr(item, "callspec")}
    hasty = request.getfixturevalue("hasty_server") if any("compile wall" in a.options for a in wanted.values()) else None
    before = settled(server)
    neighbour = Neighbour(server)
    with concurrent.futures.ThreadPoolExecutor(3) as pool:
        futures = {name: pool.submit(attacks.run, attack, hasty if "compile wall" in attack.options else server)
                   for name, attack in wanted.items()}
        yield {"futures": futures, "neighbour": neighbour, "before": before}
        pool.shutdown(wait=True, cancel_futures=True)
    neighbour.stop()


def settled(server):
    """The traces once pools are full and old control groups are swept."""
    seen = [None]

    def same():
        last, seen[0] = seen[0], traces(server)
        time.sleep(0.5)
        return seen[0] if last == seen[0] else None

    return wait_until(same, 40, "the server is at rest")


@pytest.mark.parametrize("attack", ALL, ids=lambda a: a.name)
def test_held(attack, campaign):
    answers = campaign["futures"][attack.name].result()
    problem = attacks.complaint(attack, answers)
    assert problem is None, f"{problem}: {attacks.summary(answers)}"


def test_the_neighbour_was_never_told_anything_wrong(campaign):
    concurrent.futures.wait(campaign["futures"].values())
    campaign["neighbour"].stop()
    assert campaign["neighbour"].asked > 0 and not campaign["neighbour"].wrong


def test_nothing_is_left_and_the_server_is_well(campaign, server):
    concurrent.futures.wait(campaign["futures"].values())
    campaign["neighbour"].stop()
    before, after = campaign["before"], settled(server)
    for what in ("foreign processes", "mounts of the cage", "mounts of the host", "files of the state folder", "files of /tmp",
                 "shared memory", "System V segments", "restarts"):
        assert after[what] == before[what], what
    for what in ("descriptors of the cage", "descriptors of the server", "control groups"):
        assert after[what] <= before[what] + 40, (what, before[what], after[what])
    assert server.is_ready() and server.execute("print('well')")[1]["output"] == "well\n"


def test_there_are_enough_attacks_of_every_kind():
    assert len(ATTACKS) >= 140 and len(ALL) > 200
    assert {a.language for a in ATTACKS} == set(attacks.LANGUAGES.values())
    assert {a.name.split("/")[0] for a in ATTACKS} >= {"escape", "information", "exhaustion", "compile", "leaks", "forgery", "verdicts"}
