"""The peers: what each is, and how it is built of a workload's folder."""

import shutil
import sys

from measuring import HERE, compile_counted, compile_with, harness


class Peer:
    """One way to write a workload. `key` names it in workload.txt; `needs` are
    programs, and headers of C."""

    def __init__(self, key, label, allocator, source, needs, compile_one,
                 version=None):
        self.key, self.label, self.allocator = key, label, allocator
        self.source, self.needs = source, needs
        self.compile_one, self.version = compile_one, version

    def missing(self):
        """What it needs and is not installed; None if nothing."""
        for need in self.needs:
            found = (has_header(need) if need.endswith(".h")
                     else shutil.which(need))
            if not found:
                return need
        return None

    def reason(self, workload):
        """Why the workload leaves it out; None if it does not."""
        if self.key in workload.without:
            return workload.without[self.key]
        if not (workload.folder / self.source).exists():
            return "not written"
        return None

    def build(self, build, folder, workload):
        """The command that runs the workload, without arguments."""
        target = folder / f"{workload.name}_{self.key}"
        source = workload.folder / self.source
        return self.compile_one(build, source, target) or [target]


def has_header(name):
    """Can C include it?"""
    return harness.run(["gcc", "-E", "-include", name, "-x", "c",
                        "/dev/null"]).code == 0


def hand(*flags):
    """A builder of C by hand with these flags, the libraries last."""
    defines = [flag for flag in flags if flag.startswith("-D")]
    libraries = [flag for flag in flags if flag.startswith("-l")]
    return lambda build, source, target: compile_with(
        ["gcc", "-std=c11", "-O2", *defines, source, *libraries, "-o", target])


def own(build, source, target):
    compile_with(["gcc", "-std=c11", "-O2", "-DMEMORY_OWN", source,
                  HERE / "own_memory.c", "-I", build.include, build.static,
                  "-pthread", "-o", target])


def tally(options):
    return lambda build, source, target: compile_counted(
        build, source, target, options)


def cpp(_, source, target):
    compile_with(["g++", "-std=c++17", "-O2", source, "-o", target])


def rust(_, source, target):
    compile_with(["rustc", "--edition=2021", "-C", "opt-level=3", "-C",
                  "codegen-units=1", source, "-o", target])


def nim(_, source, target):
    compile_with(["nim", "c", "--mm:orc", "-d:release", "-d:danger",
                  "--hints:off", "--warnings:off",
                  f"--nimcache:{target}.cache", f"-o:{target}", source])


def python(_, source, __):
    return [sys.executable, source]


def first_line_of(*argv):
    """A builder of versions: the first line that a program prints."""
    def ask():
        result = harness.run(argv)
        lines = (result.out or result.err).splitlines()
        return lines[0].strip() if lines else "unknown"
    return ask


def package(name):
    """The version of a Debian package."""
    def ask():
        found = harness.run(["dpkg-query", "-W", "-f", "${Version}", name])
        version = found.out.strip() if found.code == 0 else "unknown"
        return f"{name} {version}"
    return ask


GLIBC, CELLS = "glibc malloc", "tally's cells"
BASE = Peer("hand", "C by hand", GLIBC, "hand.c", ["gcc"], hand(),
            first_line_of("gcc", "--version"))
TALLY = Peer("tally", "tally, optimised", CELLS, "tally.c", ["gcc"],
             tally(""))
OWN = Peer("own", "C by hand", CELLS, "hand.c", ["gcc"], own)
PEERS = [
    TALLY,
    Peer("naive", "tally, naive (`--skip=all`)", CELLS, "tally.c", ["gcc"],
         tally("--skip=all")),
    OWN,
    Peer("mimalloc", "C by hand", "mimalloc", "hand.c", ["gcc", "mimalloc.h"],
         hand("-DMEMORY_MIMALLOC", "-lmimalloc"), package("libmimalloc-dev")),
    Peer("boehm", "C, Boehm's collector", "Boehm's", "hand.c",
         ["gcc", "gc.h"], hand("-DMEMORY_BOEHM", "-lgc"),
         package("libgc-dev")),
    Peer("shared", "C++ shared_ptr", GLIBC, "shared.cpp", ["g++"], cpp,
         first_line_of("g++", "--version")),
    Peer("intrusive", "C++ intrusive pointer", GLIBC, "intrusive.cpp",
         ["g++"], cpp),
    Peer("rc", "Rust Rc", GLIBC, "rc.rs", ["rustc"], rust,
         first_line_of("rustc", "--version")),
    Peer("orc", "Nim ORC", "Nim's", "orc.nim", ["nim", "gcc"], nim,
         first_line_of("nim", "--version")),
    Peer("peer", "CPython", "pymalloc", "peer.py", ["python3"], python,
         lambda: "Python " + sys.version.split()[0]),
]

# What is no peer on any machine, and why.
LEFT_OUT = [
    ("Objective-C ARC",
     "clang refuses `-fobjc-arc` for the runtime that Debian 12 has, gcc's "
     "libobjc, which lacks `objc_retain` and what else ARC calls; the one "
     "that it takes, libobjc2, is no package there"),
]
