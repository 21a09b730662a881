"""Binary trees. Argument: the depth."""

import sys

SMALLEST = 4


class Tree:
    __slots__ = ("left", "right")


def make(depth):
    tree = Tree()
    if depth > 0:
        tree.left = make(depth - 1)
        tree.right = make(depth - 1)
    else:
        tree.left = tree.right = None
    return tree


def count(tree):
    if tree.left is None:
        return 1
    return 1 + count(tree.left) + count(tree.right)


def main():
    depth = int(sys.argv[1]) if len(sys.argv) > 1 else 18
    stretch = make(depth + 1)
    total = count(stretch)
    del stretch

    lasting = make(depth)
    for d in range(SMALLEST, depth + 1, 4):
        for _ in range(1 << (depth - d + SMALLEST)):
            total += count(make(d))
    total += count(lasting)
    print(total)


main()
