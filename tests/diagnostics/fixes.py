#!/usr/bin/env python3
"""What a diagnostic says would mend it does: the fixes of each program of
tests/refused are made, and the diagnostics that had them are gone."""

import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import harness  # noqa: E402


def diagnostics(build, path, include):
    result = harness.run([build.tally, "check", "--diagnostics=json", path,
                          "--", "-std=gnu11", "-iquote", include])
    return json.loads(result.out)["diagnostics"] if result.out else []


def mended(text, found):
    """The text with all fixes made, the last place first."""
    lines = text.split(b"\n")
    fixes = [fix for row in found for fix in row["fixes"]]
    for fix in sorted(fixes, reverse=True,
                      key=lambda fix: (fix["line"], fix["column"])):
        at, line = fix["column"] - 1, lines[fix["line"] - 1]
        lines[fix["line"] - 1] = (line[:at] + fix["text"].encode()
                                  + line[at + fix.get("width", 0):])
    return b"\n".join(lines)


def main():
    options = harness.arguments(__doc__.splitlines()[0]).parse_args()
    build = harness.Build(options.build)
    checks = harness.Checks()
    with harness.Scratch(options.keep) as scratch:
        def check(path):
            before = diagnostics(build, path, path.parent)
            with_fix = [row for row in before if row["fixes"]]
            if not with_fix:
                return
            copy = scratch / path.name
            copy.write_bytes(mended(path.read_bytes(), before))
            after = diagnostics(build, copy, path.parent)
            left = [(row["code"], row["line"]) for row in after
                    if row["code"] == "TLY0001" or
                    (row["code"], row["line"]) in
                    [(old["code"], old["line"]) for old in with_fix]]
            checks.expect(path.name, left and f"still there: {left}" or None)

        harness.each(check, sorted(
            (harness.SOURCE / "tests" / "refused").glob("*.c")), options.jobs)
    return checks.finish()


sys.exit(main())
