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
    match = re.search(r"^tally: \d+ objects? made, \d+ freed, (\d+) left "
                      r"\((\d+) bytes?;", text, re.MULTILINE)
    if not match:
        return "no report of what is left: " + harness.first_line(text)
    if match.group(1) != "0" or match.group(2) != "0":
        return f"{match.group(1)} objects, {match.group(2)} bytes left"
    return None


def objects_made(text):
    """How many objects a run made; None if it does not say."""
    match = re.search(r"^tally: (\d+) objects? made", text, re.MULTILINE)
    return int(match.group(1)) if match else None


def operations(text):
    """Executed increfs, decrefs and either of NULL, of a program built with
    TALLY__COUNT_OPS; None if it does not say."""
    match = re.search(r"^tally: (\d+) increfs?, (\d+) decrefs?, (\d+) of NULL",
                      text, re.MULTILINE)
    return [int(number) for number in match.groups()] if match else None
