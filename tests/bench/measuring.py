"""Building programs, running them in pairs, and what they took."""

import pathlib
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import harness  # noqa: E402



class Failure(Exception):
    """Something that is measured does not work."""


class Meter:
    """Runs programs through measure.c, which it builds."""

    def __init__(self, folder):
        self.program = folder / "measure"
        self.result = folder / "measured"
        compile_with(["gcc", "-std=c11", "-O2", HERE / "measure.c", "-o",
                      self.program])

    def run(self, argv, env=None):
        """CPU seconds and peak KiB of one run, and its stdout."""
        done = subprocess.run(
            [str(arg) for arg in [self.program, self.result, *argv]],
            env=env, stdout=subprocess.PIPE, check=False)
        if done.returncode != 0:
            name = pathlib.Path(argv[0]).name
            raise Failure(f"{name}: exit code {done.returncode}")
        microseconds, peak = self.result.read_text().split()
        return int(microseconds) / 1e6, int(peak), done.stdout


def paired(left, right, pairs):
    """Measures two calls alternately: a list of pairs of results. One run of
    each goes before that is not among them."""
    left(), right()
    return [(left(), right()) for _ in range(pairs)]


def ratios(samples, what):
    """Median, smallest and largest ratio of quantity `what` of the pairs."""
    found = [one[what] / max(other[what], 1e-6) for one, other in samples]
    return statistics.median(found), min(found), max(found)


def ratio(samples, what):
    """The same as text."""
    return "{:6.2f}  ({:.2f} .. {:.2f})".format(*ratios(samples, what))


def compile_with(argv, env=None, cwd=None):
    """Builds something; what the compiler says is the failure."""
    result = harness.run(argv, env, cwd=cwd)
    if result.code != 0:
        raise Failure(f"{pathlib.Path(argv[-1]).name}: "
                      + harness.first_line(result.err))


def compile_counted(build, source, target, options="", flags=("-O2",)):
    """An annotated unit by tally-cc, with these options of tally."""
    compile_with([build.tally_cc, "-std=c11", *flags, source, "-o", target],
                 {"TALLY_CC": "gcc", "TALLY_OPTIONS": options})


def compile_hand(source, target):
    """The same by hand, on glibc's malloc."""
    compile_with(["gcc", "-std=c11", "-O2", source, "-o", target])
