# The golden tests: tests/golden/<stage>/<construct>.c, each with its RUN lines
# and what it expects, in the file or beside it. Files that are only read by
# others lie in folders called Inputs.
#
#   ctest -R golden                                  all
#   lit.py -v build/tests/golden/place/comma.c       one; lit.py is in
#       /usr/lib/llvm-19/build/utils/lit
#
# Substitutions besides lit's own (%s %S %t %T):
#   %tally %tally-cc      the programs of the build
#   %FileCheck %not %split-file
#   %include              the folder of tally.h
#   %python               the interpreter that runs lit
#
# pylint: disable=undefined-variable

import os
import sys

import lit.formats

config.name = "tally"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".c", ".test", ".ir"]
config.excludes = ["Inputs", "unit", "programs", "samples", "stress", "bench",
                   "fuzz", "install", "mutation"]
config.test_source_root = os.path.dirname(os.path.abspath(__file__))

build_bin = os.path.join(config.tally_build, "bin")
config.substitutions += [
    # Longer names first: lit replaces in this order.
    ("%tally-cc", os.path.join(build_bin, "tally-cc")),
    ("%tally", os.path.join(build_bin, "tally")),
    ("%FileCheck", os.path.join(config.llvm_tools, "FileCheck")),
    ("%split-file", os.path.join(config.llvm_tools, "split-file")),
    ("%not", os.path.join(config.llvm_tools, "not")),
    ("%include", os.path.join(config.tally_build, "include")),
    ("%python", sys.executable),
]

# What the user has set must not change what is tested.
for name in list(config.environment):
    if name.startswith("TALLY_") or name in ("NO_COLOR", "CLICOLOR_FORCE"):
        del config.environment[name]
config.environment["LC_ALL"] = "C"
for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "HOME"):
    if name in os.environ:
        config.environment[name] = os.environ[name]

for compiler in ("gcc", "clang", "tcc", "gdb", "valgrind"):
    if lit.util.which(compiler):
        config.available_features.add(compiler)
