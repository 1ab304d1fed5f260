#!/usr/bin/env python3
"""Runs 200,000 programs (COUNT) on one server, and fails if an answer is wrong or anything is left behind.

    COUNT=20000 CONNECTIONS=8 SEED=1 bench/soak.py
"""

import os
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
os.environ.setdefault("CORDON_BUILD", str(ROOT / "build/release"))
sys.path.insert(0, str(ROOT / "bench"))

from cordon_bench import soak  # noqa: E402


def main():
    if os.geteuid() != 0:
        raise SystemExit("soak: start it as root")
    seed = os.environ.get("SEED")
    report = soak.soak(int(os.environ.get("COUNT", 200_000)), int(os.environ.get("CONNECTIONS", 8)), seed and int(seed), lambda text: print(text, flush=True))
    print(f"{report.executions} executions in {report.seconds:.0f} s, {report.executions / report.seconds:.0f}/s; {report.wrong_count} wrong answers")
    for wrong in report.wrong:
        print("  WRONG", wrong)
    for name, (kib, growth) in report.growth().items():
        print(f"  memory of {name}: {kib / 1024:.1f} MiB at the end, {growth / 1024:+.2f} MiB over the last two thirds{'  LEAKS' if name in report.leaking() else ''}")
    for language, (first, last) in sorted(report.drift().items()):
        print(f"  p99 of {language}: {first:.1f} ms in the first third, {last:.1f} ms in the last")
    for what, (before, after) in report.left.items():
        print(f"  LEFT BEHIND: {what}: {before} before, {after} after")
    return 1 if report.failed() else 0


sys.exit(main())
