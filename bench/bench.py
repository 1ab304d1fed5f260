#!/usr/bin/env python3
"""The benchmark, as root on an otherwise quiet machine: see bench/README.md for what is measured and how.

    bench/bench.py            all of it, which takes about half an hour; writes docs/benchmarks
    ROUNDS=10 LANGUAGES="python cpp" SECTIONS="latency" bench/bench.py      less; writes bench/results

Environment: ROUNDS (60), LANGUAGES (all), SECTIONS (all), SECONDS (5 for each load, 45 for each table of latencies), OUT, REMARK.
"""

import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
os.environ.setdefault("CORDON_BUILD", str(ROOT / "build/release"))
sys.path.insert(0, str(ROOT / "bench"))

from cordon_bench import latency, load, machine, memory, report, server  # noqa: E402
from cordon_bench.client import Client  # noqa: E402
from cordon_bench.launcher import Launcher  # noqa: E402
from cordon_bench.peers import Peers  # noqa: E402
from cordon_bench.programs import chosen  # noqa: E402

CONNECTIONS = 8
POOL_SIZES = (0, 1, 2, 4, 8, 16, 32)
DENSITIES = (500, 1000)


class Benchmark:
    def __init__(self, environment):
        self.rounds = int(environment.get("ROUNDS", 60))
        self.programs = chosen(environment.get("LANGUAGES", "").split(), server.served_languages())
        self.load_seconds = float(environment.get("SECONDS", 5))
        self.table_seconds = 9 * self.load_seconds
        self.sections = environment.get("SECTIONS", "latency sandbox throughput pool cores memory density neighbours").split()
        self.shortened = any(name in environment for name in ("ROUNDS", "LANGUAGES", "SECONDS", "SECTIONS"))
        self.results = {"machine": machine.describe(), "load_before": machine.load_average(), "rounds": self.rounds,
                        "remark": environment.get("REMARK", "")}
        self.samples = {}

    def run(self):
        for section in self.sections:
            print(f"== {section}", flush=True)
            getattr(self, section)()
        self.results["load_after"] = machine.load_average()

    def has(self, name):
        return [p for p in self.programs if p.name == name]

    def latency(self):
        languages = sorted({p.language for p in self.programs})
        roots = {p.image: server.image_root(p.image) for p in self.programs}
        launcher, outside = Launcher(server.BUILD, sorted(set(roots.values()))), Launcher(server.BUILD)
        self.results["latency"] = []
        try:
            with server.Measured(languages, pool=0) as cold, server.Measured(languages) as warm:
                server.wait_full(warm)
                clients = {"cold": Client(cold.port), "warm": Client(warm.port)}
                for program in self.programs:
                    self.one_table(program, launcher, outside, roots[program.image], clients)
        finally:
            launcher.close()
            outside.close()

    def one_table(self, program, launcher, outside, root, clients):
        if program.name == "python":
            with Peers(outside, root) as peers:
                found, skipped = latency.contenders(program, launcher, root, clients, peers)
                self.measure_table(program, found, {**skipped, **peers.skipped})
        else:
            self.measure_table(program, *latency.contenders(program, launcher, root, clients))

    def measure_table(self, program, found, skipped):
        for mode in latency.MODES:
            latency.measure(found, mode, self.rounds, self.table_seconds)
        table = latency.result(program, found, skipped)
        self.results["latency"].append(table)
        self.samples[program.name] = {c.name: c.samples for c in found}
        report.print_table(table)

    def sandbox(self):
        """The cage alone, without HTTP: bench_sandbox_cost."""
        file = pathlib.Path(os.environ.get("TMPDIR", "/tmp")) / f"cordon-bench-{os.getpid()}.json"
        with server.Measured(["python"], pool=0) as running:
            state = running.state
            running.stop()
            subprocess.run([server.BUILD / "bin/bench_sandbox_cost", server.BUILD / "bin/cordon-cage", state, server.image_root("python").parent.name,
                            str(5 * self.rounds), file], check=True)
        self.results["sandbox"] = json.loads(file.read_text())
        file.unlink()

    def throughput(self):
        wanted = (("python", False), ("javascript", False), ("typescript", False), ("typescript", True), ("cpp-iostream", True))
        loads = {f"{name}{', cached' if cached else ''}": (p, cached) for name, cached in wanted for p in self.has(name)}
        found = load.throughput(loads, self.load_seconds, CONNECTIONS)
        self.keep("throughput", [{"program": name, **result} for name, result in found.items()], lambda r: r["program"])

    def pool(self):
        for program in self.has("python"):
            self.keep("pool", load.by_pool_size(program, POOL_SIZES, self.load_seconds / 2, CONNECTIONS), lambda r: r["pool"])

    def cores(self):
        programs = [p for name in ("python", "javascript") for p in self.has(name)]
        counts = [n for n in (1, 2, 4, 8, 16) if n <= len(os.sched_getaffinity(0))]
        if programs and len(counts) > 1:
            self.keep("cores", load.by_cores(programs, counts, self.load_seconds, CONNECTIONS), lambda r: f"{r['program']}, {r['cores']}")

    def keep(self, section, results, name):
        self.samples[section] = {str(name(result)): result.pop("samples") for result in results}
        self.results[section] = results
        for result in results:
            print("  ", name(result), f"{result['per_second']:.0f}/s, p50 {result['latency']['p50']:.2f} ms, p99 {result['latency']['p99']:.2f} ms,"
                  f" {result['cpu_ms']:.2f} ms of processor time each", flush=True)

    def memory(self):
        self.results["memory"] = {p.name: memory.of_each(p.language) for name in ("python", "javascript", "typescript") for p in self.has(name)}
        print(json.dumps(self.results["memory"]), flush=True)

    def density(self):
        if self.has("python"):
            self.results["density"] = [memory.density(count) for count in DENSITIES]
            print(json.dumps(self.results["density"]), flush=True)

    def neighbours(self):
        file = pathlib.Path(os.environ.get("TMPDIR", "/tmp")) / f"cordon-bench-{os.getpid()}.json"
        with server.Measured(["python"], pool=2) as running:
            subprocess.run([ROOT / "bench/neighbours", str(running.port), str(5 * self.rounds), file], check=True)
        self.results["neighbours"] = json.loads(file.read_text())
        file.unlink()


def main():
    if os.geteuid() != 0:
        raise SystemExit("bench: start it as root")
    benchmark = Benchmark(os.environ)
    out = pathlib.Path(os.environ.get("OUT", ROOT / ("bench/results" if benchmark.shortened else "docs/benchmarks")))
    benchmark.run()
    report.write(out, benchmark.results, benchmark.samples)
    print(f"written: {out}")


main()
