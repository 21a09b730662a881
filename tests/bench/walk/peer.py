"""A search tree that is only read. Arguments: the number of nodes and of sums.
"""

import sys


class Tree:
    __slots__ = ("key", "left", "right")


def make(low, high):
    """Of the keys from `low` up to below `high`."""
    if low >= high:
        return None
    tree = Tree()
    tree.key = low + (high - low) // 2
    tree.left = make(low, tree.key)
    tree.right = make(tree.key + 1, high)
    return tree


def salted(tree, salt):
    """The sum of the keys, with a salt, so that no two sums are the same."""
    if tree is None:
        return 0
    return ((tree.key ^ salt) + salted(tree.left, salt)
            + salted(tree.right, salt))


def main():
    nodes = int(sys.argv[1]) if len(sys.argv) > 1 else 20000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5000
    tree = make(0, nodes)
    print(sum(salted(tree, i) for i in range(rounds)))


main()
