"""Graphs full of cycles. Arguments: the number of graphs and of nodes in each.
"""

import sys

DEGREE = 3


class Node:
    __slots__ = ("number", "edges", "all")

    def __init__(self, number, newest):
        self.number = number
        self.edges = [None] * DEGREE
        self.all = newest  # the node made before this one


class Random:
    """A linear congruential generator of 32 bits."""

    def __init__(self):
        self.seed = 1

    def below(self, limit):
        self.seed = self.seed * 1664525 + 1013904223 & 0xFFFFFFFF
        return (self.seed >> 8) % limit


def nth(node, steps):
    for _ in range(steps):
        node = node.all
    return node


def build(count, random):
    """A ring of nodes, each with edges to near ones. Its newest node."""
    first = newest = Node(0, None)
    for i in range(1, count):
        newest = Node(i, newest)
    first.all = newest
    node = newest
    for _ in range(count):
        for edge in range(DEGREE):
            node.edges[edge] = nth(node, random.below(8))
        node = node.all
    return newest


def walk(node, steps):
    total = 0
    for i in range(steps):
        total += node.number
        node = node.edges[i % DEGREE]
    return total


def main():
    graphs = int(sys.argv[1]) if len(sys.argv) > 1 else 10000
    nodes = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    random = Random()
    print(sum(walk(build(nodes, random), nodes) for _ in range(graphs)))


main()
