"""Whether a run is worse than another: ratios within each, never times. Plain functions."""

from .latency import MODES

# Quantiles that a few rounds can tell.
QUANTILES = ("p50", "p90")


def ratios(results):
    """{name: ratio, smaller is better}, each to something that was measured in the same run."""
    found = {}
    for table in results.get("latency", []):
        bare = next((row for row in table["rows"] if row["name"].startswith("bare")), None)
        for row in table["rows"] if bare else []:
            if not row["name"].startswith("cordon"):
                continue
            for mode in MODES:
                for q in QUANTILES:
                    found[f"{table['program']}, {row['name'].removeprefix('cordon: ')}, {mode}, {q}"] = round(row[mode][q] / bare[mode][q], 4)
    bare_cpu = {table["program"]: row["cpu_ms_p50"] for table in results.get("latency", []) for row in table["rows"] if row["name"].startswith("bare")}
    for loaded in results.get("throughput", []):
        name = loaded["program"].removesuffix(", cached")
        if bare_cpu.get(name):
            found[f"{loaded['program']}, processor time at full load"] = round(loaded["cpu_ms"] / bare_cpu[name], 4)
    for row in results.get("sandbox", [])[1:]:
        found[row["name"]] = round(row["ratio"], 4)
    return found


def compare(committed, fresh, tolerance):
    """[(name, before, now, verdict)] of the ratios that both have; a verdict is "worse", "better" or "same".

    Worse: by more than the tolerance (0.15 is 15 %), and by more than a hundredth of what it is compared with, for what is
    as small as that is noise.
    """
    found = []
    for name in sorted(committed.keys() & fresh.keys()):
        before, now = committed[name], fresh[name]
        if now > before * (1 + tolerance) and now - before > 0.01:
            verdict = "worse"
        elif now < before / (1 + tolerance):
            verdict = "better"
        else:
            verdict = "same"
        found.append((name, before, now, verdict))
    return found
