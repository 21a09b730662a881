#!/usr/bin/env python3
"""Programs of csmith: plain C comes out as it was, and where references are
put into it, it does what it did.

  plain     the program with tally.h in front: `tally rewrite` gives the very
            same bytes
  counted   each function gets references of its own, so that tally has to
            understand all of it; rewritten and built, the program prints the
            same checksum as before, and nothing is left

Seeds are fixed: 1 to --count. A program that does not end in some seconds is
only written.
"""

import re
import sys
import pathlib

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import harness  # noqa: E402
import report  # noqa: E402

# Small programs, many of them, with all that csmith knows.
SHAPE = ["--max-funcs", "5", "--max-block-depth", "3", "--max-expr-complexity",
         "6", "--concise", "--packed-struct", "--bitfields", "--inline-function"]
FOLDER = "/usr/include/csmith"
QUIET = ["-std=gnu11", "-w", f"-I{FOLDER}"]

CELLS = """\
typedef struct tally_object Cell Cell;
struct Cell { int number; Cell *next; };
static Cell *cells;
static Cell *cell(int number) {
    Cell *made = tally_new(Cell, .number = number, .next = cells);
    if (number % 3 == 0)
        cells = made;
    return made;
}
"""
HEAD = re.compile(r"^(?:static|int main).*\)\n\{", re.MULTILINE)


def with_references(text):
    """The program with a cell, and one that is read, in each function."""
    def body(head):
        body.count += 1
        return (f"{head[0]} Cell *cell_ = cell({body.count}); "
                "Cell *other_ = cell_->next; (void)other_;")
    body.count = 0
    return HEAD.sub(body, text.replace(
        '#include "csmith.h"\n', '#include "csmith.h"\n' + CELLS, 1))


class Program:
    def __init__(self, build, folder, seed):
        self.build, self.seed, self.folder = build, seed, folder
        made = harness.run(["csmith", "--seed", str(seed), *SHAPE],
                           cwd=folder)   # where it writes of the platform
        self.made = made.code == 0
        self.text = "#include <tally.h>\n" + made.out

    def path(self, name):
        return self.folder / f"{self.seed}-{name}"

    def rewrite(self, name, text):
        """(result, the text that came out)"""
        source, target = self.path(name + ".c"), self.path(name + ".out.c")
        source.write_text(text)
        result = harness.run([self.build.tally, "rewrite", "--validate",
                              source, "-o", target, "--", *QUIET])
        return result, target

    def plain(self):
        result, target = self.rewrite("plain", self.text)
        if result.code != 0:
            return (f"{harness.end_of(result)}: "
                    f"{harness.first_line(result.err)}")
        if target.read_text() != self.text:
            return harness.first_difference(self.text, target.read_text())
        return None

    def build_and_run(self, name, sources, env=None):
        """(what is wrong, result)"""
        program = self.path(name)
        made = harness.run(["gcc", "-O1", *QUIET, f"-I{self.build.include}",
                            *sources, self.build.static, "-o", program])
        if made.code != 0:
            return harness.first_line(made.err), None
        return None, harness.run(["timeout", "5", program], env)

    def counted(self):
        problem, wanted = self.build_and_run("original", [self.path("plain.c")])
        if problem:
            return "original: " + problem
        if wanted.code == 124:      # from timeout(1)
            return None
        result, target = self.rewrite("counted", with_references(self.text))
        if result.code != 0:
            return (f"{harness.end_of(result)}: "
                    f"{harness.first_line(result.err)}")
        problem, got = self.build_and_run("program", [target],
                                          {"TALLY_REPORT": "1"})
        if problem:
            return problem
        if got.code == 124:
            return None
        if got.code != wanted.code:
            return f"{harness.end_of(got)}: {harness.first_line(got.err)}"
        if got.out != wanted.out:
            return harness.first_difference(wanted.out, got.out)
        return report.left_behind(got.err)

    def forget(self):
        for path in self.folder.glob(f"{self.seed}-*"):
            path.unlink()


def main():
    parser = harness.arguments(__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1, help="the first one")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--every", type=int, default=4,
                        help="put references into each such program")
    options = parser.parse_args()
    build = harness.Build(options.build)
    checks = harness.Checks()
    if not pathlib.Path(FOLDER, "csmith.h").exists():
        sys.exit("csmith is missing: install csmith and libcsmith-dev, or run "
                 "./bootstrap")
    with harness.Scratch(options.keep) as folder:
        def one(seed):
            program = Program(build, folder, seed)
            if not program.made:
                checks.expect(f"{seed}", "csmith makes no program")
                return
            good = checks.expect(f"{seed} plain", program.plain())
            if seed % options.every == 0:
                good &= checks.expect(f"{seed} counted", program.counted())
            if good or not options.keep:
                program.forget()
        harness.each(one, range(options.seed, options.seed + options.count),
                     options.jobs)
    return checks.finish()


if __name__ == "__main__":
    sys.exit(main())
