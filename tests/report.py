"""Reads what a counted program says at its end under TALLY_REPORT=1."""

import re

import harness


def is_ours(line):
    """A line that the runtime wrote, not the program."""
    return line.startswith("tally: ")


def own_lines(text):
    """What the program itself wrote to stderr."""
    return "".join(line for line in text.splitlines(keepends=True)
                   if not is_ours(line))


def left_behind(text):
    """What is wrong with a report: None if nothing was left."""
    match = re.search(r"^tally: .*?(\d+) objects? and (\d+) bytes? left",
                      text, re.MULTILINE)
    if not match:
        return "no report of what is left: " + harness.first_line(text)
    if match.group(1) != "0" or match.group(2) != "0":
        return f"{match.group(1)} objects, {match.group(2)} bytes left"
    return None
