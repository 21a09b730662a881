"""Builds a program in several ways and says what is wrong with it.

A *problem* is (kind, one line): the kind is what a reduction has to keep."""

import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import harness  # noqa: E402
import report  # noqa: E402

import machine  # noqa: E402
import text  # noqa: E402

# Without those that random programs deserve themselves: a warning of the
# original would hide one of the rewritten text.
WARNINGS = ["-std=c11", "-Wall", "-Wextra", "-Wpedantic",
            *(f"-Wno-{name}" for name in (
                "unused", "unused-parameter", "switch", "tautological-compare",
                "tautological-constant-compare", "self-assign", "bool-compare",
                "tautological-constant-out-of-range-compare",
                "missing-field-initializers", "logical-not-parentheses",
                "int-in-bool-context", "unknown-warning-option",
                # &object != NULL, which gcc excuses inside of a macro
                "address",
                # gcc 12 -O0, of variables whose scopes a case label enters
                "dangling-pointer"))]
CHECKED = {"TALLY_CHECK": "2", "TALLY_REPORT": "1"}
SANITIZERS = ["-g", "-O0", "-fsanitize=address,undefined",
              "-fno-sanitize-recover=undefined", "-fno-omit-frame-pointer"]

# How the rewritten text is built, cheapest first; and whether it is run with a
# collection at each allocation, too.
WAYS = {
    "gcc": (["gcc", "-O2"], True),
    "clang": (["clang", "-O0"], False),
    "clang -O2": (["clang", "-O2"], True),
    "gcc -O0": (["gcc", "-O0"], True),
    "tcc": (["tcc"], False),
    "asan": (["gcc", *SANITIZERS], True),
    "asan clang": (["clang", *SANITIZERS], True),
}


# What the generator does not keep clear of: pairs of stores whose value changes
# what a tag could be, owned values beside calls that a longjmp may leave.
REFUSED = ("TLY0043", "TLY0055")


class Problem(Exception):
    def __init__(self, kind, what):
        super().__init__(f"{kind}: {what}")
        self.kind = kind
        self.what = what


def expected(runs, least, most):
    """The machine whose events are to be expected, and whether exactly."""
    one, other = runs[least], runs[most]
    exact = (one.events == other.events and one.out == other.out
             and not one.unordered)
    return one, exact


def compare_events(wanted, got):
    """None, or one line."""
    at = 0
    for event in wanted:
        group = sorted(event) if isinstance(event, machine.Group) else [event]
        have = got[at:at + len(group)]
        if sorted(have) != group:
            return (f"event {at + 1}: wanted {' / '.join(group)}, "
                    f"got {' / '.join(have) or 'nothing'}")
        at += len(group)
    if at < len(got):
        return f"event {at + 1}: wanted nothing, got {got[at]}"
    return None


class Judge:
    """One program with its runs on the model, in a folder of its own."""

    def __init__(self, build, folder, program, runs):
        self.build = build
        self.folder = folder
        self.runs = runs
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in text.files(program).items():
            (folder / name).write_text(content)
        self.not_tcc = program.not_tcc
        self.options = ["--unwind=shadow"] if program.shadow else []
        self.sources = sorted(folder.glob("case*.c"))

    def call(self, kind, argv, env=None):
        result = harness.run(argv, env, limit=None)
        if kind == "tally" and result.code != 0:
            code = re.search(r"\[(TLY\d+)\]", harness.first_line(result.err))
            if code and code[1] in REFUSED:
                raise machine.Unfit("the tool may refuse it")
            kind = f"tally {code[1]}" if code else kind
        if result.code != 0:
            raise Problem(kind, f"{harness.end_of(result)}: "
                          + harness.first_line(result.err))
        if kind == "tally" and "[TLY0075]" in result.err:
            raise Problem("tally TLY0075", "a function is not optimised")
        return result

    def erased(self, compiler):
        target = self.folder / "erased"
        self.call("no C", [compiler, *WARNINGS, "-O0", "-I",
                           self.build.include, *self.sources, "-o", target])
        result = self.call("erased", [target])
        self.compare_out("erased", self.runs["erased"], result)

    def compare_out(self, kind, run, result):
        wanted = "".join(line + "\n" for line in run.out)
        if result.out != wanted:
            raise Problem(f"stdout {kind}",
                          harness.first_difference(wanted, result.out))

    def rewrite(self):
        self.rewritten = []
        for source in self.sources:
            target = source.with_name("rewritten-" + source.name)
            self.call("tally", [self.build.tally, "rewrite", "--validate",
                                *self.options, source, "-o", target, "--", "-std=c11"])
            self.rewritten.append(target)

    def runtime(self, command):
        """tcc's linker knows no thread-local data in archives."""
        if command != ["tcc"]:
            return [self.build.static]
        shared = self.build.shared
        return [shared, f"-Wl,-rpath={shared.parent}"]

    def counted(self, way):
        command, collect = WAYS[way]
        target = self.folder / ("counted-" + way.replace(" ", ""))
        result = self.call(f"build {way}", [
            *command, *WARNINGS, "-I", self.build.include,
            "-I", self.folder, *self.rewritten, *self.runtime(command), "-o",
            target])
        # gcc knows less of what is NULL behind our functions.
        if result.err and command != ["gcc", "-O2"] and (
                not self.original_warns(command)):
            raise Problem(f"warning {way}", harness.first_line(result.err))
        self.execute(target, way, {}, "least", "most")
        if collect and "collect" in self.runs:
            self.execute(target, way + " collect",
                         {"TALLY_COLLECT_EVERY": "1"},
                         "collect", "collect_most")

    def original_warns(self, command):
        return any(harness.run([*command, *WARNINGS, "-I", self.build.include,
                                "-c", source, "-o", self.folder / "original"]
                               ).err for source in self.sources)

    def execute(self, target, kind, env, least, most):
        run, exact = expected(self.runs, least, most)
        result = self.call(kind, [target], {**CHECKED, **env})
        problem = report.left_behind(result.err)
        if problem:
            raise Problem(f"left {kind}", problem)
        events = []
        for line in report.own_lines(result.err).splitlines():
            if not line.startswith("@"):
                raise Problem(f"said {kind}", line)
            events.append(line[1:])
        if exact:
            self.compare_out(kind, run, result)
            problem = compare_events(run.events, events)
            if problem:
                raise Problem(f"events {kind}", problem)

    def try_tcc(self):
        """tcc does not understand all of C11: what gcc compiles, and tcc does
        not, is not for tcc."""
        self.not_tcc = self.not_tcc or any(
            harness.run(["tcc", "-I", self.build.include, "-c", source, "-o",
                         self.folder / "original"]).code != 0
            for source in self.sources)

    def judge(self, ways, erased="gcc"):
        self.try_tcc()
        self.erased("gcc" if self.not_tcc else erased)
        self.rewrite()
        for way in ways:
            if way != "tcc" or not self.not_tcc:
                self.counted(way)
