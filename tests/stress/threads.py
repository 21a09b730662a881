#!/usr/bin/env python3
"""Threads under ThreadSanitizer, by gcc and by clang.

The runtime's own tests of threads, and annotated programs: one in which threads
have graphs, cycles, weak references and finalizers of their own, and those of
tests/programs that have threads. The runtime is built for the sanitizer, too.
Nothing may be reported.
"""

import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import harness  # noqa: E402
import report  # noqa: E402

SOURCE = HERE.parent.parent
FLAGS = ["-std=c11", "-g", "-O1", "-fsanitize=thread", "-pthread"]
TESTS = ["gc_matrix_thread_test"]
COMPILERS = ["gcc", "clang"]


class Failure(Exception):
    """Something does not compile."""


def build(words, env=None):
    """Runs a compiler."""
    result = harness.run(words, env)
    if result.code != 0:
        raise Failure(harness.first_line(result.err))


class Maker:
    """Builds with one compiler; the runtime is in every program."""

    def __init__(self, tree, folder, compiler):
        self.tree = tree
        self.folder = folder
        self.compiler = compiler
        self.runtime = [self.unit(path) for path in
                        sorted((SOURCE / "runtime/src").glob("*.c"))]

    def unit(self, path):
        """An object of the runtime, or of its tests."""
        target = self.folder / f"{path.stem}.o"
        build([self.compiler, *FLAGS, "-c", path, "-o", target,
               "-I", SOURCE / "runtime/include", "-I", SOURCE / "runtime/src"])
        return target

    def test(self, name):
        """A unit test of the runtime."""
        target = self.folder / name
        build([self.compiler, *FLAGS,
               self.unit(SOURCE / "tests/unit" / f"{name}.c"), *self.runtime,
               "-lcmocka", "-o", target])
        return target

    def program(self, path):
        """An annotated program."""
        target = self.folder / path.stem
        build([self.tree.tally_cc, *FLAGS, path, *self.runtime, "-o", target],
              {"TALLY_CC": self.compiler, "TALLY_RUNTIME": "none"})
        return target


def problem_of(result):
    """What is wrong with how a program ran, or None."""
    for line in result.err.splitlines():
        if "ThreadSanitizer" in line:
            return line
    if result.code != 0:
        return harness.end_of(result) + ": " + harness.first_line(result.err)
    return None


def left_behind(text):
    """What was not released, unless nothing is: the sanitizer may have a thread
    of its own."""
    if "other threads are running" in text:
        return None
    return report.left_behind(text)


def cases(maker):
    """Name and problem of each case."""
    for name in TESTS:
        yield name, problem_of(harness.run([maker.test(name)]))
    for path in [*sorted((HERE / "threads").glob("*.c")),
                 *sorted((SOURCE / "tests/programs").glob("thread-*.c"))]:
        result = harness.run([maker.program(path)],
                             {"TALLY_REPORT": "1", "TALLY_CHECK": "1"})
        yield path.stem, problem_of(result) or left_behind(result.err)


def main():
    options = harness.arguments(__doc__.splitlines()[0]).parse_args()
    tree = harness.Build(options.build)
    checks = harness.Checks()
    with harness.Scratch(options.keep) as folder:
        for compiler in COMPILERS[:1] if options.quick else COMPILERS:
            (folder / compiler).mkdir(exist_ok=True)
            try:
                maker = Maker(tree, folder / compiler, compiler)
                for name, problem in cases(maker):
                    checks.expect(f"{name} ({compiler})", problem)
            except Failure as error:
                checks.expect(compiler, f"does not build: {error}")
    return checks.finish()


if __name__ == "__main__":
    sys.exit(main())
