#!/usr/bin/env python3
"""Builds and runs every program of this folder in every way there is, and
compares what it prints. README.md beside this file says what a program is.

  erased    the annotated program as plain C, by gcc, clang and tcc
  counted   rewritten by tally-cc, with gcc, clang and tcc behind it
            run with the runtime's checks on; nothing may be left at the end
  collect   ... run again with a collection at every allocation
  asan      counted, under ASan, UBSan and LSan
  valgrind  counted, under valgrind's leak check

Every build is -Wall -Wextra -Wpedantic -Werror clean.
"""

import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import harness  # noqa: E402
import report  # noqa: E402

COMPILERS = ["gcc", "clang", "tcc"]
LEVELS = ["-O0", "-O2"]
SANITIZERS = ["-g", "-O1", "-fsanitize=address,undefined",
              "-fno-sanitize-recover=undefined", "-fno-omit-frame-pointer"]
# A program that says in a comment "tally warns: TLY0018" is warned so.
WARNS = re.compile(r"tally warns:((?: TLY\d{4})+)")
# One that says "not for tcc" uses what tcc does not have.
NOT_FOR = re.compile(r"not for (\w+)")
WARNING = re.compile(r"^.*: warning: .* \[(TLY\d{4})\]\n(?: *\d* \| .*\n)*"
                     r"(?:.*: note: .*\n)?", re.MULTILINE)
CHECKED = {"TALLY_CHECK": "1", "TALLY_REPORT": "1"}


class Program:
    """One program: its units and what it has to print."""

    def __init__(self, path):
        self.name = path.stem if path.is_file() else path.name
        self.folder = path.parent if path.is_file() else path
        self.units = [path] if path.is_file() else sorted(path.glob("*.c"))
        self.expected = self.read("expected")
        self.counted = self.read("counted")
        self.warns = {code for unit in self.units
                      for found in WARNS.findall(unit.read_text())
                      for code in found.split()}
        self.not_for = {compiler for unit in self.units for compiler
                        in NOT_FOR.findall(unit.read_text())}
        self.options = " ".join(harness.options(self.units[0]))
        self.input = HERE / f"{self.name}.input"

    def read(self, suffix):
        path = HERE / f"{self.name}.{suffix}"
        return path.read_text() if path.exists() else None

    def unexpected(self, text):
        """What compilers said, less the warnings that were announced."""
        return WARNING.sub(
            lambda match: "" if match[1] in self.warns else match[0], text)


def programs(names):
    """All programs, or those that are named."""
    found = [Program(path) for path in sorted(HERE.iterdir())
             if path.suffix == ".c" or (path.is_dir() and any(path.glob("*.c")))]
    if not names:
        return found
    wanted = {pathlib.Path(name).stem for name in names}
    unknown = wanted - {program.name for program in found}
    if unknown:
        sys.exit(f"no such program: {', '.join(sorted(unknown))}")
    return [program for program in found if program.name in wanted]


