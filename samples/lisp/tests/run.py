#!/usr/bin/env python3
"""Tests the Scheme interpreter, however it was built.

    run.py PROGRAM [--small] [--counted] [--update]
    run.py PROGRAM --long

  good/*.scm    print NAME.out and end with 0
  wrong/*.scm   print NAME.out, NAME.err on stderr, and end with what the last
                line of NAME.err says
  repl.txt      as standard input gives repl.out
  commands      of which only the exit code and some words are known

With --counted the program is one that tally-cc built: each run then has to
report at its end that no object and no byte is left. --small leaves out what
is slow under sanitizers and valgrind; --update writes the expected files anew.

--long evaluates 10^7 and then 10^8 expressions of long/churn.scm, prints the
peaks of memory, and demands that they are about the same.
"""
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SLOW = {"queens", "tak"}


class Tally:
    """Counts passes and failures."""

    def __init__(self):
        self.passed = self.failed = 0

    def check(self, name, good, detail=""):
        if good:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAIL {name}{': ' if detail else ''}{detail}")


class Program:
    """What is tested. `left` collects what runs left behind, if counted."""

    def __init__(self, path, counted):
        self.path = os.path.abspath(path)
        self.counted = counted
        self.environment = {name: value for name, value in os.environ.items()
                            if name != "TALLY_REPORT"}
        if counted:
            self.environment["TALLY_REPORT"] = "1"
        self.runs, self.left = 0, []

    def look_at_report(self, arguments, err):
        """Gives what the program itself wrote."""
        self.runs += 1
        if not re.search(r"^tally: .*, 0 left \(0 bytes;", err, re.MULTILINE):
            self.left.append((arguments, err))
        return "".join(line for line in err.splitlines(keepends=True)
                       if not re.match("tally: |    ", line))


def run(program, *arguments, data=None, folder=HERE):
    """Exit code, stdout and stderr; a signal gives a negative code."""
    done = subprocess.run([program.path, *arguments], cwd=folder,
                          input=(data or "").encode(), capture_output=True,
                          env=program.environment, check=False)
    err = done.stderr.decode(errors="replace")
    if program.counted:
        err = program.look_at_report(arguments, err)
    return done.returncode, done.stdout.decode(errors="replace"), err


def difference(got, wanted):
    """The first line that differs; "" if none does."""
    if got == wanted:
        return ""
    lines = zip(got.splitlines() + ["(the end)"],
                wanted.splitlines() + ["(the end)"])
    for number, (one, other) in enumerate(lines, 1):
        if one != other:
            return f"line {number}: got {one!r}, wanted {other!r}"
    return "the ends differ"


def expect(name, got, update):
    """Compares with an expected file, or writes it."""
    path = os.path.join(HERE, name)
    if update:
        with open(path, "w", encoding="utf-8") as file:
            file.write(got)
    if not os.path.exists(path):
        return f"{name} is missing"
    with open(path, encoding="utf-8") as file:
        return difference(got, file.read())


def names(folder):
    return sorted(name[:-4] for name in os.listdir(os.path.join(HERE, folder))
                  if name.endswith(".scm"))


def test_good(program, tally, without, update):
    for name in names("good"):
        if name in without:
            continue
        code, out, err = run(program, f"good/{name}.scm")
        wrong = expect(f"good/{name}.out", out, update)
        tally.check(f"good/{name}", code == 0 and not err and not wrong,
                    wrong or f"exit {code} {err}")


def test_wrong(program, tally, update):
    for name in names("wrong"):
        code, out, err = run(program, f"wrong/{name}.scm")
        wrong = expect(f"wrong/{name}.out", out, update)
        wrong = wrong or expect(f"wrong/{name}.err", f"{err}exit {code}\n",
                                update)
        tally.check(f"wrong/{name}", code > 0 and not wrong, wrong)


def test_repl(program, tally, update):
    with open(os.path.join(HERE, "repl.txt"), encoding="utf-8") as file:
        code, out, err = run(program, data=file.read())
    wrong = expect("repl.out", f"{out}{err}exit {code}\n", update)
    tally.check("repl.txt", not wrong, wrong)


