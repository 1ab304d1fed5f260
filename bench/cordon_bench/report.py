"""Results as files: results.json (summaries), samples.json.gz (what was measured, one by one), report.md and plots."""

import gzip
import json

from . import svg, targets
from .gate import ratios
from .latency import MODES

METHOD = """\
One program, `hello` with another word in it each time, so that nothing is found compiled unless "cached" says so. All of a table was measured in turn in one run;
each round visits the rows in an order of its own. *Back to back*: at a visit a row runs several times without a pause, and the first does not count. *Idle*: 100 ms of silence
before each, as if one request came each 100 ms. Bare tools run in the root file system of Cordon's own image, as one would type them, started with `vfork` and `chroot`,
without any isolation, with every core; Cordon's times are a client's over HTTP, one connection. *cold*: `CORDON_POOL_READY=0`. *warm*: sandboxes are kept ready. *cached*: the same program
again. Ratios are medians against the first row. Times hold for this machine and this hour; ratios are what to compare.
"""


def print_table(table):
    print(f"-- {table['program']}")
    for row in table["rows"]:
        modes = "   ".join(f"{mode}: p50 {row[mode]['p50']:8.2f} p90 {row[mode]['p90']:8.2f} p99 {row[mode]['p99']:8.2f} x{row[mode].get('ratio', 0):.3f} n={row[mode]['n']}"
                           for mode in MODES)
        print(f"   {row['name']:44} {modes}", flush=True)
    for name, why in table["skipped"].items():
        print(f"   {name}: skipped: {why}", flush=True)


def table(header, rows):
    return "\n".join(["| " + " | ".join(header) + " |", "|" + "---|" * len(header), *("| " + " | ".join(map(str, row)) + " |" for row in rows)]) + "\n"


def latency_section(results, plots):
    parts = []
    for measured in results["latency"]:
        name = measured["program"]
        rows = [[row["name"], *(f"{row[mode][q]:.2f}" for mode in MODES for q in ("p50", "p90", "p99")), *(f"{row[mode].get('ratio', 0):.3f}" for mode in MODES),
                 "" if row["cpu_ms_p50"] is None else f"{row['cpu_ms_p50']:.1f}"] for row in measured["rows"]]
        parts.append(f"### {name}\n\n" + table(["ms", "p50", "p90", "p99", "idle p50", "idle p90", "idle p99", "ratio", "idle ratio", "CPU ms"], rows))
        if measured["skipped"]:
            parts.append("Skipped: " + "; ".join(f"{skipped} ({why})" for skipped, why in measured["skipped"].items()) + ".\n")
        split = [row for row in measured["rows"] if "parts_p50_ms" in row]
        if split:
            columns = list(split[0]["parts_p50_ms"])
            parts.append("Where it went, by the server's own clock (medians, ms, of both modes together; *wall* is the program's own part of *run*):\n\n"
                         + table(["", *columns], [[row["name"], *(f"{row['parts_p50_ms'][c]:.2f}" for c in columns)] for row in split]))
        plots[f"latency-{name}"] = svg.bars(f"{name}: hello, back to back; bar p50, line to p99", [(r["name"], r["back to back"]["p50"], r["back to back"]["p99"]) for r in measured["rows"]], "ms")
        parts.append(f"![{name}](latency-{name}.svg)\n")
    return "## One hello\n\n" + METHOD + "\nCPU ms: of the tool, or of the program in its sandbox. What a peer spends is not all in its own process, and not told.\n\n" + "\n".join(parts)


def load_section(results, plots):
    columns = ["", "requests/s", "p50 ms", "p90 ms", "p99 ms", "CPU ms a request", "the client's"]

    def row(name, r):
        return [name, f"{r['per_second']:.0f}", *(f"{r['latency'][q]:.1f}" for q in ("p50", "p90", "p99")), f"{r['cpu_ms']:.2f}", f"{r['client_cpu_ms']:.2f}"]

    parts = ["## At full load\n\nEight connections, each with one request under way, from the same machine; processor time is that of the server and all that it started.\n"]
    if found := results.get("throughput"):
        parts.append(table(columns, [row(r["program"], r) for r in found]))
    if found := results.get("pool"):
        parts.append("Python, by the number of sandboxes kept ready:\n\n" + table(columns, [row(r["pool"], r) for r in found]) + "\n![pool size](pool.svg)\n")
        plots["pool"] = svg.lines("Python: requests/s by pool size", {"python": [(r["pool"], r["per_second"]) for r in found]}, "sandboxes kept ready", "requests/s")
    if found := results.get("cores"):
        parts.append("Server and client bound to the same cores:\n\n" + table(columns, [row(f"{r['program']}, {r['cores']} core{'s' * (r['cores'] > 1)}", r) for r in found]))
        by_program = {}
        for r in found:
            by_program.setdefault(r["program"], []).append((r["cores"], r["per_second"]))
        grown = ", ".join(f"{name} {points[-1][1] / points[0][1]:.2f} ×" for name, points in by_program.items())
        parts.append(f"From {found[0]['cores']} to {found[-1]['cores']} cores: {grown}.\n\n![cores](cores.svg)\n")
        plots["cores"] = svg.lines("requests/s by cores", by_program, "cores", "requests/s")
    return "\n".join(parts)


