#!/usr/bin/env python3
"""Structures of millions of objects are freed on a small stack.

Each program is built by tally-cc and run under a stack limit of 256 KiB, the
list and the cycle with 10,000,000 objects, the others with 2,000,000 (--quick:
a hundredth). It has to end well, print what it should and leave nothing.
"""

import pathlib
import resource
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import harness  # noqa: E402
import report  # noqa: E402

STACK = 256 * 1024

# Name, its argument, objects that it makes of one, stdout, stderr.
PROGRAMS = [
    ("long_list", 10_000_000, 1, "1\n0\n", ""),
    ("long_cycle", 10_000_000, 1, "1\n", "found {count}\n"),
    ("doubly_linked", 2_000_000, 1, "1\n", "found {count}\n"),
    ("comb", 500_000, 4, "1\n", "1\n"),
    ("finalized_list", 2_000_000, 1, "0\n",
     "finalized {count}, out of order 0\n"),
]


def small_stack():
    """In the child: what `ulimit -s 256` does."""
    resource.setrlimit(resource.RLIMIT_STACK, (STACK, STACK))


def check(checks, build, folder, part, program):
    """Builds and runs one program; its argument is divided by `part`."""
    name, count, each, out, err = program
    count //= part
    target = folder / name
    built = harness.run([build.tally_cc, *harness.WARNINGS, "-O2",
                         HERE / f"{name}.c", "-o", target],
                        {"TALLY_CC": "gcc"})
    if built.code != 0:
        checks.expect(name, "does not build: " + harness.first_line(built.err))
        return
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
    checks.expect(f"{name} of {count * each} objects", problem)


def main():
    options = harness.arguments(__doc__.splitlines()[0]).parse_args()
    build = harness.Build(options.build)
    checks = harness.Checks()
    with harness.Scratch(options.keep) as folder:
        # One after the other: each takes up to a gigabyte.
        for program in PROGRAMS:
            check(checks, build, folder, 100 if options.quick else 1, program)
    return checks.finish()


if __name__ == "__main__":
    sys.exit(main())
