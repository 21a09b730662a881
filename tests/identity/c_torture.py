#!/usr/bin/env python3
"""gcc's own execute tests: rare C comes out as it was.

Each file of gcc.c-torture/execute goes through `tally rewrite`, as it is and
with tally.h in front. The same bytes come out; or, where libclang does not
know the construct, errors of code TLY0001 and nothing else. Nothing crashes
or hangs.

The tests come out of Debian's gcc-12-source:

    apt-get install -y --no-install-recommends gcc-12-source
"""

import pathlib
import re
import sys
import tarfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import harness  # noqa: E402

PACKAGE = "/usr/src/gcc-12"
SUITE = "/gcc/testsuite/gcc.c-torture/execute/"
FLAGS = ["-std=gnu17", "-fgnu89-inline", "-w"]
MESSAGE = re.compile(r"\S+:\d+:\d+: (error|note): ")
PARSED = 1700   # libclang takes at least so many


def unpack(folder):
    """The tests, with the files that they include beside them."""
    archives = sorted(pathlib.Path(PACKAGE).glob("gcc-12*.tar.xz"))
    if not archives:
        sys.exit("gcc's tests are missing; this installs them:\n"
                 "    apt-get install -y --no-install-recommends gcc-12-source")
    with tarfile.open(archives[0]) as archive:
        for member in archive:
            _, found, name = member.name.partition(SUITE)
            if found and member.isfile() and name.endswith((".c", ".h")):
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(archive.extractfile(member).read())
    return sorted(folder.rglob("*.c"))


def unclean(result):
    """What is wrong with a refusal; None if it is a clean one."""
    if result.code != 1:
        return f"{harness.end_of(result)}: {harness.first_line(result.err)}"
    messages = [line for line in result.err.splitlines()
                if MESSAGE.match(line)]
    errors = [line for line in messages if ": error: " in line]
    if not errors:
        return "refused without a word"
    for line in errors:
        if not line.endswith("[TLY0001]"):
            return line
    return None


class Tests:
    def __init__(self, build, checks):
        self.build, self.checks = build, checks
        self.parsed = 0

    def rewrite(self, path, flags):
        """(refused, what is wrong)"""
        target = path.with_suffix(".out")
        result = harness.run([self.build.tally, "rewrite", path, "-o", target,
                              "--", *FLAGS, *flags])
        if result.code != 0:
            return True, unclean(result)
        text, wanted = target.read_bytes(), path.read_bytes()
        target.unlink()
        return False, None if text == wanted else harness.first_difference(
            wanted.decode("latin-1"), text.decode("latin-1"))

    def one(self, path):
        refused, problem = self.rewrite(path, [])
        self.checks.expect(path.stem, problem)
        self.parsed += not refused
        with_header = path.with_name(path.stem + "-tally.c")
        with_header.write_bytes(b"#include <tally.h>\n" + path.read_bytes())
        _, problem = self.rewrite(with_header, [])
        self.checks.expect(path.stem + " with tally.h", problem)


def main():
    parser = harness.arguments(__doc__.splitlines()[0])
    options = parser.parse_args()
    checks = harness.Checks()
    tests = Tests(harness.Build(options.build), checks)
    with harness.Scratch(options.keep) as folder:
        harness.each(tests.one, unpack(folder), options.jobs)
    print(f"{tests.parsed} files were parsed")
    checks.expect("files that were parsed", None if tests.parsed >= PARSED
                  else f"{tests.parsed}, wanted {PARSED}")
    return checks.finish()


if __name__ == "__main__":
    sys.exit(main())