def memory_section(results):
    parts = ["## Memory of a sandbox that waits\n"]
    if found := results.get("memory"):
        fields = ("Pss", "Private_Dirty", "Rss")
        rows = [[name, *(f"{m[f] / 1024:.2f}" for f in fields), f"{m['zygote']['Pss'] / 1024:.1f}" if m.get("zygote") else ""] if "skipped" not in m else [name, m["skipped"], "", "", ""]
                for name, m in found.items()]
        parts.append("Agent and runtime together (`smaps_rollup`, MiB, median of eight); the zygote is there once for all.\n\n" + table(["", "PSS", "private dirty", "RSS", "zygote's PSS"], rows))
    if found := results.get("density"):
        rows = [[d["sandboxes"], f"skipped: {d['skipped']}", "", "", ""] if "skipped" in d else
                [d["sandboxes"], f"{d['private']:.0f}", f"{d['kernel']:.0f}", f"{d['available']:.0f}", ", ".join(f"{k} {v:.0f}" for k, v in d["kernel_parts"].items())] for d in found]
        parts.append("Many pooled Python sandboxes, KiB for each: their private pages, what the kernel holds for them (the growth of slabs that cannot be freed, stacks, page tables, per-CPU memory),"
                     " and by how much less memory is available.\n\n" + table(["sandboxes", "private", "kernel", "available", "kernel, in parts"], rows))
    return "\n".join(parts)


def other_sections(results):
    parts = []
    if found := results.get("sandbox"):
        parts.append("## A cold sandbox, without HTTP\n\nMake it, run `/bin/true`, destroy it.\n\n"
                     + table(["", "p50 ms", "p90 ms", "p99 ms", "ratio"], [[r["name"], *(f"{r[f'p{q}_us'] / 1e3:.2f}" for q in (50, 90, 99)), f"{r['ratio']:.2f}"] for r in found]))
    if found := results.get("neighbours"):
        parts.append("## A neighbour of attackers\n\nA well-behaved program's latency while two others attack.\n\n"
                     + table(["", "p50 ms", "p99 ms", "p99 / quiet"], [[r["name"], f"{r['p50_ms']:.2f}", f"{r['p99_ms']:.2f}", f"{r['ratio']:.2f}"] for r in found]))
    return parts


def targets_section(results):
    rows = [[program, f"{contender.removeprefix('cordon: ')}, {mode}", f"{against}, {other}", f"{most:.3f}",
             "not measured" if ratio is None else f"{ratio:.3f}", "" if ratio is None else "met" if met else "**not met**"]
            for (program, contender, mode, against, other, most), ratio, met in targets.checked(results)]
    return "## Targets\n\nOf the median, in the same run.\n\n" + table(["program", "Cordon", "against", "at most", "measured", ""], rows)


def markdown(results, plots):
    machine = results["machine"]
    parts = ["# Measured\n\nWritten by `make bench`; [bench/README.md](../../bench/README.md) says how to run it, and how it is compared with the next one.\n",
             f"{machine['cores']} cores ({machine['processor']}), {machine['memory_gib']} GiB, Linux {machine['kernel']}, {machine['system']}, cgroup {machine['cgroups']}."
             f" Load average before: {results['load_before']}, after: {results['load_after']} (an otherwise idle machine has less than 1 before)."
             + (f" {results['remark']}" if results.get("remark") else "") + "\n"]
    if "latency" in results:
        parts += [targets_section(results), latency_section(results, plots)]
    if {"throughput", "pool", "cores"} & set(results):
        parts.append(load_section(results, plots))
    if {"memory", "density"} & set(results):
        parts.append(memory_section(results))
    return "\n".join(parts + other_sections(results))


def write(folder, results, samples):
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.svg"):
        old.unlink()
    plots = {}
    text = markdown(results, plots)
    (folder / "report.md").write_text(text)
    for name, plot in plots.items():
        (folder / f"{name}.svg").write_text(plot)
    (folder / "results.json").write_text(json.dumps({**results, "ratios": ratios(results)}, indent=1) + "\n")
    (folder / "samples.json.gz").write_bytes(gzip.compress(json.dumps(samples, separators=(",", ":")).encode(), mtime=0))
