"""What the project aims at: the medians of one run, one beside the other.

A target is (program, contender, mode, against, mode, at most this part of it).
"""

WARM, CACHED, BUSY, IDLE = "cordon: warm", "cordon: cached", "back to back", "idle"
GXX = "bare: g++ -O2 hello.cpp && ./a.out"

TARGETS = [
    ("python", WARM, BUSY, "bare: python3 hello.py", BUSY, 0.20),
    ("python", WARM, IDLE, WARM, BUSY, 1.5),
    ("javascript", WARM, BUSY, "bare: node hello.js", BUSY, 0.20),
    ("typescript", WARM, BUSY, "bare: node hello.ts", BUSY, 0.15),
    ("typescript", WARM, BUSY, "bare: tsx hello.ts", BUSY, 0.05),
    ("java", WARM, BUSY, "bare: java Hello.java", BUSY, 0.12),
    ("cpp-iostream", WARM, BUSY, GXX, BUSY, 0.70),
    ("cpp-bits", WARM, BUSY, GXX, BUSY, 0.40),
    ("cpp-bits-clang", WARM, BUSY, GXX, BUSY, 0.25),
    ("go", WARM, BUSY, "bare: go build hello.go && ./hello", BUSY, 0.40),
    ("rust", WARM, BUSY, "bare: rustc -O hello.rs && ./hello", BUSY, 0.75),
    ("java", CACHED, BUSY, "bare: java Hello.java", BUSY, 0.10),
    ("cpp-bits", CACHED, BUSY, GXX, BUSY, 0.10),
    ("go", CACHED, BUSY, "bare: go build hello.go && ./hello", BUSY, 0.10),
    ("rust", CACHED, BUSY, "bare: rustc -O hello.rs && ./hello", BUSY, 0.10),
]


def checked(results):
    """[(target, what was measured or None, whether it is met)]"""
    rows = {(table["program"], row["name"]): row for table in results.get("latency", []) for row in table["rows"]}
    found = []
    for target in TARGETS:
        program, contender, mode, against, other, most = target
        ours, theirs = rows.get((program, contender)), rows.get((program, against))
        ratio = ours[mode]["p50"] / theirs[other]["p50"] if ours and theirs else None
        found.append((target, ratio, ratio is not None and ratio <= most))
    return found
