#!/usr/bin/env python3
"""The instructions that the workloads execute: instructions.txt, and the test
`bench.instructions`, which holds them against what is recorded there.

    instructions.py --build DIR     the test
    run.py --build DIR --instructions   prints instructions.txt anew

callgrind counts them, so they do not depend on how busy the machine is; they
do depend on the compiler, the C library and how the runtime was compiled, which
is recorded.
Elsewhere nothing is compared, and that is said.
"""

import platform
import re
import sys

from measuring import (HERE, Failure, compile_hand, compile_with, harness)
from workloads import workloads

RECORD = HERE / "instructions.txt"
# By how much more than what is recorded is a failure; as much less is said.
TOLERANCE = 0.02
COLUMNS = ("by hand", "naive", "optimised")


def runtime_of(build):
    """How the runtime was compiled, in words."""
    settings = "".join(
        path.read_text() for path in
        [build.folder / "CMakeCache.txt",
         *(build.folder / "CMakeFiles").glob("*/CMakeCCompiler.cmake")])
    words = []
    for pattern in (r'CMAKE_C_COMPILER_ID "(\w+)"',
                    r'CMAKE_C_COMPILER_VERSION "([\d.]+)"',
                    r"^CMAKE_BUILD_TYPE:\w+=(\w*)"):
        found = re.search(pattern, settings, re.MULTILINE)
        words.append(found[1] if found else "unknown")
    if re.search(r"^TALLY_DEBUG:\w+=(ON|1|TRUE)", settings, re.MULTILINE):
        words.append("debug checks")
    return " ".join(words)


def versions(build):
    """What the counts depend on."""
    gcc = harness.run(["gcc", "-dumpfullversion"]).out.strip()
    return (f"gcc {gcc}, {' '.join(platform.libc_ver())}, "
            f"{platform.machine()}, runtime by {runtime_of(build)}")


def compile_unwatched(build, workload, target, options):
    """The counted program, with cells although valgrind runs it."""
    compile_with([build.tally_cc, "-std=c11", "-O2", workload.counted,
                  HERE / "unwatched.c", "-o", target],
                 {"TALLY_CC": "gcc", "TALLY_OPTIONS": options})


def executed(folder, program, arguments):
    """Instructions of one run."""
    result = harness.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null",
         program, *arguments], cwd=folder)
    total = re.search(r"Collected : (\d+)", result.err)
    if result.code != 0 or not total:
        raise Failure(f"{program.name}: callgrind: {harness.end_of(result)}: "
                      + harness.first_line(result.err))
    return int(total[1])


def measured(build, folder, workload):
    """The row of a workload."""
    targets = [folder / f"{workload.name}_{column.replace(' ', '_')}"
               for column in COLUMNS]
    compile_hand(workload.hand, targets[0])
    compile_unwatched(build, workload, targets[1], "--skip=all")
    compile_unwatched(build, workload, targets[2], "")
    return [executed(folder, target, workload.tiny) for target in targets]


def write(build, folder, names):
    """Prints the contents of instructions.txt."""
    print(f"# Instructions that the workloads execute, counted by callgrind.\n"
          f"# Recorded with {versions(build)}\n"
          f"# Made by: tests/bench/run.py --instructions\n"
          f"{'# workload':24}"
          + "".join(f"{column:>14}" for column in COLUMNS))
    for workload in workloads(names):
        row = measured(build, folder, workload)
        print(f"{workload.label(workload.tiny):24}"
              + "".join(f"{number:14}" for number in row), flush=True)


def recorded():
    """The versions, and by label the rows."""
    text = RECORD.read_text()
    rows = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            *label, hand, naive, optimised = line.split()
            rows[" ".join(label)] = [int(hand), int(naive), int(optimised)]
    return re.search(r"^# Recorded with (.*)$", text, re.MULTILINE)[1], rows


def problem_of(was, now):
    """What is wrong with a count: None if nothing."""
    if now <= was * (1 + TOLERANCE):
        return None
    return (f"{now} instructions, {now / was - 1:.1%} more than the recorded "
            f"{was}")


def compare(build, folder, checks, workload, rows):
    """The counted programs of a workload against their row."""
    label = workload.label(workload.tiny)
    if label not in rows:
        checks.expect(label, "is not in instructions.txt")
        return
    now = measured(build, folder, workload)
    for column, before, after in list(zip(COLUMNS, rows[label], now))[1:]:
        checks.expect(f"{label} [{column}]", problem_of(before, after))
        if after < before * (1 - TOLERANCE):
            print(f"note: {label} [{column}]: {after} instructions, recorded "
                  f"{before}: record anew")


def main():
    options = harness.arguments(__doc__.splitlines()[0]).parse_args()
    build = harness.Build(options.build)
    there, rows = recorded()
    here = versions(build)
    if there != here:
        print(f"recorded with {there}, this is {here}: not compared")
        return 0
    checks = harness.Checks()
    with harness.Scratch(options.keep) as folder:
        for workload in workloads():
            try:
                compare(build, folder, checks, workload, rows)
            except Failure as failure:
                checks.expect(workload.name, str(failure))
    return checks.finish()


if __name__ == "__main__":
    sys.exit(main())
