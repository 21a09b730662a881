#!/usr/bin/env python3
"""Tests the JSON program, however it was built.

    run.py PROGRAM [--small] [--counted] [--update]

  valid/*.json      are accepted and written as NAME.out
  malformed/*.json  are refused with exit code 1 and the message NAME.err
  session.txt       commands, what they print and their exit codes
  documents         of 1 MB and more, made by generate.py, must come out as
                    Python's json module writes them
  damage            a document with single bytes changed or cut off must be
                    accepted exactly where Python accepts it

With --counted the program is one that tally-cc built: each run then has to
report at its end that no object and no byte is left. --small takes small
documents and little damage (for slow programs: under sanitizers, valgrind);
--update writes the expected files anew.
"""
import json
import os
import random
import re
import shlex
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import generate  # noqa: E402


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
        if not re.search(rb"^tally: .*, 0 left \(0 bytes;", err, re.MULTILINE):
            self.left.append((arguments, err))
        return b"".join(line for line in err.splitlines(keepends=True)
                        if not line.startswith(b"tally: "))


def run(program, *arguments, data=None, folder=HERE):
    """Exit code, stdout and stderr (bytes); a signal gives a negative code."""
    done = subprocess.run([program.path, *arguments], input=data, cwd=folder,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env=program.environment,
                          **({} if data is not None
                             else {"stdin": subprocess.DEVNULL}))
    err = done.stderr
    if program.counted:
        err = program.look_at_report(arguments, err)
    return done.returncode, done.stdout, err


def read(path):
    with open(path, "rb") as file:
        return file.read()


def difference(got, wanted):
    if got == wanted:
        return ""
    at = next((i for i, (a, b) in enumerate(zip(got, wanted)) if a != b),
              min(len(got), len(wanted)))
    start = max(0, at - 30)
    return (f"byte {at}: got {got[start:at + 30]!r}, "
            f"wanted {wanted[start:at + 30]!r}")


def expect(path, got, update):
    """Compares with an expected file, or writes it."""
    if update:
        with open(path, "wb") as file:
            file.write(got)
    return difference(got, read(path) if os.path.exists(path) else b"")


def names(folder):
    return sorted(name[:-5] for name in os.listdir(os.path.join(HERE, folder))
                  if name.endswith(".json"))


def test_valid(program, tally, update):
    folder = os.path.join(HERE, "valid")
    for name in names("valid"):
        code, out, err = run(program, name + ".json", folder=folder)
        wrong = expect(os.path.join(folder, name + ".out"), out, update)
        tally.check(f"valid/{name}", code == 0 and not err and not wrong,
                    wrong or f"exit {code} {err.decode(errors='replace')}")
        again = run(program, data=out)[1]
        tally.check(f"valid/{name}, read again", again == out,
                    difference(again, out))
        compact = run(program, "--compact", "--ascii", data=out)[1]
        again = run(program, data=compact)[1]
        tally.check(f"valid/{name}, compact and back", again == out,
                    difference(again, out))


def test_malformed(program, tally, update):
    folder = os.path.join(HERE, "malformed")
    for name in names("malformed"):
        code, out, err = run(program, name + ".json", folder=folder)
        wrong = expect(os.path.join(folder, name + ".err"), err, update)
        tally.check(f"malformed/{name}", code == 1 and not out and not wrong,
                    wrong or f"exit {code}")


def test_depth(program, tally):
    for opening, closing in ((b"[", b"]"), (b'{"a":', b"}")):
        inner = b"[]" if closing == b"]" else b"{}"
        data = opening * 511 + inner + closing * 511 + b"\n"
        code, out, err = run(program, "--compact", data=data)
        tally.check(f"512 times {opening.decode()}",
                    code == 0 and out == data, f"exit {code} {err[:80]!r}")
        code, out, err = run(program, data=opening * 1000000)
        tally.check(f"a million times {opening.decode()}",
                    code == 1 and not out and err.endswith(
                        b": more than 512 arrays and objects deep\n"),
                    f"exit {code} {err[:80]!r}")


def session_steps(text):
    """(line, command, expected output, exit code) of a session file."""
    command, output = None, []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("$ "):
            command, output, start = line[2:], [], number
        elif line.startswith("? "):
            yield start, command, "".join(output), int(line[2:])
            command = None
        elif command is not None:
            output.append(line + "\n")


def run_command(program, command):
    words = shlex.split(command)
    data = None
    if "<" in words:
        at = words.index("<")
        data = read(os.path.join(HERE, words[at + 1]))
        words = words[:at]
    code, out, err = run(program, *words[1:], data=data)
    return (out + err).decode(errors="replace"), code


def test_session(program, tally):
    text = read(os.path.join(HERE, "session.txt")).decode()
    for line, command, output, code in session_steps(text):
        got, got_code = run_command(program, command)
        tally.check(f"session.txt:{line}: {command}",
                    (got, got_code) == (output, code),
                    f"exit {got_code}, printed {got!r}")


def dump(value, **style):
    return (json.dumps(value, **style) + "\n").encode()


