#!/usr/bin/env python3
"""Writes the expected text at the end of golden/place/*.c and
golden/optimise/*.c from what the tool prints now. Read the difference line by line before you commit it: a golden
that was not read proves nothing.

    tests/golden/update.py BUILD_DIR [NAME...]
"""
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
STAGES = ["place", "optimise"]   # folders
MARK = "\n/* The function in the graph, and as it is written.\n"


def escape(line):
    return re.sub(r"\{\{|\[\[", lambda m: "{{%s}}" % "".join(
        "[%s]" % c if c != "[" else r"\[" for c in m[0]), line)


def block(prefix, lines):
    out = []
    for i, line in enumerate(lines):
        kind = prefix + (":" if i == 0 else "-NEXT:")
        out.append((" * %s %s" % (kind, escape(line))).rstrip())
    return out


def run(tally, *args):
    done = subprocess.run([tally, *args], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit("%s: %s" % (" ".join(args), done.stderr))
    return done.stdout


def function_text(text):
    lines = text.split("\n")
    start = next(i for i, line in enumerate(lines)
                 if re.match(r"[a-zA-Z].*\bf\(", line))
    end = next(i for i in range(start, len(lines)) if lines[i].endswith("}")
               and not lines[i].startswith(" "))
    return [line for line in lines[start:end + 1] if line.strip()]


def update(tally, path):
    source = path.read_text().split(MARK)[0]
    flags = re.search(r"%s -- (.*?) \|", source)[1].replace(
        "%S", str(path.parent)).split()
    options = sorted(set(re.findall(r"--(?:unwind|skip)=\w+", source)))
    ir = run(tally, "check", *options, f"--dump={path.parent.name}", "--function=f",
             str(path), "--", *flags)
    text = run(tally, "rewrite", *options, str(path), "-o", "-", "--", *flags)
    checks = block("IR", [l for l in ir.rstrip("\n").split("\n") if l])
    checks += block("C", function_text(text))
    path.write_text(source.rstrip("\n") + "\n" + MARK + "\n".join(checks)
                    + "\n */\n")


def main():
    tally = str(pathlib.Path(sys.argv[1]) / "bin" / "tally")
    for stage in STAGES:
        for path in sorted((HERE / stage).glob("*.c")):
            if not sys.argv[2:] or path.stem in sys.argv[2:]:
                update(tally, path)


main()
