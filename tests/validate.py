#!/usr/bin/env python3
"""Translation validation of the whole corpus.

Every unit of the test programs, the goldens and the samples is rewritten and
read back: what the text spells must pass the checker and equal what was
placed.
"""

import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import harness  # noqa: E402


def units():
    """All C files that the tool is to accept."""
    folders = ["tests/programs", "tests/golden/place", "tests/golden/emit",
               "tests/bench", "samples"]
    for folder in folders:
        for path in sorted((harness.SOURCE / folder).rglob("*.c")):
            if "tests" in path.relative_to(harness.SOURCE).parts[1:]:
                continue
            if "RUN: %not %tally" not in path.read_text(errors="replace"):
                yield path


def standard(path):
    """The one that its RUN line compiles it for, or C11."""
    found = re.search(r"RUN: .*(-std=c2x)", path.read_text(errors="replace"))
    return found[1] if found else "-std=c11"


def main():
    options = harness.arguments(__doc__).parse_args()
    build = harness.Build(options.build)
    checks = harness.Checks()

    def validate(path):
        result = harness.run([build.tally, "check", "--validate",
                              *harness.options(path), path, "--",
                              standard(path)])
        problem = None if result.code == 0 else harness.first_line(result.err)
        if "[TLY0075]" in result.err:
            problem = "a function is not optimised"
        checks.expect(path.relative_to(harness.SOURCE), problem)

    harness.each(validate, units(), options.jobs)
    return checks.finish()


if __name__ == "__main__":
    sys.exit(main())
