"""What the runners under tests/ share: finding the build, running programs,
counting what passed.

A *check* is one thing that holds or does not: it prints nothing when it
holds, one line when it does not, and every runner ends with the line
'N passed, M failed'.
"""

import argparse
import collections
import concurrent.futures
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading

SOURCE = pathlib.Path(__file__).resolve().parent.parent
WARNINGS = ["-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Werror"]

# A guard against programs that hang; far above what any of them takes.
TIMEOUT = 600

Result = collections.namedtuple("Result", "code out err")


class Build:
    """A build tree, nothing installed."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder).resolve()
        self.tally = self.folder / "bin" / "tally"
        self.tally_cc = self.folder / "bin" / "tally-cc"
        self.include = self.folder / "include"
        self.static = self.folder / "lib" / "libtally.a"
        self.shared = self.folder / "lib" / "libtally.so"
        if not self.tally_cc.exists():
            sys.exit(f"{self.tally_cc} is missing: build first, or give "
                     "--build FOLDER")


def arguments(description):
    """A parser with the options that all runners take."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--build", default=os.environ.get(
        "TALLY_BUILD", SOURCE / "build"), help="build folder")
    parser.add_argument("--quick", action="store_true",
                        help="fewer combinations")
    parser.add_argument("--keep", metavar="FOLDER",
                        help="leave what is built there")
    parser.add_argument("-j", "--jobs", type=int,
                        default=len(os.sched_getaffinity(0)))
    return parser


def options(path):
    """The options of tally that a unit asks for in a comment,
    "tally options: --unwind=shadow", or the Makefile of its sample."""
    found = re.search(r"tally options: (--[-\w= ]+)",
                      path.read_text(errors="replace"))
    makefile = path.parent / "Makefile"
    if not found and makefile.exists():
        found = re.search(r"^export TALLY_OPTIONS = (.*)$",
                          makefile.read_text(), re.MULTILINE)
    return found[1].split() if found else []


def run(argv, env=None, cwd=None, stdin=None, limit=None):
    """Runs a program; output as text, bytes that are none escaped. `limit` is
    called in the child before the program starts."""
    full = dict(os.environ)
    # What the user has set must not change what is tested.
    for name in [name for name in full if name.startswith("TALLY_")]:
        del full[name]
    full.update(env or {})
    try:
        process = subprocess.run(
            [str(arg) for arg in argv], env=full, cwd=cwd,
            stdin=stdin or subprocess.DEVNULL, capture_output=True,
            timeout=TIMEOUT, preexec_fn=limit, check=False)
    except subprocess.TimeoutExpired:
        return Result(-signal.SIGALRM, "", "did not end")
    return Result(process.returncode,
                  process.stdout.decode(errors="backslashreplace"),
                  process.stderr.decode(errors="backslashreplace"))


def end_of(result):
    """How a program ended, in words."""
    if result.code >= 0:
        return f"exit code {result.code}"
    return f"signal {signal.Signals(-result.code).name}"


def first_difference(wanted, got):
    """One line about the first line that differs."""
    want, have = wanted.splitlines(), got.splitlines()
    for number in range(max(len(want), len(have))):
        one = want[number] if number < len(want) else "(nothing)"
        other = have[number] if number < len(have) else "(nothing)"
        if one != other:
            return f"line {number + 1}: wanted '{one}', got '{other}'"
    return "differs in the end of the last line"


def first_line(text):
    """The line of an error output that tells most."""
    lines = [line for line in text.splitlines() if line.strip()]
    for line in lines:
        if re.search(r"error|ERROR|abort|tally:", line):
            return line.strip()
    return lines[0].strip() if lines else "(no message)"


class Checks:
    """Counts checks; safe to use from several threads."""

    def __init__(self):
        self.lock = threading.Lock()
        self.passed = self.failed = 0

    def expect(self, name, problem):
        """`problem` is None, or one line of what is wrong with `name`.
        True if there is none."""
        with self.lock:
            if problem is None:
                self.passed += 1
            else:
                self.failed += 1
                print(f"FAIL {name}: {problem}", flush=True)
        return problem is None

    def finish(self):
        """The last line; the runner's exit code."""
        print(f"{self.passed} passed, {self.failed} failed", flush=True)
        return 1 if self.failed or not self.passed else 0


def each(function, items, jobs):
    """Calls function(item) for all, `jobs` at a time; an exception ends us."""
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        for future in [pool.submit(function, item) for item in items]:
            future.result()


class Scratch:
    """A folder for what is built: temporary, or the one of --keep."""

    def __init__(self, keep):
        self.keep = keep

    def __enter__(self):
        if self.keep:
            self.folder = pathlib.Path(self.keep).resolve()
            self.folder.mkdir(parents=True, exist_ok=True)
        else:
            self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tally-test-"))
        return self.folder

    def __exit__(self, *_):
        if not self.keep:
            shutil.rmtree(self.folder, ignore_errors=True)
