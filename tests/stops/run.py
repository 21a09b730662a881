#!/usr/bin/env python3
"""Runs every program of this folder: each does what a counted program stops
at, by itself or where it is asked to look.

    Node *n = child->parent; // stops: the object is dead

says what the message has in it. A program prints "so far" just before that
and "too far" behind it, to stderr. More comments of that kind: "flags:" for
the compiler, "environment:" for the run, "compilers:" where not all will do,
"tally options:" as everywhere. A folder is a program of several units.
"""

import pathlib
import re
import signal
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import harness  # noqa: E402

COMPILERS = ["gcc", "clang", "tcc"]
LEVELS = ["-O0", "-O2"]


class Program:
    """One program, its units by names that are good in this folder."""

    def __init__(self, path):
        self.name = path.stem
        self.units = [unit.relative_to(HERE) for unit in
                      (sorted(path.glob("*.c")) if path.is_dir() else [path])]
        self.text = "".join((HERE / unit).read_text() for unit in self.units)
        self.options = " ".join(harness.options(HERE / self.units[0]))
        self.stops = self.comment("stops")

    def comment(self, name):
        """What the comment of that name says, or ""."""
        found = re.search(rf"// {name}: (.*)$", self.text, re.MULTILINE)
        return found[1] if found else ""


def programs(names):
    """All programs, or those that are named."""
    wanted = {pathlib.Path(name).stem for name in names}
    return [Program(path) for path in sorted(HERE.iterdir())
            if (path.suffix == ".c" or any(path.glob("*.c")))
            and (not wanted or path.stem in wanted)]


def problem_of(program, result):
    """What is wrong with how a program ended; None if nothing."""
    if not program.stops:
        return "expects nothing: write '// stops: MESSAGE' on a line"
    if result.code != -signal.SIGABRT:
        return f"{harness.end_of(result)}: {harness.first_line(result.err)}"
    if "so far" not in result.err:
        return f"stops too early: {harness.first_line(result.err)}"
    if "too far" in result.err:
        return "stops too late"
    if program.stops not in result.err:
        return f"says: {harness.first_line(result.err)}"
    return None


def check(build, folder, program, compiler, level):
    """Builds and runs a program in one way: what is wrong, or None."""
    folder = folder / f"{compiler}{level}"
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / program.name
    built = harness.run(
        [build.tally_cc, *harness.WARNINGS, level,
         *program.comment("flags").split(), *program.units, "-o", target],
        {"TALLY_CC": compiler, "TALLY_OPTIONS": program.options}, cwd=HERE)
    if built.code != 0:
        return "does not build: " + harness.first_line(built.err)
    environment = dict(setting.split("=") for setting in
                       program.comment("environment").split())
    return problem_of(program, harness.run([target], environment,
                                           cwd=folder))


def main():
    parser = harness.arguments(__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="programs; default all")
    options = parser.parse_args()
    build = harness.Build(options.build)
    checks = harness.Checks()
    with harness.Scratch(options.keep) as folder:
        def check_all(program):
            compilers = program.comment("compilers").split() or COMPILERS
            for compiler in compilers[:1] if options.quick else compilers:
                for level in LEVELS[1:] if options.quick else LEVELS:
                    checks.expect(
                        f"{program.name} ({compiler} {level})",
                        check(build, folder, program, compiler, level))
        harness.each(check_all, programs(options.names), options.jobs)
    return checks.finish()


if __name__ == "__main__":
    sys.exit(main())
