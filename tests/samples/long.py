#!/usr/bin/env python3
"""Builds samples/lisp as users do and has it evaluate ten and a hundred million
expressions of programs that leave cycles behind; prints the peaks of memory,
which must not depend on how many they are."""

import subprocess
import sys

import run as samples

harness = samples.harness


def main():
    options = harness.arguments(__doc__.splitlines()[0]).parse_args()
    build = harness.Build(options.build)
    way = samples.ways(quick=True)[0]
    with harness.Scratch(options.keep) as folder:
        program, problem = samples.make(build, "lisp", way, folder / "lisp")
        if problem:
            sys.exit(problem)
        return subprocess.run(
            [sys.executable, folder / "lisp" / "tests" / "run.py", program,
             "--long"], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
