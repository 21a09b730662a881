# Binary trees, with ORC. Argument: the depth.
import os, strutils

const smallest = 4

type Tree {.acyclic.} = ref object
  left, right: Tree

proc make(depth: int): Tree =
  result = Tree()
  if depth > 0:
    result.left = make(depth - 1)
    result.right = make(depth - 1)

proc count(tree: Tree): int =
  if tree.left == nil: 1
  else: 1 + count(tree.left) + count(tree.right)

proc main() =
  let depth = if paramCount() > 0: parseInt(paramStr(1)) else: 18
  var stretch = make(depth + 1)
  var sum = count(stretch)
  stretch = nil

  let lasting = make(depth)
  for d in countup(smallest, depth, 4):
    for i in 0 ..< (1 shl (depth - d + smallest)):
      let tree = make(d)
      sum += count(tree)
  sum += count(lasting)
  echo sum

main()
