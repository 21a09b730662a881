#!/usr/bin/env python3
"""docs/constructs.md has a golden and a run for each construct, and they are
there; so is every trap."""

import re
import sys

import harness

ROW = re.compile(r"^\| (?P<what>.+) \| (?P<does>.+) \| "
                 r"((?P<golden>golden/\S+) \| (?P<run>(programs|refused)/\S+)"
                 r"|– \| (?P<refused>refused/\S+)) \|$")
CONSTRUCTS = 54
TRAPS = 15


def exists(name):
    path = harness.SOURCE / "tests" / name
    return path.is_dir() or any(
        path.with_name(path.name + ending).exists()
        for ending in (".c", ".test"))


def main():
    checks = harness.Checks()
    page = (harness.SOURCE / "docs" / "constructs.md").read_text()
    lines = [line for line in page.splitlines() if line.startswith("| ")][1:]
    seen = set()
    for line in lines:
        row = ROW.match(line)
        if not row:
            checks.expect(line, "it is not: construct, what is done, golden, "
                          "run")
            continue
        missing = [name for name in (row["golden"], row["run"],
                                     row["refused"])
                   if name and not exists(name)]
        checks.expect(row["what"], f"there is no {', '.join(missing)}"
                      if missing else "it is there twice"
                      if row["what"] in seen else None)
        seen.add(row["what"])
    # Exceptions are not C: the other constructs of the survey have rows.
    checks.expect("constructs", None if len(lines) == CONSTRUCTS
                  else f"{len(lines)} rows, not {CONSTRUCTS}")
    traps = len(list((harness.SOURCE / "tests" / "traps").glob("[0-9]*.c")))
    checks.expect("traps", None if traps == TRAPS else f"{traps} of {TRAPS}")
    return checks.finish()


if __name__ == "__main__":
    harness.arguments(__doc__).parse_args()
    sys.exit(main())
