#!/usr/bin/env python3
"""docs/diagnostics.md, made from the catalogue (tool/base/diag.def), from the
programs of tests/refused that it names and from what tally says of them.

    page.py --build BUILD           fails where the page is another one
    page.py --build BUILD --update  writes it
"""

import ast
import collections
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import harness  # noqa: E402

PAGE = harness.SOURCE / "docs" / "diagnostics.md"
CATALOGUE = harness.SOURCE / "tool" / "base" / "diag.def"
HEAD = """# Diagnostics

What tally refuses or warns of, by code. A unit with an error is not compiled
and nothing is written. `--diagnostics=json` and `--diagnostics=sarif` give the
same to programs ([schema](diagnostics.schema.json)).

This page is made from `tool/base/diag.def` and the programs of `tests/refused`
by `tests/diagnostics/page.py --update`.
"""

Entry = collections.namedtuple(
    "Entry", "code name severity title remark example")
STRING = r'(?:"(?:[^"\\]|\\.)*"\s*)+'
ROW = re.compile(r"^TLY\((\d+), (\w+), SEVERITY_(\w+),\s*"
                 rf"({STRING}),\s*({STRING}),\s*({STRING}|NULL)\)$", re.M)


def string(literals):
    """C string literals beside each other, as one string."""
    return ast.literal_eval(f"({literals})") if literals != "NULL" else None


def entries():
    text = CATALOGUE.read_text()
    found = [Entry(f"TLY{int(row[0]):04}", row[1], row[2].lower(),
                   *(string(part) for part in row[3:]))
             for row in ROW.findall(text)]
    if len(found) != len(re.findall(r"^TLY\(", text, re.M)):
        sys.exit(f"{CATALOGUE.name}: a row has not the form of the others")
    return found


def shown(path):
    """A program without its marks for the test."""
    return re.sub(r"\s*// expect:.*$", "", path.read_text(), flags=re.M)


def said(build, path, code):
    """What tally says of it, without folders."""
    result = harness.run([build.tally, "check", *harness.options(path), path,
                          "--", "-std=gnu11"])
    text = result.err.replace(str(path), path.name)
    text = re.sub(r"\s*// expect:.*$", "", text, flags=re.M)
    return text if f"[{code}]" in text else None


def section(build, entry):
    """A part of the page, and what is wrong with it."""
    lines = [f"## {entry.code}", "",
             f"*{entry.severity}*: {entry.title}.", "", entry.remark, ""]
    if not entry.example:
        return "\n".join(lines), None
    path = harness.SOURCE / "tests" / "refused" / f"{entry.example}.c"
    output = said(build, path, entry.code) if path.exists() else None
    if output is None:
        return "", f"{entry.code} is not what {path.name} draws"
    lines += ["```c", shown(path).rstrip(), "```", "",
              "```text", output.rstrip(), "```", ""]
    return "\n".join(lines), None


def main():
    parser = harness.arguments(__doc__.splitlines()[0])
    parser.add_argument("--update", action="store_true")
    options = parser.parse_args()
    build = harness.Build(options.build)
    checks = harness.Checks()
    parts = [HEAD]
    for entry in entries():
        part, problem = section(build, entry)
        checks.expect(entry.code, problem)
        parts.append(part)
    page = "\n".join(parts)
    if options.update:
        PAGE.write_text(page)
    checks.expect("docs/diagnostics.md", None if PAGE.read_text() == page
                  else "is out of date: run page.py --update")
    return checks.finish()


if __name__ == "__main__":
    sys.exit(main())
