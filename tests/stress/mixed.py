#!/usr/bin/env python3
"""Programs whose units were not all rewritten.

An erased unit linked with counted ones would corrupt memory: the program has
to stop at its start with exit code 70 and a message that names the erased
file, whichever unit is the erased one, whichever compiler made it, whether
the runtime is static or shared, and whether the erased unit is in the program
or in a library of its own. Units that count by hand may be mixed in.
"""

import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import harness  # noqa: E402
import report  # noqa: E402

UNITS = HERE / "mixed"
STOPPED = 70


class Mixer:
    """Builds one program in `folder` with one compiler and kind of runtime."""

    def __init__(self, build, folder, compiler, runtime):
        self.build = build
        self.folder = folder
        self.compiler = compiler
        self.runtime = runtime
        self.flags = [*harness.WARNINGS, "-O1", "-fPIC", "-c"]
        folder.mkdir(parents=True, exist_ok=True)

    def make(self, argv, env=None):
        """Runs a compiler; its failure is an exception."""
        result = harness.run(argv, env)
        if result.code != 0:
            raise RuntimeError(harness.first_line(result.err))

    def counted(self, unit):
        """The object file of a rewritten unit."""
        target = self.folder / f"{unit}.counted.o"
        self.make([self.build.tally_cc, *self.flags, UNITS / f"{unit}.c",
                   "-o", target], {"TALLY_CC": self.compiler})
        return target

    def plain(self, unit):
        """The object file of a unit that only the compiler saw."""
        target = self.folder / f"{unit}.plain.o"
        self.make([self.compiler, *self.flags, "-I", self.build.include,
                   UNITS / f"{unit}.c", "-o", target])
        return target

    def library(self, *objects):
        """A shared library of the program's own."""
        target = self.folder / "libother.so"
        self.make([self.compiler, "-shared", *objects, "-o", target])
        return target

    def run(self, *files):
        """Links the program and runs it."""
        target = self.folder / "program"
        runtime = [self.build.static]
        if self.runtime == "shared":
            runtime = [self.build.shared,
                       f"-Wl,-rpath,{self.build.shared.parent}"]
        self.make([self.compiler, *files, *runtime, "-lpthread",
                   f"-Wl,-rpath,{self.folder}", "-o", target])
        return harness.run([target], {"TALLY_REPORT": "1",
                                      "TALLY_CHECK": "1"})


def stopped(result, name):
    """What is wrong if a program was to be stopped because of unit `name`."""
    if result.code != STOPPED:
        return (f"{harness.end_of(result)}, wanted {STOPPED}: "
                + harness.first_line(result.err))
    if f"{name}.c" not in result.err:
        return f"the message does not name {name}.c: {result.err.strip()}"
    if result.out:
        return "the program had begun"
    return None


def went_well(result):
    """What is wrong with a program that was to run."""
    if result.code != 0:
        return harness.end_of(result) + ": " + harness.first_line(result.err)
    if result.out != "1 2\n":
        return harness.first_difference("1 2\n", result.out)
    return report.left_behind(result.err)


def cases(mixer):
    """Name and problem of each case."""
    yield "all counted", went_well(
        mixer.run(mixer.counted("main"), mixer.counted("other")))
    yield "counted and manual", went_well(
        mixer.run(mixer.counted("main"), mixer.counted("maker"),
                  mixer.plain("manual")))
    yield "counted library", went_well(
        mixer.run(mixer.counted("main"),
                  mixer.library(mixer.counted("other"))))
    yield "erased other", stopped(
        mixer.run(mixer.counted("main"), mixer.plain("other")), "other")
    yield "erased main", stopped(
        mixer.run(mixer.plain("main"), mixer.counted("other")), "main")
    yield "erased library", stopped(
        mixer.run(mixer.counted("main"),
                  mixer.library(mixer.plain("other"))), "other")


def main():
    options = harness.arguments(__doc__.splitlines()[0]).parse_args()
    build = harness.Build(options.build)
    checks = harness.Checks()
    with harness.Scratch(options.keep) as folder:
        for compiler in ["gcc", "clang"]:
            for runtime in ["static", "shared"]:
                where = f"{compiler}, {runtime} runtime"
                mixer = Mixer(build, folder / f"{compiler}-{runtime}",
                              compiler, runtime)
                try:
                    for name, problem in cases(mixer):
                        checks.expect(f"{name} ({where})", problem)
                except RuntimeError as error:
                    checks.expect(where, f"does not build: {error}")
    return checks.finish()


if __name__ == "__main__":
    sys.exit(main())
