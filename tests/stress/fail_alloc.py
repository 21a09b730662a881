#!/usr/bin/env python3
"""Memory runs out at each allocation of each sample, one at a time.

Each sample is built by tally-cc under ASan and UBSan. Its runs under
TALLY_FAIL_ALLOC=1, 2, 3 ... have to end in one of these ways:

  - the message 'out of memory' and abort, as the default handler does;
  - the sample's own way of refusing, where it asked by tally_try_new;
  - as if nothing had happened, where the runtime can do without.

Never by a sanitizer's report, another signal, or with something left behind.
All allocations have been tried when there were more runs than objects and the
last 64 went as if nothing had happened.
"""

import pathlib
import re
import shutil
import signal
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import harness  # noqa: E402
import report  # noqa: E402

SAMPLES = harness.SOURCE / "samples"
FLAGS = [*harness.WARNINGS, "-g", "-O1", "-fsanitize=address,undefined",
         "-fno-sanitize-recover=undefined", "-fno-omit-frame-pointer"]

ROW = 64  # runs that end a series when none of them was affected

# Sample and arguments.
RUNS = [
    ("number", []),
    ("family", []),
    ("json", ["--sort", "tests/valid/store.json", ".store.book[*].title"]),
    ("json", ["--compact", "tests/valid/escapes.json"]),
    ("json", ["tests/malformed/missing-comma.json"]),
    ("lisp", ["--bare", "tests/bare.scm"]),
    ("lisp", ["--bare", "tests/wrong/unhandled.scm"]),
]


def run(folder, sample, arguments, number):
    """The sample, with the allocation of that number failing (0: none)."""
    environment = {"TALLY_REPORT": "1", "TALLY_CHECK": "1",
                   "ASAN_OPTIONS": "detect_leaks=1:handle_abort=0"}
    if number:
        environment["TALLY_FAIL_ALLOC"] = str(number)
    return harness.run([folder / sample, *arguments], environment, cwd=folder)


def problem_of(result, normal):
    """What is wrong with a run that had an allocation fail."""
    found = re.search(r"^.*(Sanitizer|runtime error).*$", result.err,
                      re.MULTILINE)
    if found:
        return found.group(0)
    if result.code == -signal.SIGABRT:
        if "out of memory" in result.err:
            return None
        return "aborts without 'out of memory': " + harness.first_line(
            result.err)
    if result.code < 0:
        return harness.end_of(result)
    left = report.left_behind(result.err)
    if left:
        return left
    if (result.code, result.out) == (normal.code, normal.out):
        return None
    if result.code != 0 and "memory" in report.own_lines(result.err):
        return None
    return (harness.end_of(result) + ", and says nothing of memory: "
            + harness.first_line(result.err))


def check(checks, folder, jobs, sample, arguments):
    """One command of one sample: each of its allocations."""
    name = " ".join([sample, *arguments])
    normal = run(folder, sample, arguments, 0)
    made = report.objects_made(normal.err)
    if normal.code < 0 or report.left_behind(normal.err):
        checks.expect(name, "does not run well: "
                      + harness.first_line(normal.err))
        return
    unaffected = []

    def one(number):
        result = run(folder, sample, arguments, number)
        checks.expect(f"{name}, allocation {number}",
                      problem_of(result, normal))
        unaffected.append((result.code, result.out, result.err)
                          == (normal.code, normal.out, normal.err))

    first = 1
    while first <= made or not all(unaffected[-ROW:]):
        harness.each(one, range(first, first + ROW), jobs)
        first += ROW


def build_sample(build, sample, folder):
    """Builds a copy of a sample by its Makefile; what is wrong, or None."""
    shutil.copytree(SAMPLES / sample, folder, dirs_exist_ok=True)
    result = harness.run(["make", "--no-print-directory", "-C", folder,
                          f"CC={build.tally_cc}", "CFLAGS=" + " ".join(FLAGS)],
                         {"TALLY_CC": "gcc"})
    if result.code != 0:
        return "does not build: " + harness.first_line(result.err)
    return None


def main():
    parser = harness.arguments(__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="samples; default all")
    options = parser.parse_args()
    build = harness.Build(options.build)
    checks = harness.Checks()
    with harness.Scratch(options.keep) as scratch:
        for sample in dict.fromkeys(name for name, _ in RUNS):
            if options.names and sample not in options.names:
                continue
            folder = scratch / sample
            problem = build_sample(build, sample, folder)
            if problem:
                checks.expect(sample, problem)
                continue
            for name, arguments in RUNS[:4] if options.quick else RUNS:
                if name == sample:
                    check(checks, folder, options.jobs, sample, arguments)
    return checks.finish()


if __name__ == "__main__":
    sys.exit(main())
