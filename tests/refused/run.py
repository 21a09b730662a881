#!/usr/bin/env python3
"""Runs 'tally check' on every file of this folder: each shows one construct
that is refused or warned of, and says where and with which code.

    void *raw = n; // expect: TLY0007

on a line means that exactly these diagnostics (several codes are parted by
blanks) are reported for that line, and no others in the file. 'tally check'
has to end with code 1 where there is an error, to speak in the compilers'
format, and to write nothing to stdout.
"""

import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import harness  # noqa: E402

EXPECTED = re.compile(r"//\s*expect:((?:\s+TLY\d{4})+)\s*$")
REPORTED = re.compile(
    r"^(?P<file>[^:]+):(?P<line>\d+):(?P<column>\d+): "
    r"(?P<severity>error|warning): (?P<what>.+) \[(?P<code>TLY\d{4})\]$")
NOTE = re.compile(r"^[^:]+:\d+:\d+: note: .+$")
SOURCE_LINE = re.compile(r"^ *\d* \| ")


def expected_of(path):
    """What a file says of itself: a set of (line, code)."""
    found = set()
    for number, line in enumerate(path.read_text().splitlines(), 1):
        match = EXPECTED.search(line)
        if match:
            found.update((number, code) for code in match.group(1).split())
    return found


def reported_of(name, text):
    """What was reported: a set of (line, code), and the first line that has
    not the format of the compilers, or None."""
    found, odd = set(), None
    for line in text.splitlines():
        match = REPORTED.match(line)
        if match and match["file"].endswith(name):
            found.add((int(match["line"]), match["code"]))
        elif not NOTE.match(line) and not SOURCE_LINE.match(line):
            odd = odd or line
    return found, odd


def listed(findings):
    return ", ".join(f"{code} in line {line}" for line, code in
                     sorted(findings))


def problem_of(path, result):
    """What is wrong with a result; None if nothing."""
    wanted = expected_of(path)
    got, odd = reported_of(path.name, result.err)
    if not wanted:
        return "expects nothing: write '// expect: TLYnnnn' on a line"
    if result.code not in (0, 1):
        return f"{harness.end_of(result)}: {harness.first_line(result.err)}"
    if odd:
        return f"odd line: {odd}"
    if wanted - got:
        got_too = listed(got - wanted)
        return (f"not reported: {listed(wanted - got)}"
                + (f" (but {got_too})" if got_too else ""))
    if got - wanted:
        return f"not expected: {listed(got - wanted)}"
    errors = re.search(r": error: ", result.err)
    if result.code != (1 if errors else 0):
        return f"{harness.end_of(result)}, but " + (
            "errors" if errors else "no error")
    if result.out:
        return "writes to stdout: " + result.out.splitlines()[0]
    return None


def main():
    parser = harness.arguments(__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="files; default all")
    options = parser.parse_args()
    build = harness.Build(options.build)
    checks = harness.Checks()
    wanted = {pathlib.Path(name).stem for name in options.names}

    def check(path):
        result = harness.run([build.tally, "check", *harness.options(path), path,
                              "--", "-std=gnu11"])
        checks.expect(path.name, problem_of(path, result))

    paths = [path for path in sorted(HERE.glob("*.c"))
             if not wanted or path.stem in wanted]
    harness.each(check, paths, options.jobs)
    return checks.finish()


if __name__ == "__main__":
    sys.exit(main())
