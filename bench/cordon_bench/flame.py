"""Stacks that perf recorded, as one picture: the wider a frame, the more time was spent in it and in what it called."""

import collections
import html

WIDTH, ROW, NARROWEST = 1400, 17, 0.8
IDLE = {"swapper", "perf"}


def fold(lines):
    """{(comm, outermost frame, …, innermost): samples} of `perf script -F comm,ip,sym`."""
    counts = collections.Counter()
    comm, frames = None, []
    for line in [*lines, ""]:
        if not line.strip():
            if comm and comm not in IDLE:
                counts[(comm, *reversed(frames))] += 1
            comm, frames = None, []
        elif comm is None and not line.startswith("\t"):
            comm = line.strip()
        else:
            symbol = line.split(None, 1)[1:]
            frames.append(symbol[0].strip() if symbol else "[unknown]")
    return counts


class Node:
    def __init__(self):
        self.total, self.children = 0, {}


def tree(counts):
    root = Node()
    for stack, samples in counts.items():
        node = root
        node.total += samples
        for frame in stack:
            node = node.children.setdefault(frame, Node())
            node.total += samples
    return root


def draw(counts, title):
    root = tree(counts)
    rects, deepest = [], 0

    def place(node, name, x, depth):
        nonlocal deepest
        width = WIDTH * node.total / root.total
        if width < NARROWEST:
            return
        deepest = max(deepest, depth)
        rects.append((x, depth, width, name, node.total))
        for child_name, child in sorted(node.children.items()):
            place(child, child_name, x, depth + 1)
            x += WIDTH * child.total / root.total

    place(root, title, 0.0, 0)
    height = (deepest + 1) * ROW + 4
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}">',
             "<style>text{font:11px monospace}</style>"]
    for x, depth, width, name, samples in rects:
        y = height - (depth + 1) * ROW
        colour = f"hsl({25 + hash_of(name) % 30}, 85%, {62 + hash_of(name) % 13}%)"
        label = html.escape(name[: int(width / 6.7)]) if width > 25 else ""
        parts.append(f'<g><title>{html.escape(name)}: {100 * samples / root.total:.1f} %</title><rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="{ROW - 1}" fill="{colour}"/>'
                     f'<text x="{x + 2:.1f}" y="{y + 12}">{label}</text></g>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def hash_of(name):
    return sum(ord(letter) * (i + 1) for i, letter in enumerate(name))
