#!/usr/bin/env python3
"""The workloads with tiny arguments: whatever is built of one prints the same,
nothing is left behind, and the checker accepts it.

  erased     tally.c as plain C
  naive      rewritten without the optimiser
  optimised  rewritten; both with the runtime's checks on
  validated  tally check --validate
  own        hand.c on the runtime's cells
  leaks      hand.c under ASan and LSan: it gives all memory back
  shared, intrusive, peer   the peers that a machine with a C++ compiler and
             Python can run
"""

import sys

from measuring import HERE, harness
import report
from workloads import workloads

CHECKED = {"TALLY_CHECK": "1", "TALLY_REPORT": "1"}
SANITIZERS = ["-g", "-O1", "-fsanitize=address,undefined",
              "-fno-sanitize-recover=undefined"]


class Checker:
    """Builds and runs what there is of each workload."""

    def __init__(self, build, folder):
        self.build = build
        self.folder = folder
        self.checks = harness.Checks()

    def output(self, workload, what, command, env=None, run_env=None):
        """The result of what the command builds; None if it fails."""
        target = self.folder / f"{workload.name}_{what}"
        name = f"{workload.name} [{what}]"
        result = harness.run([*command, "-o", target], env)
        if not self.checks.expect(name + " builds", None if result.code == 0
                                  else harness.first_line(result.err)):
            return None
        result = harness.run([target, *workload.tiny], run_env)
        ended = None if result.code == 0 else (
            harness.end_of(result) + ": " + harness.first_line(result.err))
        return result if self.checks.expect(name + " runs", ended) else None

    def same(self, workload, what, wanted, result, leaves_nothing=False):
        """The result is the one by hand."""
        if result is None:
            return
        problem = None
        if result.out != wanted:
            problem = harness.first_difference(wanted, result.out)
        elif leaves_nothing:
            problem = report.left_behind(result.err)
        self.checks.expect(f"{workload.name} [{what}]", problem)

    def counted(self, workload, wanted):
        """tally.c in all its forms."""
        plain = ["gcc", *harness.WARNINGS, "-O2", "-I", self.build.include]
        self.same(workload, "erased", wanted, self.output(
            workload, "erased", [*plain, workload.counted]))
        for what, options in (("naive", "--skip=all"), ("optimised", "")):
            self.same(workload, what, wanted, self.output(
                workload, what,
                [self.build.tally_cc, *harness.WARNINGS, "-O2",
                 workload.counted],
                {"TALLY_CC": "gcc", "TALLY_OPTIONS": options}, CHECKED),
                leaves_nothing=True)
        result = harness.run([self.build.tally, "check", "--validate",
                              workload.counted, "--", "-std=c11"])
        self.checks.expect(f"{workload.name} [validated]",
                           None if result.code == 0 else
                           harness.first_line(result.err))

    def by_hand(self, workload, wanted):
        """hand.c, other than the one that all are held against."""
        self.same(workload, "own", wanted, self.output(
            workload, "own",
            ["gcc", *harness.WARNINGS, "-O2", "-DMEMORY_OWN", workload.hand,
             HERE / "own_memory.c", "-I", self.build.include,
             self.build.static, "-pthread"]))
        self.same(workload, "leaks", wanted, self.output(
            workload, "leaks",
            ["gcc", *harness.WARNINGS, *SANITIZERS, workload.hand]))

    def peers(self, workload, wanted):
        """Those that need nothing to be installed."""
        for what in ("shared", "intrusive"):
            source = workload.folder / f"{what}.cpp"
            if source.exists():
                self.same(workload, what, wanted, self.output(
                    workload, what, ["g++", "-std=c++17", "-Wall", "-Wextra",
                                     "-Werror", "-O2", source]))
        source = workload.folder / "peer.py"
        if source.exists():
            self.same(workload, "peer", wanted, harness.run(
                [sys.executable, source, *workload.tiny]))

    def check(self, workload):
        hand = self.output(workload, "hand", ["gcc", *harness.WARNINGS, "-O2",
                                              workload.hand])
        if hand is None:
            return
        self.counted(workload, hand.out)
        self.by_hand(workload, hand.out)
        self.peers(workload, hand.out)


def main():
    parser = harness.arguments(__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME",
                        help="only these workloads")
    options = parser.parse_args()
    build = harness.Build(options.build)
    with harness.Scratch(options.keep) as folder:
        checker = Checker(build, folder)
        harness.each(checker.check, workloads(options.names), options.jobs)
    return checker.checks.finish()


if __name__ == "__main__":
    sys.exit(main())
