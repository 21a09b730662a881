#!/usr/bin/env python3
"""The machine code of the runtime, at -Os, stays below its budgets.

Sections .text, linked: all of the runtime, and what a program with one type
that can be in cycles gets of it from an archive with a section for each
function, where the linker drops what is not used. It must not get what
it does not call, but what the exit needs.
"""

import os
import re
import sys

import harness

ALL = 64 * 1024
LEAST = 34 * 1024

PROGRAM = """\
#include <tally.h>
typedef struct tally_object Node Node;
struct Node { Node *next; int value; };
int main(void) {
    Node *node = tally_new(Node, .value = 1);
    node->next = node;
    return node->value - 1;
}
"""

# Functions of their own headers, or of marks that the program does not use.
UNUSED = ["tally_weak_keys_new", "tally_weakref_new", "tally_detach",
          "tally_gc_visit_objects", "tally_shutdown", "tally__resize_array"]


def compile_all(folder, compiler):
    """The runtime as an archive; what is wrong, or None."""
    runtime = harness.SOURCE / "runtime"
    names = sorted((runtime / "src").glob("*.c"))
    done = harness.run(
        [compiler, "-std=c11", "-Os", "-ffunction-sections", "-fdata-sections",
         f"-I{runtime / 'include'}", "-c", *names], cwd=folder)
    if done.code == 0:
        done = harness.run(["ar", "rcs", "libsmall.a",
                            *[f"{name.stem}.o" for name in names]], cwd=folder)
    return None if done.code == 0 else harness.first_line(done.err)


def text_size(folder, compiler, flags):
    """(bytes of .text, names of functions), or what is wrong."""
    done = harness.run([compiler, "-Os", "-o", "program", "program.o", *flags,
                        "-pthread"], cwd=folder)
    if done.code != 0:
        return None, harness.first_line(done.err)
    size = harness.run(["size", "-A", "program"], cwd=folder).out
    names = harness.run(["nm", "program"], cwd=folder).out
    found = re.search(r"^\.text\s+(\d+)", size, re.MULTILINE)
    return int(found[1]), set(re.findall(r" [tT] (\w+)$", names, re.MULTILINE))


def check(checks, name, folder, compiler, flags, budget, has_unused):
    size, names = text_size(folder, compiler, flags)
    if size is None:
        checks.expect(name, names)
        return
    print(f"{name}: {size} of {budget} bytes")
    checks.expect(name, None if size < budget else
                  f"{size} bytes, more than {budget}")
    for function in UNUSED:
        problem = "is linked" if function in names else "is not there"
        checks.expect(f"{name}: {function}", None if
                      (function in names) == has_unused else problem)


def main():
    options = harness.arguments(__doc__.splitlines()[0]).parse_args()
    build = harness.Build(options.build)
    compiler = os.environ.get("CC", "cc")
    checks = harness.Checks()
    with harness.Scratch(options.keep) as folder:
        (folder / "program.c").write_text(PROGRAM)
        done = harness.run([build.tally_cc, "-std=c11", "-Os",
                            "-ffunction-sections", "-c", "program.c"],
                           cwd=folder)
        problem = (compile_all(folder, compiler) if done.code == 0
                   else harness.first_line(done.err))
        if checks.expect("built", problem):
            check(checks, "all", folder, compiler,
                  ["-Wl,--whole-archive", "libsmall.a",
                   "-Wl,--no-whole-archive"], ALL, True)
            check(checks, "least", folder, compiler,
                  ["-Wl,--gc-sections", "libsmall.a"], LEAST, False)
    return checks.finish()


if __name__ == "__main__":
    sys.exit(main())
