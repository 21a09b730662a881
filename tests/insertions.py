#!/usr/bin/env python3
"""Nothing outside of what is inserted differs.

Every unit of the samples, the test programs and the goldens is rewritten, and
the edits that the tool says it made (--dump=edits) are taken out of its text
again. What stays must be the user's file, byte for byte. Where the tool had to
make the call of a macro plain, or a header, it must be that file to the
preprocessor, token by token. Of the user's own text, edits may only replace
the tokens of OLD.
"""

import pathlib
import re
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import harness  # noqa: E402
import validate  # noqa: E402

EDIT = re.compile(r'\d+: (\d+) (?:insert|replace "((?:[^"\\]|\\.)*)" by) '
                  r'"((?:[^"\\]|\\.)*)"')
HEAD = re.compile(rb'#define TALLY_REWRITTEN 1\n#line 1 "[^"\n]*"\n')
ESCAPE = re.compile(r"\\(n|t|\\|\"|[0-7]{3})")
PLAIN = {"n": "\n", "t": "\t", "\\": "\\", '"': '"'}

# What an edit may replace: operators and keywords that a count operation takes
# the place of, makers, and the names of labels; the specifiers of variables that
# are objects, and the commas in front of and behind them.
OLD = re.compile(r"\s*(=|\(|;|,|return|for|while|goto \*|"
                 r"(?:(?:static|extern|const|struct)\s+)*[A-Za-z_]\w*"
                 r"(?:\s+(?:static|extern|const))*)\Z")

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|\w+|[^\w\s]')


def unescape(text):
    plain = ESCAPE.sub(lambda m: PLAIN.get(m[1]) or chr(int(m[1], 8)), text)
    return plain.encode("latin-1" if plain.isascii() else "utf-8")


def edits_of(dump):
    """(offset in the user's text, what stood there, what stands there now)"""
    return [(int(m[1]), unescape(m[2] or ""), unescape(m[3]))
            for m in map(EDIT.fullmatch, dump.splitlines()) if m]


def undo(text, edits):
    """The text without the edits; an error message if it is not made of
    them."""
    head = HEAD.match(text)
    if not head:
        return None, "does not begin as rewritten text does"
    kept, here, there = [], head.end(), 0
    for offset, old, new in edits:
        kept.append(text[here:here + offset - there])
        here += offset - there
        if text[here:here + len(new)] != new:
            return None, f"no {new!r} for offset {offset}"
        kept.append(old)
        here += len(new)
        there = offset + len(old)
    kept.append(text[here:])
    return b"".join(kept), None


def tokens(build, path, text):
    """What the preprocessor makes of the text of the file `path`, as the tool
    sees it: macros of the header may erase to something else."""
    with tempfile.TemporaryFile() as source:
        source.write(b'#line 1 "%s"\n' % str(path).encode() + text)
        source.seek(0)
        result = harness.run(["gcc", validate.standard(path), "-E", "-P", "-w",
                              "-DTALLY__TOOL=1", f"-I{build.include}",
                              "-iquote", path.parent,
                              "-x", "c", "-"], stdin=source)
    return TOKEN.findall(result.out) if result.code == 0 else [result.err]


def problem_of(build, path, scratch):
    output = scratch / f"{path.parent.name}-{path.name}"
    result = harness.run([build.tally, "rewrite", *harness.options(path), path,
                          "-o", output,
                          "--dump=edits", "--", validate.standard(path)])
    if result.code:
        return harness.first_line(result.err)
    edits = edits_of(result.out)
    if len(edits) != len(result.out.splitlines()):
        return "the dump has lines that are no edits"
    for offset, old, _ in edits:
        if old and not OLD.fullmatch(old.decode(errors="replace")):
            return f"offset {offset}: {old!r} was replaced"
    text, user = output.read_bytes(), path.read_bytes()
    if not edits:
        return None if text == user else "has no edits, and differs"
    undone, problem = undo(text, edits)
    if problem or undone == user:
        return problem
    if tokens(build, path, undone) == tokens(build, path, user):
        return None
    return "without the edits it is not what the user wrote"


def main():
    options = harness.arguments(__doc__).parse_args()
    build = harness.Build(options.build)
    checks = harness.Checks()
    with harness.Scratch(options.keep) as scratch:
        harness.each(lambda path: checks.expect(
            path.relative_to(harness.SOURCE),
            problem_of(build, path, scratch)), validate.units(), options.jobs)
    return checks.finish()


sys.exit(main())
