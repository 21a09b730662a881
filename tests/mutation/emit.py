#!/usr/bin/env python3
"""Emits, builds and runs mutants: whatever shows when a mutant runs, the
checker must have refused.

The mutants are those of run.py, in the units of tests/programs and of the
samples. The tool in build/tests/mutation/bin (misplace.c) writes each as C; it
is built with gcc under ASan and UBSan and run under LSan, the runtime's exact
checks and its report. It is *exposed* if it crashes or hangs, if one of these
complains, or if it prints anything but what the program prints without the
mistake, the order of its finalizers included; otherwise it is *silent*. An
accepted mutant that would be silent is run once more with a collection at
every allocation.

Three kinds are not run:

  alike      the text is that of the unit without the mutation: C does not
             tell the two graphs apart
  again      the text is that of another mutant, which counts for both
  unspelled  the emitter cannot write it, or the compiler cannot read it: a
             second release, for instance, of a value that the first one took;
             or it is accepted and would be exposed, but the validation of what
             was written finds another graph there

    tests/mutation/emit.py --build build [--all | --sample N] [--list]
                          [PROGRAM...]

All accepted mutants are built, and N of the refused ones, evenly spread. An
accepted mutant that is exposed is a hole in the checker and fails.
"""

import collections
import hashlib
import pathlib
import re
import resource
import sys
import threading

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
sys.path.insert(0, str(HERE))
import harness  # noqa: E402
import report  # noqa: E402
import run as graphs  # noqa: E402

PROGRAMS = harness.SOURCE / "tests" / "programs"
SAMPLES = harness.SOURCE / "samples"

# How many refused mutants a run without --all builds.
SAMPLE = 100

# Units that need no edits are written as they are, and count, too.
COMPILER = ["gcc", "-std=c11", "-w", "-g", "-O1", "-DTALLY_REWRITTEN=1",
            "-fsanitize=address,undefined", "-fno-sanitize-recover=undefined",
            "-fno-omit-frame-pointer"]
CHECKED = {"TALLY_CHECK": "2", "TALLY_REPORT": "1",
           "ASAN_OPTIONS": "detect_leaks=1:symbolize=0",
           "UBSAN_OPTIONS": "symbolize=0", "LSAN_OPTIONS": "symbolize=0"}
COLLECTING = {"TALLY_CHECK": "1", "TALLY_COLLECT_EVERY": "1"}

# No program takes a second; what a mistake keeps busy is stopped.
CPU_SECONDS = 20
harness.TIMEOUT = 120

# What the json sample is run with, in its folder `tests`: each of its ways
# through a document, and each kind of error.
JSON_COMMANDS = [
    ["valid/store.json", ".store.book[*].author"],
    ["--sort", "--compact", "valid/unsorted.json"],
    ["--sort", "valid/same-names.json", ".a"],
    ["--ascii", "valid/escapes.json"],
    ["valid/nested-empty.json", "[*][*]"],
    ["valid/store.json", ".store["],
    ["malformed/trailing-comma-object.json"],
    ["malformed/name-without-quotes.json"],
    ["no-such-file.json"],
]

# Who exposes a mutant, and by what.
SIGNS = [
    ("LSan", re.compile(r"ERROR: LeakSanitizer")),
    ("ASan", re.compile(r"ERROR: AddressSanitizer")),
    ("UBSan", re.compile(r"runtime error:")),
    ("TALLY_CHECK", re.compile(r"^tally: (?!\d+ )", re.MULTILINE)),
]

Mutant = collections.namedtuple("Mutant", "unit name accepted why")
Run = collections.namedtuple("Run", "sign detail")  # sign is None: silent
SILENT = Run(None, "")


class Unit:
    """A source file and, once its program is prepared, what it is without a
    mistake."""

    def __init__(self, program, source):
        self.program = program
        self.source = source
        several = source.stem != program.name
        self.name = f"{program.name}/{source.stem}" if several else source.stem
        self.text = self.object = None
        self.seen = set()  # digests of the texts that were run
        self.lock = threading.Lock()


class Program:
    """A program and how it is run: `commands` are lists of arguments."""

    def __init__(self, name, sources, commands=((),), folder=None):
        self.name = name
        self.units = [Unit(self, source) for source in sources]
        self.commands = commands
        self.folder = folder
        self.input = PROGRAMS / f"{name}.input"
        self.results = None  # without a mistake, one for each command


def programs(names):
    """All programs, or those that are named."""
    found = [Program(path.stem, [path]) if path.is_file()
             else Program(path.name, sorted(path.glob("*.c")))
             for path in sorted(PROGRAMS.iterdir())
             if path.suffix == ".c" or path.is_dir() and any(path.glob("*.c"))]
    found += [Program(name, sorted((SAMPLES / name).glob("*.c")))
              for name in ("number", "family")]
    found.append(Program("json", sorted((SAMPLES / "json").glob("*.c")),
                         JSON_COMMANDS, SAMPLES / "json" / "tests"))
    return [program for program in found
            if not names or program.name in names]


