"""What could be left behind on the machine, counted before and after."""

import os
import pathlib
import time

from support.server import wait_until

# "exe" is the language worker; java waits in sandboxes of the pool.
OURS = {"cordon-cage", "cordond", "cordon-agent", "cordon-zygote", "exe", "java"}


def traces(server):
    cage, cordond = (server.pid_of(name) for name in ("cordon-cage", "cordond"))
    return {
        "foreign processes": sorted(name for name in server.descendants().values() if name not in OURS),
        "mounts of the cage": len(pathlib.Path(f"/proc/{cage}/mountinfo").read_text().splitlines()),
        "mounts of the host": len(pathlib.Path("/proc/self/mountinfo").read_text().splitlines()),
        "descriptors of the cage": len(os.listdir(f"/proc/{cage}/fd")),
        "descriptors of the server": len(os.listdir(f"/proc/{cordond}/fd")),
        "processes": len(server.descendants()),
        "control groups": len(server.cgroups()),
        "files of the state folder": sorted(str(p.relative_to(server.state)) for p in server.state.rglob("*") if not {"images", "artefacts"} & set(p.parts)),
        "files of /tmp": sorted(n for n in os.listdir("/tmp") if n.startswith("cordon") and not n.startswith(("cordon-test", "cordon-fuzz"))),
        "shared memory": sorted(n for n in os.listdir("/dev/shm") if not n.startswith("cordon-fuzz")),
        "System V segments": pathlib.Path("/proc/sysvipc/shm").read_text().count("\n"),
    }


def settled(server, seconds=40):
    """The traces once pools are full and old control groups are swept."""
    seen = [None]

    def same():
        last = seen[0]
        try:
            seen[0] = traces(server)
        except (OSError, AssertionError, IndexError):  # a process that just ended
            seen[0] = None
        time.sleep(0.5)
        return last is not None and seen[0] == last and last

    return wait_until(same, seconds, "the server is at rest")


def left(before, after):
    """What there is more of than before: {what: (before, after)}. Numbers that pools make vary may, by a little."""
    exact = {what: (before[what], after[what]) for what in before
             if not isinstance(after[what], int) and after[what] != before[what] or what.startswith("mounts") and after[what] > before[what]}
    return exact | {what: (before[what], after[what]) for what in ("descriptors of the cage", "descriptors of the server", "control groups", "processes")
                    if after[what] > before[what] + 40}