STYLES = {
    (): {"indent": 2, "ensure_ascii": False},
    ("--compact",): {"separators": (",", ":"), "ensure_ascii": False},
    ("--ascii",): {"indent": 2},
    ("--sort",): {"indent": 2, "sort_keys": True, "ensure_ascii": False},
    ("--compact", "--ascii", "--sort"):
        {"separators": (",", ":"), "sort_keys": True},
}


def test_document(program, tally, kind, size, folder):
    text = generate.document(kind, size).encode()
    value = json.loads(text)
    path = os.path.join(folder, kind + ".json")
    with open(path, "wb") as file:
        file.write(text)
    for switches, style in STYLES.items():
        code, out, err = run(program, *switches, path)
        wrong = difference(out, dump(value, **style))
        tally.check(f"{kind} {' '.join(switches)}",
                    code == 0 and not err and not wrong,
                    f"exit {code} {wrong} {err[:200]!r}")
    code, out, _ = run(program, "--compact", "-", ".items[-1]", data=text)
    wanted = dump(value["items"][-1], **STYLES[("--compact",)])
    tally.check(f"{kind} .items[-1]", code == 0 and out == wanted,
                difference(out, wanted))
    code, out, _ = run(program, "--compact", path, ".items[*]")
    wanted = b"".join(dump(item, **STYLES[("--compact",)])
                      for item in value["items"])
    tally.check(f"{kind} .items[*]", code == 0 and out == wanted,
                difference(out, wanted))
    for cut in (len(text) - 3, len(text) // 2):
        code, out, err = run(program, data=text[:cut])
        tally.check(f"{kind} cut at {cut}",
                    code == 1 and not out and err.startswith(b"<stdin>:"),
                    f"exit {code} {err[:80]!r}")


def refuse_constant(name):
    raise ValueError(name)


def lone_surrogate(value):
    if isinstance(value, str):
        return any(0xD800 <= ord(c) < 0xE000 for c in value)
    if isinstance(value, list):
        return any(lone_surrogate(item) for item in value)
    if isinstance(value, dict):
        return any(lone_surrogate(k) or lone_surrogate(v)
                   for k, v in value.items())
    return False


class Pairs(dict):
    """Keeps members of the same name apart, for lone_surrogate()."""


def python_accepts(data):
    try:
        if data.startswith(b"\xef\xbb\xbf"):
            data = data[3:]
        lost = []
        value = json.loads(
            data.decode("utf-8"), parse_constant=refuse_constant,
            object_pairs_hook=lambda pairs: lost.append(
                [list(pair) for pair in pairs]))
        return not lone_surrogate(value) and not lone_surrogate(lost)
    except ValueError:
        return False


def test_damage(program, tally, rounds):
    rng = random.Random("tally damage")
    whole = (read(os.path.join(HERE, "valid", "escapes.json")) +
             read(os.path.join(HERE, "valid", "surrogates.json")) +
             read(os.path.join(HERE, "valid", "numbers.json")) +
             read(os.path.join(HERE, "valid", "utf8-names.json")))
    pieces = [b"[" + whole.replace(b"]\n", b"]").replace(b"][", b"],[")
              .replace(b"]{", b"],{") + b"]",
              read(os.path.join(HERE, "valid", "nested-empty.json")),
              read(os.path.join(HERE, "valid", "words.json"))]
    for number in range(rounds):
        data = bytearray(rng.choice(pieces))
        for _ in range(rng.randrange(1, 3)):
            at = rng.randrange(len(data))
            how = rng.randrange(4)
            if how == 0:
                data[at] = rng.randrange(256)
            elif how == 1:
                data[at] = rng.choice(b'[]{}",:\\u0-1eE.+ \ntfn')
            elif how == 2:
                del data[at]
            else:
                data = data[:at + 1]
        wanted = 0 if python_accepts(bytes(data)) else 1
        code, _, err = run(program, data=bytes(data))
        tally.check(f"damage {number}", code == wanted,
                    f"exit {code}, Python {wanted}: {bytes(data)!r} {err!r}")


def test_memory(program, tally):
    """One check for all runs so far."""
    example = program.left[0] if program.left else ""
    tally.check(f"nothing left after {program.runs} runs", not program.left,
                f"{len(program.left)} runs, such as {example}")


def main(arguments):
    switches = [a for a in arguments if a.startswith("--")]
    operands = [a for a in arguments if not a.startswith("--")]
    if len(operands) != 1 or set(switches) - {"--small", "--counted", "--update"}:
        sys.exit("usage: run.py PROGRAM [--small] [--counted] [--update]")
    program = Program(operands[0], "--counted" in switches)
    small, update = "--small" in switches, "--update" in switches
    tally = Tally()
    test_valid(program, tally, update)
    test_malformed(program, tally, update)
    test_depth(program, tally)
    test_session(program, tally)
    test_damage(program, tally, 60 if small else 400)
    with tempfile.TemporaryDirectory() as folder:
        for kind in generate.KINDS:
            test_document(program, tally, kind, 40000 if small else 1000000,
                          folder)
        if not small:
            test_document(program, tally, "catalogue", 4000000, folder)
    if program.counted:
        test_memory(program, tally)
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
