"""What the project aims at: a warm request against the bare tool, the same hello, the medians of one run.

The figures are what prototypes of each mechanism reached beside the same bare tool, or better.
"""

# (program, contender, against, mode, at most this part of it)
TARGETS = [
    ("python", "cordon: warm", "bare: python3 hello.py", "back to back", 1 / 7.8),
    ("python", "cordon: warm", "bare: python3 hello.py", "idle", 1 / 7.8),
    ("javascript", "cordon: warm", "bare: node hello.js", "back to back", 1 / 7.5),
    ("javascript", "cordon: warm", "bare: node hello.js", "idle", 1 / 7.5),
    ("typescript", "cordon: warm", "bare: node hello.ts", "back to back", 1 / 10.2),
    ("typescript", "cordon: warm", "bare: node hello.ts", "idle", 1 / 10.2),
    ("java", "cordon: warm", "bare: java Hello.java", "back to back", 1 / 18),
    ("cpp-iostream", "cordon: warm", "bare: g++ -O2 hello.cpp && ./a.out", "back to back", 1 / 3),
    ("cpp-bits", "cordon: warm", "bare: g++ -O2 hello.cpp && ./a.out", "back to back", 1 / 5.6),
    ("go", "cordon: warm", "bare: go build hello.go && ./hello", "back to back", 1 / 3),
    ("rust", "cordon: warm", "bare: rustc -O hello.rs && ./hello", "back to back", 1 / 1.8),
    ("python", "cordon: warm", "peer: bubblewrap", "back to back", 1 / 5),
]


def checked(results):
    """[(target, what was measured or None, whether it is met)]"""
    rows = {(table["program"], row["name"]): row for table in results.get("latency", []) for row in table["rows"]}
    found = []
    for target in TARGETS:
        program, contender, against, mode, most = target
        ours, theirs = rows.get((program, contender)), rows.get((program, against))
        ratio = ours[mode]["p50"] / theirs[mode]["p50"] if ours and theirs else None
        found.append((target, ratio, ratio is not None and ratio <= most))
    return found
