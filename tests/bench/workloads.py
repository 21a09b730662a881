"""The workloads: a folder each, with a workload.txt that says

    number: 1                     its place in the tables
    title: ...                    what it does, in a few words
    full: 18                      arguments to measure
    quick: 12                     to count, and for short measurements
    tiny: 7                       to test
    without PEER: reason          a peer in which it makes no sense
    cyclic: yes                   what it drops is in cycles; only then

README.md says what else is in the folder.
"""

import pathlib

HERE = pathlib.Path(__file__).resolve().parent


class Workload:
    """One of them."""

    def __init__(self, folder):
        self.folder = folder
        self.name = folder.name
        self.without = {}
        fields = {}
        for line in (folder / "workload.txt").read_text().splitlines():
            key, _, value = line.partition(":")
            if key.startswith("without "):
                self.without[key.split()[1]] = value.strip()
            else:
                fields[key] = value.strip()
        self.number = int(fields["number"])
        self.cyclic = fields.get("cyclic") == "yes"
        self.title = fields["title"]
        self.full, self.quick, self.tiny = (
            fields[key].split() for key in ("full", "quick", "tiny"))
        self.counted = folder / "tally.c"
        self.hand = folder / "hand.c"

    def label(self, arguments):
        """Name and arguments, as in counts.txt."""
        return " ".join([self.name, *arguments])


def workloads(names=()):
    """All, or those that are named, in the order of their numbers."""
    found = sorted(map(Workload, (path.parent for path
                                  in HERE.glob("*/workload.txt"))),
                   key=lambda workload: workload.number)
    unknown = set(names) - {workload.name for workload in found}
    if unknown:
        raise SystemExit(f"no such workload: {', '.join(sorted(unknown))}")
    return [workload for workload in found
            if not names or workload.name in names]
