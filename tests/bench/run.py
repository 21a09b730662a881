#!/usr/bin/env python3
"""What tally costs, as ratios of paired runs on this machine.

    run.py --build DIR            ratios of time and memory (target `bench`)
    run.py --build DIR --counts   the counts that are executed, as counts.txt
                                  records them

A pair is run alternately, first one, then the other, after one run of each
that is not measured. A ratio is the median of the pairs' ratios; beside it
stand the smallest and the largest. Times are CPU times of the process and its
children. Differences under 10% mean nothing.
"""

import os
import pathlib
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import harness  # noqa: E402
import report  # noqa: E402

# Name, arguments for ratios, arguments for counts. NAME.c is counted,
# NAME_hand.c the same by hand.
PROGRAMS = [
    ("trees", ["18"], ["12"]),
    ("list", ["200000", "10"], ["10000", "3"]),
    ("cycles", ["2000", "1000"], ["20", "1000"]),
]


class Failure(Exception):
    """Something that is measured does not work."""


class Meter:
    """Runs programs through measure.c, which it builds."""

    def __init__(self, folder):
        self.program = folder / "measure"
        self.result = folder / "measured"
        compile_with(["gcc", "-std=c11", "-O2", HERE / "measure.c", "-o",
                      self.program])

    def run(self, argv, env=None):
        """CPU seconds and peak KiB of one run, and its stdout."""
        done = subprocess.run(
            [str(arg) for arg in [self.program, self.result, *argv]],
            env=env, stdout=subprocess.PIPE, check=False)
        if done.returncode != 0:
            raise Failure(f"{argv[0]}: exit code {done.returncode}")
        microseconds, peak = self.result.read_text().split()
        return int(microseconds) / 1e6, int(peak), done.stdout


def paired(left, right, pairs):
    """Measures two calls alternately: a list of pairs of results."""
    left(), right()
    return [(left(), right()) for _ in range(pairs)]


def ratio(samples, what):
    """Median, smallest and largest ratio of quantity `what` of the pairs."""
    ratios = [one[what] / max(other[what], 1e-6) for one, other in samples]
    return (f"{statistics.median(ratios):6.2f}  "
            f"({min(ratios):.2f} .. {max(ratios):.2f})")


def excess(samples):
    """Median of what the first of a pair takes longer, in milliseconds."""
    return statistics.median(
        (one[0] - other[0]) * 1000 for one, other in samples)


def compile_with(argv, env=None):
    """Builds something; what the compiler says is the failure."""
    result = harness.run(argv, env)
    if result.code != 0:
        raise Failure(f"{argv[-1]}: " + harness.first_line(result.err))


def run_pair(build, folder, meter, name, arguments, pairs):
    """A counted program against the same by hand."""
    counted, hand = folder / name, folder / f"{name}_hand"
    compile_with([build.tally_cc, "-std=c11", "-O2", HERE / f"{name}.c",
                  "-o", counted], {"TALLY_CC": "gcc"})
    compile_with(["gcc", "-std=c11", "-O2", HERE / f"{name}_hand.c",
                  "-o", hand])
    samples = paired(lambda: meter.run([counted, *arguments]),
                     lambda: meter.run([hand, *arguments]), pairs)
    if samples[0][0][2] != samples[0][1][2]:
        raise Failure(f"{name}: the two programs print different things")
    label = f"{name} {' '.join(arguments)}: counted / by hand"
    print(f"{label:48} time   {ratio(samples, 0)}")
    print(f"{'':48} memory {ratio(samples, 1)}", flush=True)


def run_unwinding(build, folder, meter, name, arguments, pairs):
    """A program with the shadow stack against the same without."""
    shadow, plain = folder / f"{name}_shadow", folder / f"{name}_plain"
    for target, options in ((shadow, "--unwind=shadow"), (plain, "")):
        compile_with([build.tally_cc, "-std=c11", "-O2", HERE / f"{name}.c",
                      "-o", target], {"TALLY_CC": "gcc",
                                      "TALLY_OPTIONS": options})
    samples = paired(lambda: meter.run([shadow, *arguments]),
                     lambda: meter.run([plain, *arguments]), pairs)
    label = f"{name} {' '.join(arguments)}: --unwind=shadow / without"
    print(f"{label:48} time   {ratio(samples, 0)}", flush=True)


def compile_pair(build, folder, meter, label, units, pairs, include=()):
    """tally-cc -O2 -c against the compiler alone, on all units together."""
    environment = {**os.environ, "TALLY_CC": "gcc"}

    def all_units(compiler):
        seconds = 0.0
        for unit in units:
            seconds += meter.run(
                [*compiler, "-std=c11", "-O2", *include, "-c", unit, "-o",
                 folder / (unit.stem + ".o")], env=environment)[0]
        return seconds, 0

    samples = paired(lambda: all_units([build.tally_cc]),
                     lambda: all_units(["gcc", "-I", build.include]), pairs)
    each = excess(samples) / len(units)
    print(f"{label:48} time   {ratio(samples, 0)}, "
          f"{each:+.1f} ms a unit", flush=True)


def ratios(build, folder, quick):
    """The table of the target `bench`."""
    pairs = 3 if quick else 7
    meter = Meter(folder)
    for name, arguments, small in PROGRAMS:
        run_pair(build, folder, meter, name, small if quick else arguments, pairs)
    for name, arguments, small in PROGRAMS:
        run_unwinding(build, folder, meter, name,
                      small if quick else arguments, pairs)
    compile_pair(build, folder, meter,
                 "a unit without tally: tally-cc -c / gcc -c",
                 [HERE / "plain.c"], pairs * 5)
    sample = harness.SOURCE / "samples" / "json"
    compile_pair(build, folder, meter,
                 "samples/json: tally-cc -O2 -c / gcc -O2 -c",
                 sorted(sample.glob("*.c")), pairs)


def counts_of(build, folder, name, arguments):
    """Executed operations of one program, from the runtime's report."""
    target = folder / f"{name}_counting"
    compile_with([build.tally_cc, "-std=c11", "-O1", "-DTALLY__COUNT_OPS",
                  HERE / f"{name}.c", "-o", target], {"TALLY_CC": "gcc"})
    result = harness.run([target, *arguments], {"TALLY_REPORT": "1"})
    if result.code != 0:
        raise Failure(f"{name}: " + harness.end_of(result))
    operations = report.operations(result.err)
    if not operations:
        raise Failure(f"{name}: the report says nothing of increfs: "
                      + harness.first_line(result.err))
    return operations


def counts(build, folder):
    """The contents of counts.txt."""
    print("# Inline count operations of the rewritten units; \"on NULL\" are "
          "increfs and\n# decrefs that found NULL, apart from the others.\n"
          "# Made by: tests/bench/run.py --counts\n"
          f"{'# program':28}{'increfs':>12}{'decrefs':>12}{'on NULL':>12}")
    for name, _, arguments in PROGRAMS:
        row = counts_of(build, folder, name, arguments)
        print(f"{' '.join([name, *arguments]):28}"
              + "".join(f"{number:12}" for number in row))


def main():
    parser = harness.arguments(__doc__.splitlines()[0])
    parser.add_argument("--counts", action="store_true",
                        help="print the executed counts instead of ratios")
    options = parser.parse_args()
    build = harness.Build(options.build)
    with harness.Scratch(options.keep) as folder:
        try:
            if options.counts:
                counts(build, folder)
            else:
                ratios(build, folder, options.quick)
        except Failure as failure:
            print(f"bench: {failure}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
