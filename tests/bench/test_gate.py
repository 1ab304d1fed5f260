"""bench/compare, on runs that were never measured."""

import json
import pathlib
import subprocess
import sys

import pytest
from cordon_bench import flame, report, targets
from cordon_bench.figures import quantile, slope, summary
from cordon_bench.gate import compare, ratios

COMPARE = pathlib.Path(__file__).resolve().parents[2] / "bench/compare"


def latencies(p50):
    return {"p50": p50, "p90": 2 * p50, "p99": 3 * p50, "n": 100, "ratio": p50 / 10}


def results(warm=2.5, sandbox=0.7, cpu=4.0):
    """Of a machine on which a bare python3 takes 10 ms."""
    parts = {part: 0.5 for part in ("queue", "put", "compile", "lease", "run", "collect", "total")}
    rows = [{"name": "bare: python3 hello.py", "cpu_ms_p50": 8.0, "back to back": latencies(10), "idle": latencies(10)},
            {"name": "peer: bubblewrap", "cpu_ms_p50": 9.0, "back to back": latencies(14), "idle": latencies(14)},
            {"name": "cordon: warm", "cpu_ms_p50": 3.0, "back to back": latencies(warm), "idle": latencies(warm), "parts_p50_ms": parts}]
    loaded = {"per_second": 400.0, "latency": latencies(20), "cpu_ms": cpu, "client_cpu_ms": 0.2, "connections": 8}
    return {"machine": {"processor": "a processor", "cores": 2, "memory_gib": 4, "kernel": "6.1", "system": "Debian", "cgroups": "v2"},
            "load_before": 0.1, "load_after": 2.0, "rounds": 60, "latency": [{"program": "python", "language": "python", "rows": rows, "skipped": {"peer: crun": "refused"}}],
            "throughput": [{"program": "python", **loaded}], "pool": [{"pool": n, **loaded} for n in (0, 2, 8)],
            "cores": [{"program": "python", "cores": n, **loaded} for n in (1, 2)],
            "memory": {"python": {"sandboxes": 8, "Pss": 900, "Private_Dirty": 500, "Private_Clean": 0, "Rss": 9000, "zygote": {"Pss": 2000}}},
            "density": [{"sandboxes": 500, "private": 500.0, "kernel": 600.0, "kernel_parts": {"SUnreclaim": 500.0}, "available": 1200.0},
                        {"sandboxes": 1000, "skipped": "5 GiB of free memory are asked for, and 4 are there"}],
            "sandbox": [{"name": "bwrap", "p50_us": 4000, "p90_us": 5000, "p99_us": 6000, "ratio": 1.0}, {"name": "cordon: cold sandbox", "p50_us": 3000, "p90_us": 4000, "p99_us": 5000, "ratio": sandbox}],
            "neighbours": [{"name": "quiet", "p50_ms": 2.0, "p99_ms": 5.0, "ratio": 1.0, "rounds": 300}]}


def verdicts(before, now, tolerance=0.15):
    return {name: verdict for name, _, _, verdict in compare(ratios(before), ratios(now), tolerance)}


def test_the_same_run_is_the_same():
    assert set(verdicts(results(), results()).values()) == {"same"}


def test_a_slower_warm_start_is_worse_and_a_faster_one_better():
    assert verdicts(results(), results(warm=3.0))["python, warm, back to back, p50"] == "worse"
    assert verdicts(results(), results(warm=2.0))["python, warm, back to back, p50"] == "better"


def test_a_slower_machine_is_no_regression():
    slower = results(warm=5.0)
    for row in slower["latency"][0]["rows"][:1]:
        row["back to back"], row["idle"] = latencies(20), latencies(20)
    assert set(v for name, v in verdicts(results(), slower).items() if "warm" in name) == {"same"}


def test_what_is_within_the_tolerance_or_next_to_nothing_is_the_same():
    assert verdicts(results(), results(warm=2.8))["python, warm, idle, p50"] == "same"
    assert verdicts(results(), results(warm=2.8), tolerance=0.05)["python, warm, idle, p50"] == "worse"
    assert verdicts(results(warm=0.02), results(warm=0.1))["python, warm, idle, p50"] == "same"


def test_processor_time_and_the_cold_sandbox_are_compared_too():
    found = verdicts(results(), results(cpu=6.0, sandbox=0.9))
    assert found["python, processor time at full load"] == "worse"
    assert found["cordon: cold sandbox"] == "worse"


def run(tmp_path, before, now, *options):
    for name, content in (("before", before), ("now", now)):
        (tmp_path / f"{name}.json").write_text(json.dumps({**content, "ratios": ratios(content)}))
    return subprocess.run([sys.executable, COMPARE, tmp_path / "now.json", tmp_path / "before.json", *options], capture_output=True, text=True)


def test_the_exit_status_says_it(tmp_path):
    assert run(tmp_path, results(), results()).returncode == 0
    worse = run(tmp_path, results(), results(warm=3.5))
    assert worse.returncode == 1 and "worse      0.250 ->    0.350  python, warm, back to back, p50" in worse.stdout
    assert run(tmp_path, results(), results(warm=3.5), "--tolerance", "0.5").returncode == 0


def test_runs_that_have_nothing_in_common_are_an_error(tmp_path):
    assert run(tmp_path, results(), {"machine": {}}).returncode == 2


@pytest.mark.parametrize("missing", [(), ("latency",), ("throughput", "pool", "cores"), ("memory", "density", "sandbox", "neighbours")])
def test_a_report_is_written_of_what_was_measured(tmp_path, missing):
    measured = {name: value for name, value in results().items() if name not in missing}
    report.write(tmp_path, measured, {"python": {"cordon: warm": [1.0, 2.0]}})
    text = (tmp_path / "report.md").read_text()
    assert ("## One hello" in text) == ("latency" not in missing)
    assert json.loads((tmp_path / "results.json").read_text())["ratios"] == ratios(measured)
    for plot in tmp_path.glob("*.svg"):
        assert f"({plot.name})" in text


def test_targets_are_met_or_not_or_not_measured():
    def of_python(warm):
        return {target[3]: met for target, ratio, met in targets.checked(results(warm)) if ratio is not None}

    assert of_python(1.0) == {"bare: python3 hello.py": True, "cordon: warm": True}
    assert of_python(9.0)["bare: python3 hello.py"] is False
    assert ("java", None) in [(target[0], ratio) for target, ratio, _ in targets.checked(results())]


def test_figures():
    assert quantile([3, 1, 2], 0.5) == 2 and quantile([1], 0.99) == 1
    assert summary([1.0, 2.0, 3.0, 4.0])["p50"] == 3.0
    assert slope([1, 2, 3]) == 1 and slope([5, 5, 5]) == 0 and slope([7]) == 0


def test_recorded_stacks_become_a_picture():
    recorded = ["cordond ", "\tffff write", "\tffff main", "", "cordond ", "\tffff main", "", "swapper ", "\tffff idle", "", "python3 ", "\tffff <lambda>", ""]
    counts = flame.fold(recorded)
    assert counts == {("cordond", "main", "write"): 1, ("cordond", "main"): 1, ("python3", "<lambda>"): 1}
    drawn = flame.draw(counts, "all of it")
    assert "write: 33.3 %" in drawn and "&lt;lambda&gt;" in drawn and "idle" not in drawn
