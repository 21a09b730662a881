"""The count operations that the workloads execute: counts.txt."""

from measuring import Failure, compile_counted, harness
import report
from workloads import workloads

HEAD = """\
# The inline count operations that the workloads execute: under naive placement
# (--skip=all), and behind the optimiser. "on NULL" are increfs and decrefs that
# found NULL, apart from the others. "removed": the share of the naive increfs
# and decrefs that the optimiser leaves out.
# Made by: tests/bench/run.py --counts
#                          naive placement                      optimised
"""


def executed(build, folder, workload, options):
    """Increfs, decrefs, on NULL of one run, from the runtime's report."""
    target = folder / f"{workload.name}_counting"
    compile_counted(build, workload.counted, target, options,
                    ["-O1", "-DTALLY__COUNT_OPS"])
    result = harness.run([target, *workload.quick], {"TALLY_REPORT": "1"})
    if result.code != 0:
        raise Failure(f"{workload.name}: " + harness.end_of(result))
    operations = report.operations(result.err)
    if operations is None:
        if report.left_behind(result.err) is None:
            return [0, 0, 0]  # none was executed, and so none is reported
        raise Failure(f"{workload.name}: the report says nothing of increfs: "
                      + harness.first_line(result.err))
    return operations


def removed(naive, optimised):
    """The share of the counts that is gone, as text."""
    before, after = sum(naive[:2]), sum(optimised[:2])
    return f"{1 - after / before:.1%}" if before else "-"


def write(build, folder, names):
    """Prints the contents of counts.txt."""
    titles = ("increfs", "decrefs", "on NULL") * 2
    print(HEAD + f"{'# workload':20}"
          + "".join(f"{title:>12}" for title in titles) + f"{'removed':>9}")
    for workload in workloads(names):
        naive = executed(build, folder, workload, "--skip=all")
        optimised = executed(build, folder, workload, "")
        print(f"{workload.label(workload.quick):20}"
              + "".join(f"{number:12}" for number in naive + optimised)
              + f"{removed(naive, optimised):>9}", flush=True)