def limits():
    """In the child, before a program starts."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def sign_of(result, wanted):
    """What a run shows; `wanted` is the run without a mistake."""
    for sign, pattern in SIGNS:
        match = pattern.search(result.err)
        if match:
            return Run(sign, result.err[match.start():].splitlines()[0])
    if result.code != wanted.code:
        return Run("exit code", harness.end_of(result))
    if result.out != wanted.out:
        return Run("stdout", harness.first_difference(wanted.out, result.out))
    one, other = report.own_lines(wanted.err), report.own_lines(result.err)
    if one != other:
        return Run("stderr", harness.first_difference(one, other))
    left = report.left_behind(result.err)
    return Run("TALLY_REPORT", left) if left else SILENT


class Workshop:
    """Writes, builds and runs."""

    def __init__(self, build, scratch):
        self.build = build
        self.scratch = scratch
        self.tally = build.folder / "tests" / "mutation" / "bin" / "tally"
        self.mutation = build.folder / "tests" / "mutation" / "mutation"

    def mutants_of(self, unit):
        """All mutants of a unit, in the order of its dump."""
        dump = graphs.dump(self.build, "place", unit.source, self.scratch)
        if not dump:
            return []
        names = harness.run([self.mutation, "--names", dump])
        found = re.findall(r"^(accepted|refused) [^:]*:([^ ]*): (.*)$",
                           names.out, re.MULTILINE)
        return [Mutant(unit, name, verdict == "accepted", why)
                for verdict, name, why in found]

    def write(self, unit, target, mutant=None, switches=()):
        """Rewrites a unit into the file `target`; the tool's result. Some
        graphs are beyond the emitter: what it leaves then is ours."""
        env = {"TMPDIR": str(self.scratch)}
        if mutant:
            env["TALLY_MUTANT"] = mutant
        return harness.run([self.tally, "rewrite", "--skip=all", *switches,
                            *harness.options(unit.source), unit.source, "-o", target, "--", "-std=c11"], env)

    def compile(self, unit, text, target):
        """A text of the unit into an object file."""
        return harness.run([*COMPILER, "-I", self.build.include, "-iquote",
                            unit.source.parent, "-c", text, "-o", target])

    def link(self, objects, target):
        return harness.run([*COMPILER, *objects, self.build.static, "-pthread",
                            "-o", target])

    def execute(self, program, command, target, env):
        argv, env = [target, *command], {**CHECKED, **env}
        if not program.input.exists():
            return harness.run(argv, env, cwd=program.folder, limit=limits)
        with open(program.input, "rb") as stdin:
            return harness.run(argv, env, stdin=stdin, limit=limits)

    def make_units(self, program):
        """Writes and compiles all units as they are; None or a problem."""
        for unit in program.units:
            stem = self.scratch / unit.name.replace("/", "-")
            text = stem.with_suffix(".c")
            result = self.write(unit, text)
            unit.object = stem.with_suffix(".o")
            if result.code == 0:
                unit.text = text.read_bytes()
                result = self.compile(unit, text, unit.object)
            if result.code != 0:
                return "does not build: " + harness.first_line(result.err)
        return None

    def prepare(self, program):
        """The program without a mistake has to be silent. None, or a
        problem."""
        problem = self.make_units(program)
        if problem:
            return problem
        target = self.scratch / f"{program.name}.as-it-is"
        result = self.link([unit.object for unit in program.units], target)
        if result.code != 0:
            return "does not link: " + harness.first_line(result.err)
        results = [self.execute(program, command, target, {})
                   for command in program.commands]
        for result in results:
            run = sign_of(result, result)
            if run.sign:
                return f"{run.sign}: {run.detail}"
        program.results = results
        return None

    def run_built(self, program, target, accepted):
        """What the first run shows that shows anything."""
        for command, wanted in zip(program.commands, program.results):
            result = self.execute(program, command, target, {})
            run = sign_of(result, wanted)
            if not run.sign and accepted:
                # Cycles die earlier then, so only the tools are asked.
                result = self.execute(program, command, target, COLLECTING)
                run = sign_of(result, result)
            if run.sign:
                return run
        return SILENT

    def run_text(self, unit, text, accepted):
        """The Run of the program with this text as the unit, or None if the
        compiler cannot read it."""
        made, target = text.with_suffix(".o"), text.with_suffix("")
        if self.compile(unit, text, made).code != 0:
            return None
        result = self.link([made if other is unit else other.object
                            for other in unit.program.units], target)
        run = Run("linker", harness.first_line(result.err)) if result.code \
            else self.run_built(unit.program, target, accepted)
        made.unlink()
        target.unlink(missing_ok=True)
        return run


class Judge:
    """Says of each mutant whether the checker was right, and counts."""

    def __init__(self, workshop, list_refused):
        self.workshop = workshop
        self.list_refused = list_refused
        self.checks = harness.Checks()
        self.counts = collections.Counter()
        self.signs = collections.Counter()
        self.lock = threading.Lock()

    def check_verdict(self, mutant, said):
        """What the checker says of the graph that is emitted has to be what it
        says of the graph that was read from the dump."""
        verdicts = re.findall(r"^mutant \S*: (accepted|refused)", said,
                              re.MULTILINE)
        wanted = "accepted" if mutant.accepted else "refused"
        self.checks.expect(
            f"{mutant.unit.name}:{mutant.name}",
            "it was never emitted" if not verdicts
            else f"it is {verdicts[-1]} where it is emitted, {wanted} where "
            "it is read" if verdicts[-1] != wanted else None)

    def classify(self, mutant, text):
        """A word of the table and, where it was run, the Run."""
        unit = mutant.unit
        result = self.workshop.write(unit, text, mutant.name)
        self.check_verdict(mutant, result.err)
        if result.code != 0 or not text.exists():
            return "unspelled", None
        content = text.read_bytes()
        if content == unit.text:
            return "alike", None
        digest = hashlib.sha256(content).digest(), mutant.accepted
        with unit.lock:
            if digest in unit.seen:
                return "again", None
            unit.seen.add(digest)
        run = self.workshop.run_text(unit, text, mutant.accepted)
        if not run:
            return "unspelled", None
        if not run.sign:
            return "silent", run
        if mutant.accepted and not self.is_faithful(mutant, text):
            return "unspelled", None
        return "exposed", run

    def is_faithful(self, mutant, text):
        """Does the text spell the mutant's graph, and not another one?"""
        result = self.workshop.write(mutant.unit, text, mutant.name,
                                     ["--validate"])
        return result.code == 0

    def judge(self, number, mutant):
        """Emits one mutant; `number` is its own."""
        name = f"{mutant.unit.name}:{mutant.name}"
        text = self.workshop.scratch / f"mutant-{number}.c"
        word, run = self.classify(mutant, text)
        text.unlink(missing_ok=True)
        with self.lock:
            self.counts[mutant.accepted, word] += 1
            if word == "exposed":
                self.signs[run.sign] += 1
            if mutant.accepted or self.list_refused:
                print("accepted" if mutant.accepted else "refused",
                      f"{name}: {word}: {mutant.why}", flush=True)
        if mutant.accepted:
            self.checks.expect(
                name, "the checker accepts it, but "
                f"{run.sign} sees: {run.detail}" if word == "exposed"
                else None)

    def print_table(self):
        words = ["exposed", "silent", "alike", "again", "unspelled"]
        print("\n" + " " * 9 + "".join(f"{word:>10}" for word in words))
        for accepted, name in ((False, "refused"), (True, "accepted")):
            print(f"{name:9}" + "".join(f"{self.counts[accepted, word]:10}"
                                        for word in words))
        print("\nexposed by: " + ", ".join(
            f"{sign} {count}" for sign, count in self.signs.most_common()))


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


