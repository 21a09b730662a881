"""The page of figures, docs/benchmarks.md."""

import collections
import math

from building import BASE, PEERS, TALLY

Facts = collections.namedtuple("Facts", "pairs quick day versions left_out")

HEAD = """\
# What counting costs

Made by `tests/bench/peers.py` (target `bench-peers`); the workloads and how to
add one: [tests/bench/README.md](../tests/bench/README.md).

CPU time (user and system) and peak memory of a whole run, as ratios to the same
program in C by hand on glibc's malloc, run alternately: the median of {pairs}
pairs, and the smallest and the largest. Differences under 10% mean nothing.
{length}

![CPU time of all peers](benchmarks.svg)

"""

SHORT = """
**A short run**: small arguments, of which starting the program is a large part,
on a machine that had other work. It shows that everything runs; its figures are
not to be quoted."""

LONG = "Measured on {day}."


def cell_text(cell):
    """Time and memory in one line."""
    if cell.why:
        return cell.why
    return f"{span(cell.time)} / {cell.memory[0]:.2f}"


def span(ratio):
    """Median and extremes."""
    return "{:.2f} ({:.2f}..{:.2f})".format(*ratio)


def short(cell, quantity):
    """A cell of a table."""
    if cell.why:
        return (cell.why if cell.why == "missing" else
                "failed" if cell.why.startswith("failed") else "–")
    return span(getattr(cell, quantity))


def mean(cells, quantity):
    """The geometric mean of the medians; "–" unless all are there."""
    values = [getattr(cell, quantity)[0] for cell in cells if not cell.why]
    if not values or len(values) < len(cells) or min(values) <= 0:
        return "–"
    return f"{math.exp(sum(map(math.log, values)) / len(values)):.2f}"


def lines_of(rows):
    """A table of Markdown; the first row is its head."""
    first, *rest = rows
    marks = ["---", "---"] + ["--:"] * (len(first) - 2)
    return "".join("| " + " | ".join(row) + " |\n"
                   for row in [first, marks, *rest])


def acyclic(workloads, cells):
    """The cells that count for the mean."""
    return [cell for workload, cell in zip(workloads, cells)
            if not workload.cyclic]


def same_table(workloads, columns):
    """tally against C by hand on the cells of its runtime."""
    rows = [["", "", *(one.name for one in workloads), "mean"]]
    for quantity, label in (("time", "CPU time"), ("memory", "peak memory")):
        cells = [column.same for column in columns]
        rows.append([TALLY.label, label,
                     *(short(cell, quantity) for cell in cells),
                     mean(acyclic(workloads, cells), quantity)])
    return lines_of(rows)


def ratio_table(workloads, columns, quantity, absolute):
    """One quantity of all; `absolute` are the figures of C by hand."""
    rows = [["", "allocator", *(one.name for one in workloads), "mean"],
            [BASE.label, BASE.allocator, *absolute, ""]]
    for peer in PEERS:
        cells = [column.cells[peer.key] for column in columns]
        rows.append([peer.label, peer.allocator,
                     *(short(cell, quantity) for cell in cells),
                     mean(acyclic(workloads, cells), quantity)])
    return lines_of(rows)


def reasons(workloads, columns, left_out):
    """Why there are figures missing."""
    lines = [f"* {what}: {why}." for what, why in left_out]
    for peer in PEERS:
        by_reason = {}
        for workload, column in zip(workloads, columns):
            why = column.cells[peer.key].why
            if why and why != "missing":
                by_reason.setdefault(why, []).append(workload.name)
        lines += [f"* {peer.label} ({peer.allocator}), {', '.join(names)}: "
                  f"{why}." for why, names in by_reason.items()]
        if peer.missing():
            lines.append(f"* {peer.label} ({peer.allocator}) is missing: "
                         f"`{peer.missing()}` was not found.")
    return "\n".join(lines) + "\n"


def page(workloads, arguments, columns, facts):
    """The whole page."""
    length = SHORT if facts.quick else LONG.format(day=facts.day)
    works = [["workload", "does", "arguments"]] + [
        [one.name, one.title, f"`{' '.join(each)}`"]
        for one, each in zip(workloads, arguments)]
    return (
        HEAD.format(pairs=facts.pairs, length=length) + lines_of(works)
        + "\n## CPU time\n\nThe first row in seconds; *mean* is the geometric "
        "mean of the acyclic workloads.\n\n"
        + ratio_table(workloads, columns, "time",
                      [f"{column.seconds:.3f} s" for column in columns])
        + "\n## Peak memory\n\nThe first row in MiB.\n\n"
        + ratio_table(workloads, columns, "memory",
                      [f"{column.peak / 1024:.1f} MiB" for column in columns])
        + "\n## On the same allocator\n\nAs ratios to C by hand on the cells "
        "of tally's runtime.\n\n" + same_table(workloads, columns)
        + "\n## Left out\n\n" + reasons(workloads, columns, facts.left_out)
        + "\n## Measured with\n\n"
        + "".join(f"* {version}\n" for version in facts.versions)
        + "\nC and C++ with `-O2`, Rust with `opt-level=3`, Nim with "
        "`--mm:orc -d:release\n-d:danger`, tally behind gcc.\n")
