"""The plot of CPU times: a group of bars for each workload, on a logarithmic
scale, from C by hand (1) to the left or right."""

import html
import math

from building import PEERS

LEFT, RIGHT, TOP = 250, 60, 40  # what is around the bars, in pixels
WIDTH, BAR, GAP = 640, 13, 26
LOW, HIGH = 0.25, 128.0
COLOURS = {"tally": "#1b7837", "naive": "#7fbf7b"}
OTHER = "#8da0cb"


def place(ratio):
    """Where a ratio is, from the left."""
    inside = min(max(ratio, LOW), HIGH)
    return LEFT + WIDTH * math.log(inside / LOW) / math.log(HIGH / LOW)


def text(x, y, words, anchor="start", size=11):
    return (f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" '
            f'text-anchor="{anchor}">{html.escape(words)}</text>')


def bar(peer, ratio, y):
    """One peer's bar, its whisker and its figure."""
    begin, end = sorted((place(1), place(ratio[0])))
    middle = y + BAR / 2
    return [
        text(LEFT - 8, y + BAR - 3, f"{peer.label} ({peer.allocator})"
             .replace("`", ""), "end", 10),
        f'<rect x="{begin:.1f}" y="{y + 1}" width="{max(end - begin, 1):.1f}" '
        f'height="{BAR - 2}" fill="{COLOURS.get(peer.key, OTHER)}"/>',
        f'<line x1="{place(ratio[1]):.1f}" y1="{middle}" '
        f'x2="{place(ratio[2]):.1f}" y2="{middle}" stroke="#222"/>',
        text(max(end, place(ratio[2])) + 4, y + BAR - 3, f"{ratio[0]:.2f}",
             size=10)]


def axis(bottom):
    """Lines at powers of two; the one at 1 is C by hand."""
    parts = []
    ratio = LOW
    while ratio <= HIGH:
        x = place(ratio)
        colour = "#000" if ratio == 1 else "#ddd"
        parts += [f'<line x1="{x:.1f}" y1="{TOP - 8}" x2="{x:.1f}" '
                  f'y2="{bottom}" stroke="{colour}"/>',
                  text(x, TOP - 12, f"{ratio:g}", "middle", 10)]
        ratio *= 2
    return parts


def svg(workloads, columns):
    """The picture."""
    bars, y = [], TOP
    for workload, column in zip(workloads, columns):
        bars.append(text(8, y + 14, f"{workload.number} {workload.name}",
                         size=13))
        y += GAP - 4
        for peer in PEERS:
            cell = column.cells[peer.key]
            if not cell.why:
                bars += bar(peer, cell.time, y)
                y += BAR
        y += 8
    size = f'width="{LEFT + WIDTH + RIGHT}" height="{y + 8}"'
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} '
        'font-family="sans-serif">',
        '<rect width="100%" height="100%" fill="#fff"/>',
        text(8, 16, "CPU time, C by hand on glibc malloc = 1"),
        *axis(y), *bars, "</svg>", ""])