def run_all(judge, options):
    """Lists the mutants, prepares the programs, judges what was chosen."""
    workshop, found = judge.workshop, {}
    all_programs = programs(options.names)
    units = [unit for program in all_programs for unit in program.units]

    def list_mutants(unit):
        found[unit] = workshop.mutants_of(unit)

    def prepare(program):
        judge.checks.expect(f"{program.name} as it is",
                            workshop.prepare(program))

    harness.each(list_mutants, units, options.jobs)
    mutants = [mutant for unit in units for mutant in found[unit]]
    chosen = choose(mutants, options)
    needed = {mutant.unit.program for mutant in chosen}
    harness.each(prepare, needed, options.jobs)
    chosen = [mutant for mutant in chosen if mutant.unit.program.results]
    print(f"{len(all_programs)} programs, {len(mutants)} mutants, of which "
          f"{len(chosen)} are emitted", flush=True)
    harness.each(lambda item: judge.judge(*item), enumerate(chosen),
                 options.jobs)


def main():
    parser = harness.arguments(__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="PROGRAM")
    parser.add_argument("--all", action="store_true",
                        help="build all refused mutants, too")
    parser.add_argument("--sample", type=int, default=SAMPLE, metavar="N",
                        help=f"how many of them otherwise ({SAMPLE})")
    parser.add_argument("--list", action="store_true",
                        help="print the refused ones, too, one by one")
    options = parser.parse_args()
    build = harness.Build(options.build)
    with harness.Scratch(options.keep) as scratch:
        judge = Judge(Workshop(build, scratch), options.list)
        check_shipped(build, judge.checks)
        run_all(judge, options)
        judge.print_table()
        nothing = not options.names and not judge.counts[False, "exposed"]
        judge.checks.expect("refused mutants", "none is exposed: what is "
                            "there to expose them does not work"
                            if nothing else None)
    return judge.checks.finish()


if __name__ == "__main__":
    sys.exit(main())