class Runner:
    """Builds and checks one program after the other."""

    def __init__(self, build, scratch, quick):
        self.build = build
        self.scratch = scratch
        self.quick = quick
        self.checks = harness.Checks()

    def compile(self, command, env, program, variant, flags):
        """The executable, or None if a check failed. One unit is compiled and
        linked by one command, several by one each."""
        folder = self.scratch / program.name / variant
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / program.name
        base = [*command, *harness.WARNINGS, *flags, "-I", program.folder]
        if len(program.units) == 1:
            steps = [[*base, program.units[0], "-o", target]]
        else:
            objects = [folder / (unit.stem + ".o") for unit in program.units]
            steps = [[*base, "-c", unit, "-o", object]
                     for unit, object in zip(program.units, objects)]
            steps.append([*command, *flags, *objects, "-o", target])
        for step in steps:
            result = harness.run(step, env)
            problem = None
            if result.code != 0:
                problem = "does not build: " + harness.first_line(result.err)
            elif program.unexpected(result.err):
                problem = "builds, but says: " + harness.first_line(
                    program.unexpected(result.err))
            if problem:
                self.checks.expect(f"{program.name} [{variant}]", problem)
                return None
        return target

    @staticmethod
    def environment(program, compiler):
        """What tally-cc is told."""
        return {"TALLY_CC": compiler, "TALLY_OPTIONS": program.options}

    def execute(self, argv, env, program):
        """Runs a built program with its input."""
        if not program.input.exists():
            return harness.run(argv, env)
        with open(program.input, "rb") as stdin:
            return harness.run(argv, env, stdin=stdin)

    def erased(self, program, compiler, level):
        """The result of the plain program; checked where it has to be."""
        variant = f"erased {compiler} {level}"
        target = self.compile([compiler], None, program, variant,
                              [level, "-I", self.build.include])
        if not target:
            return None
        result = self.execute([target], None, program)
        wanted = program.expected
        problem = None
        if result.code < 0:
            problem = harness.end_of(result)
        elif wanted is not None and result.out != wanted:
            problem = harness.first_difference(wanted, result.out)
        self.checks.expect(f"{program.name} [{variant}]", problem)
        return result

    def compare(self, program, oracle, result, events):
        """What is wrong with a counted run: None if nothing. `events`: what
        it wrote to stderr is compared too."""
        if result.code != oracle.code:
            return (harness.end_of(result) + ": "
                    + harness.first_line(result.err))
        wanted = oracle.out if program.expected is None else program.expected
        if result.out != wanted:
            return harness.first_difference(wanted, result.out)
        wanted = oracle.err if program.counted is None else program.counted
        if events and report.own_lines(result.err) != wanted:
            return "stderr " + harness.first_difference(
                wanted, report.own_lines(result.err))
        return None

    def check_run(self, program, variant, oracle, argv, env, events=True):
        """Runs a counted program with the runtime's checks on."""
        result = self.execute(argv, {**CHECKED, **env}, program)
        problem = (self.compare(program, oracle, result, events)
                   or report.left_behind(result.err))
        self.checks.expect(f"{program.name} [{variant}]", problem)
        return result

    def counted(self, program, oracle, compiler, level):
        """The rewritten program, and again with collections everywhere."""
        variant = f"counted {compiler} {level}"
        target = self.compile([self.build.tally_cc],
                              self.environment(program, compiler),
                              program, variant, [level])
        if not target:
            return
        result = self.check_run(program, variant, oracle, [target], {})
        if compiler == "gcc" and level == "-O2":
            # Each collection looks at all objects: fewer where there are many.
            every = (report.objects_made(result.err) or 0) // 500 + 1
            self.check_run(program, "collect", oracle, [target],
                           {"TALLY_COLLECT_EVERY": str(every)}, events=False)

    def asan(self, program, oracle, compiler):
        """The rewritten program under the sanitizers."""
        variant = f"asan {compiler}"
        target = self.compile([self.build.tally_cc],
                              self.environment(program, compiler),
                              program, variant, SANITIZERS)
        if target:
            self.check_run(program, variant, oracle, [target], {
                "ASAN_OPTIONS": "detect_leaks=1:abort_on_error=0",
                "UBSAN_OPTIONS": "print_stacktrace=1"})

    def valgrind(self, program, oracle):
        """The rewritten program under valgrind."""
        target = self.compile([self.build.tally_cc],
                              self.environment(program, "gcc"),
                              program, "valgrind", ["-g", "-O0"])
        if target:
            self.check_run(program, "valgrind", oracle, [
                "valgrind", "-q", "--leak-check=full", "--error-exitcode=9",
                "--log-file=/dev/null", target], {})

    def all_of(self, program):
        """Every way to build one program."""
        compilers = [name for name in COMPILERS[::2 if self.quick else 1]
                     if name not in program.not_for]
        levels = LEVELS[1:] if self.quick else LEVELS
        oracle = self.erased(program, "gcc", "-O0")
        if not oracle:
            return
        for compiler in compilers:
            for level in levels:
                if (compiler, level) != ("gcc", "-O0"):
                    self.erased(program, compiler, level)
                self.counted(program, oracle, compiler, level)
        self.asan(program, oracle, "gcc")
        if not self.quick:
            self.asan(program, oracle, "clang")
            self.valgrind(program, oracle)


def main():
    parser = harness.arguments(__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="programs; default all")
    options = parser.parse_args()
    build = harness.Build(options.build)
    with harness.Scratch(options.keep) as scratch:
        runner = Runner(build, scratch, options.quick)
        harness.each(runner.all_of, programs(options.names), options.jobs)
    return runner.checks.finish()


if __name__ == "__main__":
    sys.exit(main())
