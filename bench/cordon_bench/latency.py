"""How long one hello takes: the bare tool, its peers, and Cordon cold, warm and from the cache, in turn in one run.

A round visits every contender, in an order of its own. At a visit in mode "back to back" a contender runs several times
without a pause and the first time is thrown away, so that it lives with the work that it leaves behind itself (a pool that
is refilled) and not with that of its neighbour, for which the machine is given time in between. In mode "idle" each run is
preceded by 100 ms of silence, as if one request came each 100 ms.
"""

import dataclasses
import gc
import random
import time
import uuid
from collections.abc import Callable

from .figures import summary
from .launcher import ENVIRONMENT, Failed

SETTLE, IDLE = 0.06, 0.1
MODES = ("back to back", "idle")
PARTS = ("queue", "put", "compile", "lease", "run", "collect", "total", "wall")  # the last is the program's own part of "run"


@dataclasses.dataclass
class Contender:
    name: str
    once: Callable  # () -> (milliseconds, milliseconds of processor time or None)
    visits: int = 5  # runs at a visit, back to back
    samples: dict = dataclasses.field(default_factory=lambda: {mode: [] for mode in MODES})
    cpu: list = dataclasses.field(default_factory=list)


def mark():
    return uuid.uuid4().hex


def bare(launcher, program, root, steps):
    def once():
        word = mark()
        return launcher.run(steps, root=root, folder="/box", files=program.files(word), expect=word + "\n",
                            environment={**ENVIRONMENT, **program.environment})

    return once


class Cordon:
    """One kind of request; a wrong answer, or one that came another way than it should, ends the benchmark."""

    def __init__(self, client, program, fixed=None):
        self.client, self.program, self.fixed = client, program, fixed
        self.parts = []  # usage of every answer

    def __call__(self):
        word = self.fixed or mark()
        status, answer, took = self.client.execute(self.program.body(word))
        if status != 200 or answer["output"] != word + "\n":
            raise SystemExit(f"bench: a wrong answer to {self.program.name}: {status} {answer}")
        if self.fixed and answer["compile"] and answer["compile"]["cache"] != "hit" and self.parts:
            raise SystemExit(f"bench: {self.program.name} was compiled again")
        usage = answer["usage"]
        self.parts.append({part: usage[f"{part}_ms"] for part in PARTS})
        return took, usage["cpu_user_ms"] + usage["cpu_sys_ms"]


def contenders(program, launcher, root, clients, peers=None):
    """(the contenders, {name: why it is not one}); `clients`: of the server without a pool ("cold") and the one with ("warm")."""
    found, skipped = [], {}
    visits = 2 if program.compiled else 5
    for name, steps in program.bare.items():
        once = bare(launcher, program, root, steps)
        try:
            once()
        except Failed as error:
            skipped[name] = "not in the image" if steps[0][0] == "tsx" else str(error)
            continue
        found.append(Contender(f"bare: {name}", once, visits))
    for name, run in (peers.measured if peers else {}).items():
        found.append(Contender(f"peer: {name}", run, 3))
    found.append(Contender("cordon: cold", Cordon(clients["cold"], program), visits))
    found.append(Contender("cordon: warm", Cordon(clients["warm"], program), visits))
    if program.compiled:
        found.append(Contender("cordon: cached", Cordon(clients["warm"], program, fixed=mark()), 5))
    return found, skipped


def measure(found, mode, rounds, seconds):
    """At most so many rounds, and no new one after so many seconds."""
    end, order = time.monotonic() + seconds, list(found)
    for contender in found:
        contender.once()
    gc.collect()
    gc.disable()
    for done in range(rounds):
        random.shuffle(order)
        for contender in order:
            if mode == "idle":
                time.sleep(IDLE)
                took, cpu = contender.once()
                contender.samples[mode].append(round(took, 3))
                continue
            time.sleep(SETTLE)
            for visit in range(contender.visits + 1):
                took, cpu = contender.once()
                if visit > 0:
                    contender.samples[mode].append(round(took, 3))
                    contender.cpu.append(round(cpu, 3))
        if time.monotonic() > end and done >= 2:
            break
    gc.enable()


def result(program, found, skipped):
    """What is told of one program: quantiles and ratios of each contender, and where a warm request's time went."""
    reference = next((c for c in found if c.name.startswith("bare")), None)
    rows = []
    for contender in found:
        counted = contender.cpu and not contender.name.startswith("peer")  # whose processes are not all its children
        row = {"name": contender.name, "cpu_ms_p50": summary(contender.cpu)["p50"] if counted else None}
        for mode in MODES:
            row[mode] = summary(contender.samples[mode])
            if reference:
                row[mode]["ratio"] = round(row[mode]["p50"] / summary(reference.samples[mode])["p50"], 4)
        if isinstance(contender.once, Cordon):
            parts = contender.once.parts
            row["parts_p50_ms"] = {part: summary([p[part] for p in parts])["p50"] for part in parts[0]}
        rows.append(row)
    return {"program": program.name, "language": program.language, "rows": rows, "skipped": skipped}
