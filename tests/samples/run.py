#!/usr/bin/env python3
"""Builds and tests the samples as a user would: with their Makefiles and
CC=tally-cc, nothing else special; then with other compilers behind tally-cc,
other levels and sanitizers, and erased.

number and family have to print NAME.expected of this folder when counted; json
and lisp have tests of their own. Nothing may be left at the end.
"""

import pathlib
import shutil
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import harness  # noqa: E402
import report  # noqa: E402

SAMPLES = harness.SOURCE / "samples"
SANITIZERS = ("-g -O1 -fsanitize=address,undefined "
              "-fno-sanitize-recover=undefined -fno-omit-frame-pointer")


class Way:
    """One way to build: what is given to make, and what it is called."""

    def __init__(self, name, compiler, flags, counted=True, prefix=()):
        self.name = name
        self.compiler = compiler
        self.flags = flags
        self.counted = counted
        self.prefix = list(prefix)  # in front of the program


VALGRIND = ["valgrind", "-q", "--leak-check=full", "--error-exitcode=9",
            "--log-file=/dev/null"]


def ways(quick):
    """All ways to build a sample; the Makefile's own flags come first."""
    few = [Way("as it is", None, None),
           Way("erased gcc", "gcc", "-O2", counted=False),
           Way("asan gcc", "gcc", SANITIZERS)]
    if quick:
        return few
    return few + [
        Way(f"counted {compiler} {level}", compiler, level)
        for compiler in ["gcc", "clang", "tcc"] for level in ["-O0", "-O2"]
    ] + [
        Way("erased clang", "clang", "-O2", counted=False),
        Way("erased tcc", "tcc", "-O0", counted=False),
        Way("asan clang", "clang", SANITIZERS),
        Way("valgrind", "gcc", "-g -O0", prefix=VALGRIND),
    ]


def make(build, sample, way, folder):
    """Builds a copy of a sample. The program, or what is wrong."""
    shutil.copytree(SAMPLES / sample, folder, dirs_exist_ok=True)
    argv, environment = ["make", "--no-print-directory", "-C", folder], {}
    if way.counted:
        argv.append(f"CC={build.tally_cc}")
        if way.compiler:
            environment["TALLY_CC"] = way.compiler
    else:
        argv += [f"CC={way.compiler}", f"CPPFLAGS=-I{build.include}"]
    if way.flags:
        argv.append("CFLAGS=" + " ".join([*harness.WARNINGS, way.flags]))
    result = harness.run(argv, environment)
    if result.code != 0:
        return None, "does not build: " + harness.first_line(result.err)
    if result.err:
        return None, "builds, but says: " + harness.first_line(result.err)
    return folder / sample, None


def check_output(program, way):
    """number, family: the whole output is known."""
    result = harness.run([*way.prefix, program],
                         {"TALLY_REPORT": "1", "TALLY_CHECK": "1"},
                         cwd=program.parent)
    if result.code != 0:
        return harness.end_of(result) + ": " + harness.first_line(result.err)
    if not way.counted:
        return None  # it deletes nothing, and says so
    wanted = (HERE / f"{program.name}.expected").read_text()
    if result.out != wanted:
        return harness.first_difference(wanted, result.out)
    if report.own_lines(result.err):
        return "stderr: " + harness.first_line(report.own_lines(result.err))
    return report.left_behind(result.err)


def check_own(program, way):
    """json, lisp: by their own tests, in full where built as users do."""
    switches = [] if way.name == "as it is" else ["--small"]
    if way.counted:
        switches.append("--counted")
    result = harness.run([sys.executable, program.parent / "tests" / "run.py",
                          program, *switches])
    if result.code != 0:
        lines = result.out.splitlines() + [result.err.strip()]
        return lines[-2] + "; " + lines[0]
    return None


def check_documents(program, way):
    """json where running it is slow: its small documents only."""
    folder = program.parent / "tests" / "valid"
    for document in sorted(folder.glob("*.json")):
        result = harness.run([*way.prefix, program, document],
                             {"TALLY_REPORT": "1", "TALLY_CHECK": "1"})
        if result.code != 0:
            return (f"{document.name}: {harness.end_of(result)}: "
                    + harness.first_line(result.err))
        wanted = document.with_suffix(".out").read_text()
        if result.out != wanted:
            return (f"{document.name}: "
                    + harness.first_difference(wanted, result.out))
        left = report.left_behind(result.err)
        if left:
            return f"{document.name}: {left}"
    return None


def check_programs(program, way):
    """lisp where running it is slow: some small programs."""
    folder = program.parent / "tests" / "good"
    for name in ["closures", "quasi", "macros"]:
        result = harness.run([*way.prefix, program, folder / f"{name}.scm"],
                             {"TALLY_REPORT": "1", "TALLY_CHECK": "1"})
        if result.code != 0:
            return (f"{name}: {harness.end_of(result)}: "
                    + harness.first_line(result.err))
        wanted = (folder / f"{name}.out").read_text()
        if result.out != wanted:
            return f"{name}: " + harness.first_difference(wanted, result.out)
        left = report.left_behind(result.err)
        if left:
            return f"{name}: {left}"
    return None


def test_of(sample, way):
    """How a sample is tested that was built in one way."""
    if sample == "json":
        return check_documents if way.prefix else check_own
    if sample == "lisp":
        return check_programs if way.prefix else check_own
    return check_output


def check(build, checks, folder, item):
    """One sample, built in one way."""
    sample, way = item
    target = folder / f"{sample}-{way.name}".replace(" ", "_")
    program, problem = make(build, sample, way, target)
    if program:
        problem = test_of(sample, way)(program, way)
    checks.expect(f"{sample} ({way.name})", problem)


def main():
    parser = harness.arguments(__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="samples; default all")
    options = parser.parse_args()
    build = harness.Build(options.build)
    names = options.names or sorted(
        path.parent.name for path in SAMPLES.glob("*/Makefile"))
    checks = harness.Checks()
    with harness.Scratch(options.keep) as folder:
        harness.each(lambda item: check(build, checks, folder, item),
                     [(name, way) for name in names
                      for way in ways(options.quick)], options.jobs)
    return checks.finish()


if __name__ == "__main__":
    sys.exit(main())
