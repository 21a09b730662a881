#!/usr/bin/env python3
"""Emits, builds and runs mutants: whatever shows when a mutant runs, the
checker must have refused.

The mutants are those of run.py, of the programs of one file in
tests/programs. The tool in build/tests/mutation/bin (misplace.c) writes each
as C; it is built with gcc under ASan and UBSan and run under LSan, the
runtime's exact checks and its report. It is *exposed* if it crashes or hangs,
if one of these complains, or if it prints anything but what the program has
to print, the order of its finalizers included; otherwise it is *silent*. An
accepted mutant that would be silent is run once more with a collection at
every allocation.

Three kinds are not run:

  alike      the text is that of the program without the mutation: C does not
             tell the two graphs apart
  again      the text is that of another mutant, which counts for both
  unspelled  the emitter cannot write it, or the compiler cannot read it: a
             second release, for instance, of a value that the first one took

    tests/mutation/emit.py --build build [--all | --sample N] [--list]
                          [NAME...]

All accepted mutants are built, and N of the refused ones, evenly spread. An
accepted mutant that is exposed is a hole in the checker and fails.
"""

import collections
import hashlib
import os
import pathlib
import re
import resource
import signal
import sys
import threading

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
sys.path.insert(0, str(HERE))
import harness  # noqa: E402
import report  # noqa: E402
import run as graphs  # noqa: E402

PROGRAMS = harness.SOURCE / "tests" / "programs"

# How many refused mutants a run without --all builds.
SAMPLE = 150

COMPILER = ["gcc", "-std=c11", "-w", "-g", "-O1",
            "-fsanitize=address,undefined", "-fno-sanitize-recover=undefined",
            "-fno-omit-frame-pointer"]
CHECKED = {"TALLY_CHECK": "2", "TALLY_REPORT": "1",
           "ASAN_OPTIONS": "detect_leaks=1:symbolize=0",
           "UBSAN_OPTIONS": "symbolize=0", "LSAN_OPTIONS": "symbolize=0"}

# No program takes a second; what a mistake keeps busy is stopped.
CPU_SECONDS = 20
harness.TIMEOUT = 120

# Who exposes a mutant, and by what.
SIGNS = [
    ("LSan", re.compile(r"ERROR: LeakSanitizer")),
    ("ASan", re.compile(r"ERROR: AddressSanitizer")),
    ("UBSan", re.compile(r"runtime error:")),
    ("TALLY_CHECK", re.compile(r"^tally: (?!\d+ )", re.MULTILINE)),
]

Mutant = collections.namedtuple("Mutant", "program name accepted why")
Run = collections.namedtuple("Run", "sign detail")  # sign is None: silent
SILENT = Run(None, "")


class Program:
    """A program, as it is without a mistake, and its mutants."""

    def __init__(self, source):
        self.source = source
        self.name = source.stem
        self.input = source.with_suffix(".input")
        self.text = self.result = None
        self.runs = {}  # by digest of the text: a Run, or None if unspelled
        self.lock = threading.Lock()


def limits():
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def sign_of(result, wanted):
    """What a run shows; `wanted` is the run of the program as it is."""
    for sign, pattern in SIGNS:
        match = pattern.search(result.err)
        if match:
            line = result.err[match.start():].splitlines()[0]
            return Run(sign, line)
    if result.code != wanted.code:
        return Run("end", harness.end_of(result))
    if result.out != wanted.out:
        return Run("stdout", harness.first_difference(wanted.out, result.out))
    one, other = report.own_lines(wanted.err), report.own_lines(result.err)
    if one != other:
        return Run("stderr", harness.first_difference(one, other))
    left = report.left_behind(result.err)
    return Run("report", left) if left else SILENT