def test_commands(program, tally):
    def check(name, result, code, out, err=""):
        tally.check(name, result[0] == code and out in result[1]
                    and err in result[2], f"{result}")

    check("-e", run(program, "-e", "(map 1+ '(1 2))"), 0, "(2 3)\n")
    check("-e, none", run(program, "-e"), 2, "", "usage")
    check("--help", run(program, "--help"), 0, "usage")
    check("--bare", run(program, "--bare", "-e", "(map 1 2)"), 1, "",
          "not defined: map")
    check("no file", run(program, "missing.scm"), 2, "", "cannot read")
    check("two files", run(program, "a", "b"), 2, "", "usage")
    check("standard input", run(program, "-", data="(display 1)"), 0, "1")
    check("empty", run(program, "-", data=""), 0, "")
    check("load", run(program, "-e", '(load "good/quasi.scm")'), 0, "(a 5 c)")
    with tempfile.TemporaryDirectory() as folder:
        check("files", run(program, "-e", f"""(begin
            (define name "{folder}/data.scm")
            (call-with-output-file name
              (lambda (port) (write '(1 "two" #\\3) port) (newline port)))
            (write (call-with-input-file name read-all))
            (define port (open-output-file name))
            (display "(display 'loaded)" port)
            (close-port port)
            (display "more" port)
            (load name)
            (open-output-file name)
            (open-output-file "{folder}/missing/data.scm"))"""),
              1, '((1 "two" #\\3))loaded', "cannot be written")
    check("nested reading", run(program, "-", data="(" * 100000), 1, "",
          "nested too deeply")
    check("nested quotes", run(program, "-", data="'" * 100000), 1, "",
          "nested too deeply")
    check("nested comments", run(program, "-", data="#|" * 1000), 1, "",
          "has no end")


def test_memory(program, tally):
    """One check for all runs so far."""
    example = program.left[0] if program.left else ""
    tally.check(f"nothing left after {program.runs} runs", not program.left,
                f"{len(program.left)} runs, such as {example}")


def churn(program, rounds):
    """Expressions evaluated, and the peak of what objects took, in bytes."""
    start = os.times()
    child = subprocess.Popen(
        [program.path, "-e",
         f'(begin (define rounds {rounds}) (load "long/churn.scm"))'],
        cwd=HERE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=program.environment)
    out, err = child.stdout.read(), child.stderr.read().decode()
    _, status, usage = os.wait4(child.pid, 0)
    peak = re.search(r", 0 left \(0 bytes; (\d+) at the peak\)", err)
    if status != 0 or not peak:
        sys.exit(f"ended with {status}: {err}")
    print(f"{int(out)} evaluations, {int(peak[1])} bytes in objects at the "
          f"peak, at most {usage.ru_maxrss} KiB of memory, "
          f"{os.times().elapsed - start.elapsed:.1f} s")
    return int(out), int(peak[1])


def test_long(program):
    few, before = churn(program, 1100)
    many, peak = churn(program, 11000)
    good = few >= 10 ** 7 and many >= 10 ** 8 and peak < before * 1.25
    print("memory is bounded" if good else "FAIL: memory grows")
    return 0 if good else 1


def main(arguments):
    switches = [a for a in arguments if a.startswith("--")]
    operands = [a for a in arguments if not a.startswith("--")]
    known = {"--small", "--counted", "--update", "--long"}
    if len(operands) != 1 or set(switches) - known:
        sys.exit(__doc__)
    program = Program(operands[0], {"--counted", "--long"} & set(switches))
    small, update = "--small" in switches, "--update" in switches
    if "--long" in switches:
        return test_long(program)
    tally = Tally()
    test_good(program, tally, SLOW if small else set(), update)
    test_wrong(program, tally, update)
    test_repl(program, tally, update)
    test_commands(program, tally)
    if program.counted:
        test_memory(program, tally)
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
