"""Small plots as SVG, without a library: bars and lines, readable on light and dark ground."""

import html
import math

WIDTH, LEFT, RIGHT, ROW = 760, 250, 90, 22
COLOURS = {"bare": "#8a8f98", "peer": "#b08a3e", "cordon": "#2f7ed8"}
LINES = ("#2f7ed8", "#d8642f", "#3f9b57", "#8a5cc4")


def document(height, parts):
    style = "text{font:12px sans-serif;fill:#6b7280}.t{font-size:14px;font-weight:bold}"
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}">'
            f"<style>{style}</style>\n" + "\n".join(parts) + "\n</svg>\n")


def text(x, y, words, anchor="start", kind=""):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{f" class={chr(34)}{kind}{chr(34)}" if kind else ""}>{html.escape(words)}</text>'


def bars(title, rows, unit):
    """rows: [(label, value, the value at the end of the thin line)]; logarithmic, for they differ by orders of magnitude."""
    low = min(value for _, value, _ in rows) / 2
    high = max(whisker for _, _, whisker in rows)
    span = WIDTH - LEFT - RIGHT

    def x(value):
        return LEFT + span * math.log(max(value, low) / low) / math.log(high / low)

    parts = [text(8, 18, title, kind="t")]
    for i, (label, value, whisker) in enumerate(rows):
        y = 32 + i * ROW
        colour = COLOURS.get(label.split(":")[0], LINES[0])
        parts += [text(LEFT - 8, y + 13, label, "end"),
                  f'<rect x="{LEFT}" y="{y}" width="{x(value) - LEFT:.1f}" height="{ROW - 6}" fill="{colour}"/>',
                  f'<line x1="{x(value):.1f}" x2="{x(whisker):.1f}" y1="{y + 8}" y2="{y + 8}" stroke="{colour}" stroke-width="2"/>',
                  text(x(whisker) + 6, y + 13, f"{value:.3g} {unit}")]
    return document(40 + len(rows) * ROW, parts)


def lines(title, series, x_name, y_name):
    """series: {name: [(x, y)]}; places on the x axis are even, as for powers of two."""
    height, top, bottom = 300, 34, 258
    places = sorted({x for points in series.values() for x, _ in points})
    highest = max(y for points in series.values() for _, y in points) * 1.1
    step = (WIDTH - 160) / max(len(places) - 1, 1)
    parts = [text(8, 18, title, kind="t"), text(WIDTH / 2, height - 6, x_name, "middle"), text(8, 34, y_name)]
    for share in (0, 0.5, 1):
        y = bottom - (bottom - top) * share
        parts += [f'<line x1="60" x2="{WIDTH - 90}" y1="{y:.1f}" y2="{y:.1f}" stroke="#9ca3af" stroke-opacity="0.4"/>', text(54, y + 4, f"{highest * share:.0f}", "end")]
    parts += [text(70 + i * step, bottom + 18, f"{place:g}", "middle") for i, place in enumerate(places)]
    for (name, points), colour in zip(series.items(), LINES):
        at = [(70 + places.index(x) * step, bottom - (bottom - top) * y / highest) for x, y in points]
        parts += [f'<polyline fill="none" stroke="{colour}" stroke-width="2" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in at)}"/>',
                  *(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in at), text(at[-1][0] + 8, at[-1][1] + 4, name)]
    return document(height, parts)
