#!/usr/bin/env python3
"""Programs with libraries that define the same type.

Both a program and its shared libraries may have a type of a header, with all
that makes it and ends it: objects of all of them can be mixed, and their
cycles are collected. A library may be unloaded while objects that it made are
alive: what it kept itself is released, the others live on and die as ever.
That holds, too, where a library knows more of a type, or less, than a program.
A library stays until threads have left its thread-local places.
"""

import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import harness  # noqa: E402
import report  # noqa: E402

UNITS = HERE / "libraries"


class Linker:
    """Builds with one compiler; the runtime is a shared library."""

    def __init__(self, build, folder, compiler, level):
        self.build = build
        self.folder = folder
        self.compiler = compiler
        self.flags = [*harness.WARNINGS, level, "-g", "-fPIC"]
        folder.mkdir(parents=True, exist_ok=True)

    def make(self, *arguments):
        """tally-cc; its failure is an exception."""
        result = harness.run([self.build.tally_cc, *arguments],
                             {"TALLY_CC": self.compiler})
        if result.code != 0:
            raise RuntimeError(harness.first_line(result.err))

    def object(self, unit):
        """The object file of a unit."""
        target = self.folder / f"{unit}.o"
        self.make(*self.flags, "-c", UNITS / f"{unit}.c", "-o", target)
        return target

    def link(self, target, *arguments):
        """A program or library; the runtime is linked as a library."""
        result = harness.run(
            [self.compiler, *arguments, self.build.shared,
             f"-Wl,-rpath,{self.build.shared.parent}",
             f"-Wl,-rpath,{self.folder}", "-o", self.folder / target])
        if result.code != 0:
            raise RuntimeError(harness.first_line(result.err))
        return self.folder / target

    def library(self, unit):
        """A shared library of one unit."""
        return self.link(f"lib{unit}.so", "-shared", self.object(unit))


def problem_of(result, expected):
    """What is wrong with how a program ran, or None."""
    if result.code != 0:
        return harness.end_of(result) + ": " + harness.first_line(result.err)
    if result.out != expected:
        return harness.first_difference(expected, result.out)
    return report.left_behind(result.err)


def run(*argv):
    """Runs a program with all checks on."""
    return harness.run(argv, {"TALLY_REPORT": "1", "TALLY_CHECK": "1"})


def cases(linker):
    """Name and problem of each case."""
    one, two = linker.library("one"), linker.library("two")
    program = linker.link("linked", linker.object("linked"), one, two)
    yield "linked", problem_of(run(program), UNITS.joinpath(
        "linked.expected").read_text())
    program = linker.link("loaded", linker.object("loaded"), "-ldl")
    yield "loaded", problem_of(run(program, two), UNITS.joinpath(
        "loaded.expected").read_text())
    yield "loaded, known before", problem_of(
        run(program, two, "own"),
        UNITS.joinpath("loaded-known.expected").read_text())
    filler = linker.library("filler")
    program = linker.link("boxes", linker.object("boxes"), "-ldl")
    yield "loaded, knows more", problem_of(
        run(program, filler, filler),
        UNITS.joinpath("boxes.expected").read_text())
    keeper = linker.library("keeper")
    program = linker.link("threads", linker.object("threads"), "-ldl",
                          "-pthread")
    yield "thread-local places", problem_of(
        run(program, keeper),
        UNITS.joinpath("threads.expected").read_text())


def main():
    options = harness.arguments(__doc__.splitlines()[0]).parse_args()
    build = harness.Build(options.build)
    checks = harness.Checks()
    with harness.Scratch(options.keep) as folder:
        for compiler in ["gcc", "clang"]:
            for level in ["-O0", "-O2"]:
                where = f"{compiler} {level}"
                linker = Linker(build, folder / f"{compiler}{level}", compiler,
                                level)
                try:
                    for name, problem in cases(linker):
                        checks.expect(f"{name} ({where})", problem)
                except RuntimeError as error:
                    checks.expect(where, f"does not build: {error}")
    return checks.finish()


if __name__ == "__main__":
    sys.exit(main())
