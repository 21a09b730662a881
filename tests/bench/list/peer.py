"""Lists. Arguments: the length and the number of rounds."""

import sys

WORD = (1 << 64) - 1


class Cell:
    __slots__ = ("value", "next")

    def __init__(self, value, rest):
        self.value = value
        self.next = rest


def build(length):
    cells = None
    for i in range(length):
        cells = Cell(i, cells)
    return cells


def reverse(cells):
    result = None
    while cells is not None:
        result = Cell(cells.value, result)
        cells = cells.next
    return result


def triple(cells):
    result = None
    while cells is not None:
        result = Cell(cells.value * 3 + 1, result)
        cells = cells.next
    return result


def odd(cells):
    result = None
    while cells is not None:
        if cells.value & 1:
            result = Cell(cells.value, result)
        cells = cells.next
    return result


def checksum(cells):
    total = 0
    while cells is not None:
        total = total * 31 + cells.value & WORD
        cells = cells.next
    return total >> 1


def main():
    length = int(sys.argv[1]) if len(sys.argv) > 1 else 1000000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 8
    total = 0
    for _ in range(rounds):
        cells = build(length)
        cells = reverse(cells)
        cells = triple(cells)
        cells = odd(cells)
        total = total + checksum(cells) & WORD
    print(total)


main()
