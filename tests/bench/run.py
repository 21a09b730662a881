#!/usr/bin/env python3
"""What tally costs, as ratios of paired runs on this machine.

    run.py --build DIR [NAMES]        ratios of time and memory against C by
                                      hand (target `bench`)
    run.py --build DIR --counts       the counts that are executed, as
                                      counts.txt records them
    run.py --build DIR --instructions the instructions that are executed, as
                                      instructions.txt records them

A pair is run alternately, first one, then the other, after one run of each
that is not measured. A ratio is the median of the pairs' ratios; beside it
stand the smallest and the largest. Times are CPU times of the process and its
children. Differences under 10% mean nothing.
"""

import os
import statistics
import sys

from measuring import (HERE, Failure, Meter, compile_counted, compile_hand,
                       harness, paired, ratio)
import counts
import instructions
from workloads import workloads


def excess(samples):
    """Median of what the first of a pair takes longer, in milliseconds."""
    return statistics.median(
        (one[0] - other[0]) * 1000 for one, other in samples)


def run_pair(build, folder, meter, workload, arguments, pairs):
    """A counted program against the same by hand."""
    name = workload.name
    counted, hand = folder / name, folder / f"{name}_hand"
    compile_counted(build, workload.counted, counted)
    compile_hand(workload.hand, hand)
    samples = paired(lambda: meter.run([counted, *arguments]),
                     lambda: meter.run([hand, *arguments]), pairs)
    if samples[0][0][2] != samples[0][1][2]:
        raise Failure(f"{name}: the two programs print different things")
    label = f"{workload.label(arguments)}: counted / by hand"
    print(f"{label:48} time   {ratio(samples, 0)}")
    print(f"{'':48} memory {ratio(samples, 1)}", flush=True)


def run_unwinding(build, folder, meter, workload, arguments, pairs):
    """A program with the shadow stack against the same without."""
    name = workload.name
    shadow, plain = folder / f"{name}_shadow", folder / f"{name}_plain"
    compile_counted(build, workload.counted, shadow, "--unwind=shadow")
    compile_counted(build, workload.counted, plain)
    samples = paired(lambda: meter.run([shadow, *arguments]),
                     lambda: meter.run([plain, *arguments]), pairs)
    label = f"{workload.label(arguments)}: --unwind=shadow / without"
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


def compiling(build, folder, meter, pairs):
    """What tally-cc costs against the compiler alone."""
    compile_pair(build, folder, meter,
                 "a unit without tally: tally-cc -c / gcc -c",
                 [HERE / "plain.c"], pairs * 5)
    sample = harness.SOURCE / "samples" / "json"
    compile_pair(build, folder, meter,
                 "samples/json: tally-cc -O2 -c / gcc -O2 -c",
                 sorted(sample.glob("*.c")), pairs)


def ratios(build, folder, options):
    """The table of the target `bench`."""
    pairs = 3 if options.quick else 7
    meter = Meter(folder)
    for measure in run_pair, run_unwinding:
        for workload in workloads(options.names):
            arguments = workload.quick if options.quick else workload.full
            measure(build, folder, meter, workload, arguments, pairs)
    if not options.names:
        compiling(build, folder, meter, pairs)


def main():
    parser = harness.arguments(__doc__.splitlines()[0])
    parser.add_argument("--counts", action="store_true",
                        help="print the executed counts instead of ratios")
    parser.add_argument("--instructions", action="store_true",
                        help="print the executed instructions instead")
    parser.add_argument("names", nargs="*", metavar="NAME",
                        help="only these workloads")
    options = parser.parse_args()
    build = harness.Build(options.build)
    with harness.Scratch(options.keep) as folder:
        try:
            if options.counts:
                counts.write(build, folder, options.names)
            elif options.instructions:
                instructions.write(build, folder, options.names)
            else:
                ratios(build, folder, options)
        except Failure as failure:
            print(f"bench: {failure}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
