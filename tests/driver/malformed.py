#!/usr/bin/env python3
"""Feeds tally what is no program: cut off, unreadable, not C, no text, too
deep, too long.

For each input and each form of call there must be
  - exit code 1 or 2,
  - a message in the compilers' format on the standard error,
  - no output file, or the old one as it was,
  - nothing left of temporary files,
and no crash, no mistake of ours (70) and no endless run.

    malformed.py --build FOLDER [NAME...]
"""

import ctypes
import os
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import harness  # noqa: E402

HEAD = b"#include <tally.h>\ntypedef struct tally_object N N;\n"
NODE = HEAD + b"struct N { N *next; int value; };\n"
BODY = NODE + b"N *push(N *h) { N *n = tally_new(N); n->next = h; return n; }\n"

# gcc: error: ..., x.c:3: error: ..., x.c:3:4: fatal error: ...,
# tally: error: ..., and clang's error: ... of what it cannot read
MESSAGE = re.compile(r"^([^\n:]+:(\d+:)* )?(fatal )?error: \S", re.MULTILINE)


def rich(depth):
    """Statements nested so deep that no parser takes it."""
    return BODY + b"int f(N *n) {" + b"if (n) {" * depth + b"}" * depth


# Name → bytes. All begin like a unit that uses tally.h, if what they are
# allows it, so that our front end sees them.
TEXTS = {
    "cut-in-function": BODY[:-30],
    "cut-in-call": NODE + b"N *f(N *n) { return f(",
    "cut-in-struct": HEAD + b"struct N { N *ne",
    "cut-in-string": BODY + b'const char *s = "abc',
    "cut-in-comment": BODY + b"/* and so",
    "cut-in-directive": BODY + b"#if 1\nint x;\n",
    "cut-in-include": BODY + b"#include <std",
    "cut-in-macro-call": BODY + b"#define M(a) a\nint x = M(1\n",
    "cut-in-annotation": HEAD + b"struct N { N *tally_we",
    "cut-after-backslash": BODY + b"int x = \\",
    "missing-include": BODY + b'#include "nowhere.h"\n',
    "missing-system-include": BODY + b"#include <no/where.h>\n",
    "include-of-nothing": BODY + b'#include ""\n',
    "include-of-folder": BODY + b'#include "folder.h"\n',
    "includes-itself": BODY + b'#include "in.c"\n',
    "python": b"#!/usr/bin/env python3\nimport os\nprint(os.name)\n",
    "html": b"<!DOCTYPE html>\n<html><body>tally.h</body></html>\n",
    "json": b'{"tally": [1, 2, 3], "include": "tally.h"}\n',
    "c++": HEAD + b"class X { public: X(); };\ntemplate <class T> T f();\n",
    "prose": b"It was a dark and stormy night; tally.h fell in torrents.\n",
    "binary": b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 64,
    "random": bytes((i * 7919 + i // 251 * 104729) % 251 for i in range(9999)),
    "zero-bytes": BODY + bytes(4096) + b"int x;\n",
    "utf-16": BODY.decode().encode("utf-16"),
    "latin-1": BODY + "int schl\u00fcssel = \u00e9;\n".encode("latin-1"),
    "stray-bytes": BODY + b"int x = 1 @ 2 ` 3;\n",
    "conflict-markers": BODY + b"<<<<<<< HEAD\nint x;\n=======\n>>>>>>> b\n",
    "error-directive": BODY + b"#error not for you\n",
    "unknown-directive": BODY + b"#frobnicate 3\n",
    "endif-too-many": BODY + b"#endif\n",
    "brace-too-many": BODY + b"}\n",
    "semicolon-missing": NODE + b"N *f(N *n) { N *m = n return m; }\n",
    "undeclared": NODE + b"int f(N *n) { return n->value + nobody; }\n",
    "no-such-member": NODE + b"int f(N *n) { return n->nothing; }\n",
    "wrong-types": NODE + b"int f(N *n) { struct N m = 3; return m + n; }\n",
    "defined-twice": BODY + BODY[len(NODE):],
    "new-of-incomplete": HEAD + b"N *f(void) { return tally_new(N); }\n",
    "new-of-int": HEAD + b"int *f(void) { return tally_new(int); }\n",
    "weak-int": HEAD + b"struct N { int tally_weak x; };\n",
    "parentheses": BODY + b"int x = " + b"(" * 200000 + b"1"
                   + b")" * 200000 + b";\n",
    "open-parentheses": BODY + b"int x = " + b"(" * 200000,
    "blocks": rich(20000),
    "huge-line": BODY + b"int x = " + b"y+" * 2000000 + b"1;\n",
    "huge-name": BODY + b"int x = " + b"y" * 5000000 + b";\n",
    "huge-string": BODY + b'int x = "' + b"s" * 5000000 + b"\n",
    "many-errors": BODY + b"int f() { return x; }\n" * 5000,
    "macro-bomb": BODY + b"#define A0 q\n" + b"".join(
        b"#define A%d A%d A%d\n" % (i, i - 1, i - 1) for i in range(1, 13))
                  + b"int x = A12;\n",
}


class Case:
    """One input in a folder of its own."""

    def __init__(self, build, scratch, name):
        self.build, self.name = build, name
        self.folder = scratch / name
        self.temporary = self.folder / "tmp"
        self.output = self.folder / "out"
        self.input = self.folder / "in.c"
        self.temporary.mkdir(parents=True)
        (self.folder / "folder.h").mkdir()
        self.limit = None
        getattr(self, "make_" + name.replace("-", "_"), self.make_text)()

    def make_text(self):
        self.input.write_bytes(TEXTS[self.name])

    def make_missing(self):
        pass

    def make_folder(self):
        self.input.mkdir()

    def make_dangling_link(self):
        self.input.symlink_to("nothing.c")

    def make_link_to_itself(self):
        self.input.symlink_to("in.c")

    def make_missing_folder(self):
        self.input = self.folder / "none" / "in.c"

    def make_name_too_long(self):
        self.input = self.folder / ("n" * 300 + ".c")

    def make_file_as_folder(self):
        (self.folder / "file").write_bytes(BODY)
        self.input = self.folder / "file" / "in.c"

    def make_unreadable(self):
        """Root reads everything, but where that is taken from it."""
        self.input.write_bytes(BODY)
        self.input.chmod(0)
        if os.geteuid() == 0:
            self.limit = obey_modes
            for folder in (self.folder, self.temporary):
                folder.chmod(0o777)
            self.folder.parent.chmod(0o755)

    def make_missing_forced_include(self):
        self.input.write_bytes(BODY)

    def flags(self):
        if self.name == "missing-forced-include":
            return ["-include", "nowhere.h"]
        return []

    def forms(self):
        cc, tally = str(self.build.tally_cc), str(self.build.tally)
        flags = self.flags()
        # Of what does not use tally.h clang writes depfiles in any case.
        depfile = (["-MD", "-MF", str(self.output) + ".d"]
                   if TEXTS.get(self.name, b"").startswith(HEAD) else [])
        yield "cc", [cc, *flags, "-c", self.input, "-o", self.output]
        yield "cc-clang", [tally, "cc", "--", "clang", *flags, *depfile, "-c",
                           self.input, "-o", self.output]
        yield "rewrite", [tally, "rewrite", self.input, "-o", self.output,
                          "--", *flags]
        yield "in-place", [tally, "rewrite", "-i", self.input, "--", *flags]
        yield "check", [tally, "check", self.input, "--", *flags]

    def problem(self, argv, old):
        """None, or what is wrong with this call."""
        self.output.unlink(missing_ok=True)
        if old:
            self.output.write_bytes(b"old\n")
            self.output.chmod(0o666)
        before = self.state()
        result = harness.run(argv, cwd=self.folder, limit=self.limit,
                             env={"TMPDIR": str(self.temporary)})
        if result.code not in (1, 2):
            return f"{harness.end_of(result)}: {result.err[:200]!r}"
        if not MESSAGE.search(result.err):
            return f"no message: {result.err[:200]!r}"
        if self.state() != before:
            return "files changed: " + ", ".join(
                sorted(set(self.state()) ^ set(before)) or ["contents"])
        return None

    def state(self):
        """Every file, with its contents where it is no input."""
        return {str(path.relative_to(self.folder)):
                path.read_bytes() if path.is_file() and
                os.access(path, os.R_OK) else None
                for path in self.folder.rglob("*")}


def obey_modes():
    """In root's child, before it is executed: it will have neither
    CAP_DAC_OVERRIDE nor CAP_DAC_READ_SEARCH (see capabilities(7)). Where they
    cannot be dropped, it becomes nobody."""
    drop, libc = 24, ctypes.CDLL(None)    # PR_CAPBSET_DROP
    if any(libc.prctl(drop, capability, 0, 0, 0) for capability in (1, 2)):
        os.setuid(65534)


MADE = ["missing", "folder", "dangling-link", "link-to-itself",
        "missing-folder", "name-too-long", "file-as-folder", "unreadable",
        "missing-forced-include"]


def main():
    parser = harness.arguments(__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    build = harness.Build(options.build)
    checks = harness.Checks()
    names = options.names or [*TEXTS, *MADE]

    def run(name):
        case = Case(build, scratch, name)
        for form, argv in case.forms():
            for old in (False, True):
                if old and form not in ("cc", "rewrite"):
                    continue
                kind = " over an old output" if old else ""
                checks.expect(f"{name}, {form}{kind}", case.problem(argv, old))

    with harness.Scratch(options.keep) as scratch:
        scratch.chmod(0o755)
        harness.each(run, names, options.jobs)
    return checks.finish()


if __name__ == "__main__":
    sys.exit(main())
