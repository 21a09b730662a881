#!/usr/bin/env python3
"""Structures of millions of objects are freed on a small stack.

Each program is built by tally-cc and run under a stack limit of 256 KiB with
10,000,000 objects (--quick: 100,000). It has to end well, print what it
should and leave nothing.
"""

import pathlib
import resource
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import harness  # noqa: E402
import report  # noqa: E402

STACK = 256 * 1024

# Name, objects for each unit of its argument, stdout, stderr.
PROGRAMS = [
    ("long_list", 1, "1\n0\n", ""),
    ("long_cycle", 1, "1\n", "found {count}\n"),
    ("doubly_linked", 1, "1\n", "found {count}\n"),
    ("comb", 4, "1\n", "1\n"),
    ("finalized_list", 1, "0\n", "finalized {count}, out of order 0\n"),
]


def small_stack():
    """In the child: what `ulimit -s 256` does."""
    resource.setrlimit(resource.RLIMIT_STACK, (STACK, STACK))


def check(checks, build, folder, objects, program):
    """Builds and runs one program."""
    name, each, out, err = program
    target = folder / name
    built = harness.run([build.tally_cc, *harness.WARNINGS, "-O2",
                         HERE / f"{name}.c", "-o", target],
                        {"TALLY_CC": "gcc"})
    if built.code != 0:
        checks.expect(name, "does not build: " + harness.first_line(built.err))
        return
    count = objects // each
    result = harness.run([target, count], {"TALLY_REPORT": "1"},
                         limit=small_stack)
    wanted = err.format(count=count)
    problem = None
    if result.code != 0:
        problem = (harness.end_of(result) + ": "
                   + harness.first_line(result.err))
    elif result.out != out:
        problem = harness.first_difference(out, result.out)
    elif report.own_lines(result.err) != wanted:
        problem = "stderr " + harness.first_difference(
            wanted, report.own_lines(result.err))
    else:
        problem = report.left_behind(result.err)
    checks.expect(f"{name} of {objects} objects", problem)


def main():
    options = harness.arguments(__doc__.splitlines()[0]).parse_args()
    build = harness.Build(options.build)
    checks = harness.Checks()
    objects = 100_000 if options.quick else 10_000_000
    with harness.Scratch(options.keep) as folder:
        # One after the other: each takes up to a gigabyte.
        for program in PROGRAMS:
            check(checks, build, folder, objects, program)
    return checks.finish()


if __name__ == "__main__":
    sys.exit(main())
