"""What a server does at full load: requests a second, processor time a request, by pool size and by number of cores."""

import time
import uuid

from .client import Load, in_child, request_bytes
from .figures import summary
from .server import Measured, cpu_seconds, wait_full


def load(server, program, seconds, connections, cached=False, cores=None):
    """{per_second, latency, cpu_ms, client_cpu_ms, samples}; raises if an answer is wrong."""
    fixed = uuid.uuid4().hex if cached else None

    def work():
        began, end = time.monotonic(), time.monotonic() + seconds
        latencies = []

        def next_request():
            word = fixed or uuid.uuid4().hex
            return request_bytes(program.body(word)), word

        def on_answer(word, answer, took):
            if answer.status() != 200 or answer.json()["output"] != word + "\n":
                raise RuntimeError(f"a wrong answer to {program.name}: {answer.data[-2000:]!r}")
            latencies.append(round(took, 3))

        done = Load(server.port, connections).run(next_request, on_answer, lambda _: time.monotonic() >= end)
        return {"done": done, "seconds": time.monotonic() - began, "latencies": latencies, "client": time.process_time()}

    in_child(lambda: one(server, program, fixed), cores)
    wait_full(server)
    before = cpu_seconds(server)
    client = in_child(work, cores)
    used = cpu_seconds(server) - before
    return {"per_second": round(client["done"] / client["seconds"], 1), "latency": summary(client["latencies"]), "cpu_ms": round(1e3 * used / client["done"], 3),
            "client_cpu_ms": round(1e3 * client["client"] / client["done"], 3), "connections": connections, "samples": client["latencies"][:2000]}


def one(server, program, word):
    from .client import Client

    client = Client(server.port)
    client.execute(program.body(word or uuid.uuid4().hex))
    client.close()


def throughput(programs, seconds, connections):
    """Of each program, with the pools as they are by default."""
    results = {}
    with Measured(sorted({p.language for p, _ in programs.values()})) as server:
        for name, (program, cached) in programs.items():
            results[name] = load(server, program, seconds, connections, cached)
    return results


def by_pool_size(program, sizes, seconds, connections):
    results = []
    for size in sizes:
        with Measured([program.language], pool=size, most=size) as server:
            results.append({"pool": size, **load(server, program, seconds, connections)})
    return results


def by_cores(programs, counts, seconds, connections):
    """Server and client on the same cores."""
    results = []
    for count in counts:
        cores = list(range(count))
        with Measured(sorted({p.language for p in programs}), cores=cores) as server:
            for program in programs:
                results.append({"program": program.name, "cores": count, **load(server, program, seconds, connections, cores=cores)})
    return results
