#!/usr/bin/env python3
"""Mutates the placed graph of every function of the test corpus, and sees that
the checker refuses each mutant or that we can say why it is equivalent.

The corpus: tests/programs, tests/golden and the samples, as `tally check
--dump` prints them behind placement and behind the optimiser. What mutants there are stands in mutate.h; the
accepted ones are listed with their class, then comes the table.

    tests/mutation/run.py --build build [--keep FOLDER] [NAME...]

--keep leaves the dumps, and beside them the names and verdicts of all mutants
(mutants-STAGE.txt), for who wants to build and run them.
"""

import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import harness  # noqa: E402

CORPUS = ["tests/programs/*.c", "tests/programs/*/*.c", "tests/golden/*/*.c",
          "samples/*/*.c"]


def sources(names):
    """The files of the corpus, or those whose stem is named."""
    found = [path for pattern in CORPUS
             for path in sorted(harness.SOURCE.glob(pattern))]
    return [path for path in found if not names or path.stem in names]


STAGES = {"place": ["--skip=all", "--dump=place"],
          "optimise": ["--dump=optimise"]}


def dump(build, stage, source, scratch):
    """The file with the functions of one unit behind a stage, or None where
    tally refuses the unit: that is what some golden tests are about."""
    name = "-".join([stage, *source.relative_to(harness.SOURCE)
                     .with_suffix(".ir").parts])
    result = harness.run([build.tally, "check", *STAGES[stage],
                          *harness.options(source), source, "--",
                          "-std=c11", "-I", source.parent])
    if result.code != 0:
        return None
    target = scratch / name
    target.write_text(result.out)
    return target


def check_own_sample(program, checks):
    """The mutants of sample.ir and their verdicts are known one by one."""
    result = harness.run([program, "--names", HERE / "sample.ir"])
    wanted = (HERE / "sample.expected").read_text()
    checks.expect("sample.ir", None if result.out == wanted else
                  harness.first_difference(wanted, result.out))


APPLIED = ["retained:0:2:double", "held:0:3:drop", "held:0:6:later",
           "moved:0:3:copy.0", "moved:0:3:again.0", "copied:0:7:earlier"]


def check_applied(program, checks):
    """Functions with one mutation, asked for by its name."""
    out = "".join(harness.run([program, f"--apply={name}",
                               HERE / "sample.ir"]).out for name in APPLIED)
    wanted = (HERE / "sample.applied").read_text()
    checks.expect("--apply", None if out == wanted else
                  harness.first_difference(wanted, out))


def check_corpus(build, program, stage, names, jobs, scratch, checks):
    """All mutants of the corpus, as it is behind one stage."""
    found = []
    harness.each(lambda source: found.append(
        dump(build, stage, source, scratch)), sources(names), jobs)
    dumps = sorted(path for path in found if path)
    print(f"{stage}: {len(found)} units, of which {len(found) - len(dumps)} "
          "are refused by tally")
    checks.expect(f"{stage} dumps", None if dumps else
                  "no unit could be dumped")
    result = harness.run([program, *dumps])
    print(result.out)
    (scratch / f"mutants-{stage}.txt").write_text(
        harness.run([program, "--names", *dumps]).out)
    checks.expect(f"{stage} corpus", None if result.code == 0 else
                  harness.first_line(result.err) if result.err else
                  "mutants are accepted that nobody can explain, or a "
                  "function is refused without being mutated")


def main():
    """Dumps, mutates, and tells."""
    parser = harness.arguments(__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME")
    options = parser.parse_args()
    build = harness.Build(options.build)
    program = build.folder / "tests" / "mutation" / "mutation"
    checks = harness.Checks()
    check_own_sample(program, checks)
    check_applied(program, checks)
    with harness.Scratch(options.keep) as scratch:
        for stage in STAGES:
            check_corpus(build, program, stage, options.names, options.jobs,
                         scratch, checks)
    sys.exit(checks.finish())


if __name__ == "__main__":
    main()
