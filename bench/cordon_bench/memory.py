"""What a sandbox that waits in the pool costs in memory: its own pages, and the kernel's for it."""

import pathlib

from .figures import quantile
from .server import Measured, wait_full

FIELDS = ("Pss", "Private_Dirty", "Private_Clean", "Rss")


def rollup(pid):
    """KiB by field."""
    found = {}
    for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]:
        name, value = line.split(":")
        if name in FIELDS:
            found[name] = int(value.split()[0])
    return found


def children():
    found = {}
    for entry in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        found.setdefault(int(fields[1]), []).append(int(entry.name))
    return found


def pooled(server):
    """[(agent's pid, its runtime's pid)] of sandboxes in which a runtime waits."""
    tree = children()
    return [(pid, tree[pid][0]) for pid, name in server.descendants().items() if name == "cordon-agent" and len(tree.get(pid, ())) == 1]


def of_each(language, count=8):
    """Medians, in KiB, over `count` pooled sandboxes: agent and runtime together; and the zygote that all of them share."""
    with Measured([language], pool=count, most=count) as server:
        wait_full(server)
        sandboxes = pooled(server)
        sums = []
        for pair in sandboxes:
            parts = [rollup(pid) for pid in pair]
            sums.append({field: sum(part[field] for part in parts) for field in FIELDS})
        zygotes = [rollup(pid) for pid, name in server.descendants().items() if name == "cordon-zygote" and pid not in {p for pair in sandboxes for p in pair}]
    if not sums:
        return {"skipped": "no runtime waits in a sandbox of this language"}
    return {"sandboxes": len(sums), **{field: quantile([s[field] for s in sums], 0.5) for field in FIELDS},
            "zygote": {field: max(z[field] for z in zygotes) for field in FIELDS} if zygotes else None}


def meminfo():
    lines = (line.split() for line in pathlib.Path("/proc/meminfo").read_text().splitlines())
    return {words[0].rstrip(":"): int(words[1]) for words in lines}


KERNEL = ("SUnreclaim", "KernelStack", "PageTables", "Percpu")
PER_LANGUAGE = 250


def density(count):
    """Memory of so many pooled Python sandboxes beyond those of a server that keeps one: for each, in KiB."""
    needed = count * 6 * 1024
    if (free := meminfo()["MemAvailable"]) < needed:
        return {"sandboxes": count, "skipped": f"{needed >> 20} GiB of free memory are asked for, and {free >> 20} are there"}
    languages = {"python": "python", **{f"python-{i}": "python" for i in range(2, count // PER_LANGUAGE + 1)}}
    with Measured(languages, pool=1, most=1) as server:
        wait_full(server)
        few, before = len(pooled(server)), meminfo()
    with Measured(languages, pool=count // len(languages), most=count // len(languages)) as server:
        wait_full(server, 300)
        after, sandboxes = meminfo(), pooled(server)
        private = sum(rollup(pid)["Private_Dirty"] + rollup(pid)["Private_Clean"] for pair in sandboxes for pid in pair)
    more = len(sandboxes) - few
    kernel = {name: round((after[name] - before[name]) / more, 1) for name in KERNEL}
    return {"sandboxes": len(sandboxes), "private": round(private / len(sandboxes), 1), "kernel": round(sum(kernel.values()), 1), "kernel_parts": kernel,
            "available": round((before["MemAvailable"] - after["MemAvailable"]) / more, 1)}
