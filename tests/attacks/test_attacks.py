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
from support.server import ROOT, Server
from support.traces import left, settled

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
    for language in set(attacks.LANGUAGES.values()):  # an image is mounted when it is first used, and then stays
        server.execute("", language)
    before = settled(server)
    neighbour = Neighbour(server)
    with concurrent.futures.ThreadPoolExecutor(3) as pool:
        futures = {name: pool.submit(attacks.run, attack, hasty if "compile wall" in attack.options else server)
                   for name, attack in wanted.items()}
        yield {"futures": futures, "neighbour": neighbour, "before": before}
        pool.shutdown(wait=True, cancel_futures=True)
    neighbour.stop()


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
    assert left(campaign["before"], settled(server)) == {}
    assert "starting it again" not in server.log_text()
    assert server.is_ready() and server.execute("print('well')")[1]["output"] == "well\n"


def test_there_are_enough_attacks_of_every_kind():
    assert len(ATTACKS) >= 140 and len(ALL) > 200
    assert {a.language for a in ATTACKS} == set(attacks.LANGUAGES.values())
    assert {a.name.split("/")[0] for a in ATTACKS} >= {"escape", "information", "exhaustion", "compile", "leaks", "forgery", "verdicts"}
