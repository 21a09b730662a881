#!/usr/bin/env python3
"""All peers on all workloads, against C by hand with glibc's malloc.

    peers.py --build DIR [--install] [--pairs N] [NAMES]

writes docs/benchmarks.md and the plot beside it; with NAMES of workloads it
prints the table instead. --install installs what is missing first, as
`./bootstrap --bench` does. What is not installed is named as missing. Each
peer is run alternately with C by hand; a ratio is the median of the pairs'
ratios. Where the two print different things, there is no ratio, and that is
an error.
"""

import datetime
import statistics
import subprocess
import sys

from building import BASE, LEFT_OUT, OWN, PEERS, TALLY
from measuring import Failure, Meter, harness, paired, ratios
import plot
import table
from workloads import workloads


class Cell:
    """One peer on one workload: CPU time and peak memory as ratios, or why
    there are none."""

    def __init__(self, time=None, memory=None, why=None):
        self.time, self.memory, self.why = time, memory, why


class Column:
    """A workload: C by hand in seconds and KiB, the cells of all peers by
    their keys, and tally against C by hand on the same allocator."""

    def __init__(self, base_runs, cells, same):
        self.seconds = statistics.median(run[0] for run in base_runs)
        self.peak = statistics.median(run[1] for run in base_runs)
        self.cells, self.same = cells, same


class Runner:
    """Measures workload by workload."""

    def __init__(self, build, folder, pairs, quick):
        self.build, self.folder = build, folder
        self.pairs, self.quick = pairs, quick
        self.meter = Meter(folder)
        self.failures = []

    def arguments(self, workload):
        return workload.quick if self.quick else workload.full

    def command(self, peer, workload):
        return [*peer.build(self.build, self.folder, workload),
                *self.arguments(workload)]

    def cell(self, peer, workload, base, base_runs):
        """The peer against the command `base`, whose runs are added."""
        why = peer.reason(workload)
        if why:
            return Cell(why=why)
        if peer.missing():
            return Cell(why="missing")
        try:
            command = self.command(peer, workload)
            samples = paired(lambda: self.meter.run(command),
                             lambda: self.meter.run(base), self.pairs)
        except Failure as failure:
            return self.failed(peer, workload, str(failure))
        if any(one[2] != other[2] for one, other in samples):
            return self.failed(peer, workload, "prints something else")
        base_runs += [other for _, other in samples]
        return Cell(ratios(samples, 0), ratios(samples, 1))

    def failed(self, peer, workload, problem):
        line = f"{workload.name}, {peer.label}: {problem}"
        print(f"FAIL {line}", file=sys.stderr, flush=True)
        self.failures.append(line)
        return Cell(why="failed: " + problem)

    def column(self, workload):
        """All of one workload."""
        base = self.command(BASE, workload)
        base_runs = [self.meter.run(base)]
        cells = {}
        for peer in PEERS:
            cells[peer.key] = self.cell(peer, workload, base, base_runs)
            print(f"{workload.name:8} {peer.label:28} "
                  f"{table.cell_text(cells[peer.key])}",
                  file=sys.stderr, flush=True)
        same = self.cell(TALLY, workload, self.command(OWN, workload), [])
        return Column(base_runs, cells, same)


def install():
    """What is missing, or the command to type."""
    done = subprocess.run([str(harness.SOURCE / "bootstrap"), "--bench"],
                          check=False)
    if done.returncode != 0:
        sys.exit("peers: not everything is installed")


def versions():
    """Of all that was measured."""
    return [peer.version() for peer in [BASE, *PEERS]
            if peer.version and not peer.missing()]


def main():
    parser = harness.arguments(__doc__.splitlines()[0])
    parser.add_argument("--install", action="store_true",
                        help="install what is missing first")
    parser.add_argument("--pairs", type=int, default=5, metavar="N",
                        help="runs of each (5)")
    parser.add_argument("names", nargs="*", metavar="NAME",
                        help="only these workloads")
    options = parser.parse_args()
    if options.install:
        install()
    build = harness.Build(options.build)
    measured = workloads(options.names)
    with harness.Scratch(options.keep) as folder:
        try:
            runner = Runner(build, folder, options.pairs, options.quick)
            columns = [runner.column(workload) for workload in measured]
        except Failure as failure:
            sys.exit(f"peers: {failure}")
    page = table.page(measured, [runner.arguments(one) for one in measured],
                      columns, table.Facts(options.pairs, options.quick,
                                           datetime.date.today(), versions(),
                                           LEFT_OUT))
    if options.names:
        print(page)
    else:
        docs = harness.SOURCE / "docs"
        (docs / "benchmarks.md").write_text(page)
        (docs / "benchmarks.svg").write_text(plot.svg(measured, columns))
    return 1 if runner.failures else 0


if __name__ == "__main__":
    sys.exit(main())