class Bench:
    """Writes, builds and runs."""

    def __init__(self, build, scratch, list_refused):
        self.build = build
        self.scratch = scratch
        self.list_refused = list_refused
        self.tally = build.folder / "tests" / "mutation" / "bin" / "tally"
        self.checks = harness.Checks()
        self.counts = collections.Counter()
        self.signs = collections.Counter()
        self.lock = threading.Lock()

    def write(self, program, target, mutant=""):
        """Rewrites into the file `target`; the tool's result."""
        return harness.run(
            [self.tally, "rewrite", program.source, "-o", target, "--",
             "-std=c11"], {"TALLY_MUTANT": mutant} if mutant else None)

    def build_text(self, program, text, target):
        return harness.run([*COMPILER, "-I", self.build.include, "-iquote",
                            program.source.parent, text, self.build.static,
                            "-pthread", "-o", target])

    def execute(self, program, target, env):
        argv, env = [target], {**CHECKED, **env}
        if not program.input.exists():
            return harness.run(argv, env, limit=limits)
        with open(program.input, "rb") as stdin:
            return harness.run(argv, env, stdin=stdin, limit=limits)

    def prepare(self, program):
        """The program without a mistake has to be silent."""
        target = self.scratch / program.name
        text = target.with_suffix(".c")
        problem = None
        result = self.write(program, text)
        if result.code == 0:
            result = self.build_text(program, text, target)
        if result.code == 0:
            program.text = text.read_bytes()
            result = program.result = self.execute(program, target, {})
            problem = sign_of(result, result)
            problem = f"{problem.sign}: {problem.detail}" if problem.sign \
                else None
        if result.code != 0 and not program.result:
            problem = "does not build: " + harness.first_line(result.err)
        self.checks.expect(f"{program.name} as it is", problem)
        if problem:
            program.result = None

    # ---- one mutant ---------------------------------------------------------

    def run_text(self, program, text, target, accepted):
        """The Run of a text, or None if the compiler cannot read it."""
        if self.build_text(program, text, target).code != 0:
            return None
        run = sign_of(self.execute(program, target, {}), program.result)
        if accepted and not run.sign:
            collecting = {"TALLY_COLLECT_EVERY": "1", "TALLY_CHECK": "1"}
            result = self.execute(program, target, collecting)
            # Cycles die earlier then, so only the tools are asked.
            run = sign_of(result, result)
        target.unlink(missing_ok=True)
        return run

    def classify(self, mutant, stem):
        """A word of the table and, where it was run, the Run."""
        program = mutant.program
        text = stem.with_suffix(".c")
        result = self.write(program, text, mutant.name)
        verdicts = re.findall(r"^mutant .*?: (accepted|refused)", result.err,
                              re.MULTILINE)
        wanted = "accepted" if mutant.accepted else "refused"
        if not verdicts or verdicts[-1] != wanted:
            self.checks.expect(f"{program.name} {mutant.name}",
                               "the checker says something else of what is "
                               f"emitted, and not '{wanted}'")
        if result.code != 0 or not text.exists():
            return "unspelled", None
        content = text.read_bytes()
        if content == program.text:
            return "alike", None
        digest = (hashlib.sha256(content).digest(), mutant.accepted)
        with program.lock:
            known = digest in program.runs
            if not known:
                program.runs[digest] = None
        if known:
            return "again", None
        run = self.run_text(program, text, stem, mutant.accepted)
        program.runs[digest] = run
        if not run:
            return "unspelled", None
        return ("exposed" if run.sign else "silent"), run

    def judge(self, mutant, number):
        """Builds and runs one mutant and says whether the checker was right."""
        stem = self.scratch / f"{mutant.program.name}-{number}"
        word, run = self.classify(mutant, stem)
        stem.with_suffix(".c").unlink(missing_ok=True)
        with self.lock:
            self.counts[mutant.accepted, word] += 1
            if word == "exposed":
                self.signs[mutant.accepted, run.sign] += 1
            if mutant.accepted or self.list_refused:
                print("accepted" if mutant.accepted else "refused",
                      f"{mutant.program.name}:{mutant.name}: {word}: "
                      f"{mutant.why}", flush=True)
        hole = mutant.accepted and word == "exposed"
        self.checks.expect(
            f"{mutant.program.name}:{mutant.name}",
            f"the checker accepts it, but {run.sign} sees: {run.detail}"
            if hole else None)

    # ---- the table ----------------------------------------------------------

    def print_table(self):
        words = ["exposed", "silent", "alike", "again", "unspelled"]
        print("\n" + " " * 9 + "".join(f"{word:>10}" for word in words))
        for accepted, name in ((False, "refused"), (True, "accepted")):
            print(f"{name:9}" + "".join(f"{self.counts[accepted, word]:10}"
                                        for word in words))
        print("\nexposed by: " + ", ".join(
            f"{sign} {count}" for (_, sign), count
            in self.signs.most_common()))


def mutants_of(program, build, scratch):
    """All mutants of a program, in the order of its dump."""
    dump = graphs.dump(build, program.source, scratch)
    if not dump:
        return []
    names = harness.run([build.folder / "tests" / "mutation" / "mutation",
                         "--names", dump])
    found = re.findall(r"^(accepted|refused) [^:]*:([^ ]*): (.*)$", names.out,
                       re.MULTILINE)
    return [Mutant(program, name, verdict == "accepted", why)
            for verdict, name, why in found]


def choose(mutants, options):
    """The accepted ones first, then of the refused ones as many as wanted."""
    accepted = [mutant for mutant in mutants if mutant.accepted]
    refused = [mutant for mutant in mutants if not mutant.accepted]
    every = 1 if options.all else max(1, len(refused) // options.sample)
    return accepted + refused[every // 2::every]


def check_shipped(build, checks):
    """What is installed knows nothing of mutants."""
    for path in ("bin/tally", "lib/libtally-front.so"):
        there = b"TALLY_MUTANT" in (build.folder / path).read_bytes()
        checks.expect(path, "it can make mutants" if there else None)


def main():
    parser = harness.arguments(__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--all", action="store_true",
                        help="build all refused mutants, too")
    parser.add_argument("--sample", type=int, default=SAMPLE, metavar="N",
                        help=f"how many of them otherwise ({SAMPLE})")
    parser.add_argument("--list", action="store_true",
                        help="print the refused ones, too, one by one")
    options = parser.parse_args()
    build = harness.Build(options.build)
    programs = [Program(path) for path in sorted(PROGRAMS.glob("*.c"))
                if not options.names or path.stem in options.names]
    with harness.Scratch(options.keep) as scratch:
        bench = Bench(build, scratch, options.list)
        check_shipped(build, bench.checks)
        found = {}

        def list_mutants(program):
            found[program.name] = mutants_of(program, build, scratch)

        harness.each(list_mutants, programs, options.jobs)
        mutants = [mutant for program in programs
                   for mutant in found[program.name]]
        chosen = choose(mutants, options)
        needed = {mutant.program.name for mutant in chosen}
        harness.each(bench.prepare, [program for program in programs
                                     if program.name in needed], options.jobs)
        chosen = [mutant for mutant in chosen if mutant.program.result]
        print(f"{len(programs)} programs, {len(mutants)} mutants, of which "
              f"{len(chosen)} are emitted", flush=True)
        harness.each(lambda item: bench.judge(item[1], item[0]),
                     enumerate(chosen), options.jobs)
        bench.print_table()
    return bench.checks.finish()


if __name__ == "__main__":
    sys.exit(main())
