# A search tree that is only read, with ORC. Arguments: the number of nodes and
# of sums.
import os, strutils

type Tree {.acyclic.} = ref object
  key: int64
  left, right: Tree

# Of the keys from `low` up to below `high`.
proc make(low, high: int): Tree =
  if low >= high:
    return nil
  let middle = low + (high - low) div 2
  Tree(key: middle, left: make(low, middle), right: make(middle + 1, high))

# With a salt, so that no two sums are the same.
proc sum(tree: Tree, salt: int64): int64 =
  if tree == nil: 0'i64
  else: (tree.key xor salt) + sum(tree.left, salt) + sum(tree.right, salt)

proc main() =
  let nodes = if paramCount() > 0: parseInt(paramStr(1)) else: 20000
  let rounds = if paramCount() > 1: parseInt(paramStr(2)) else: 5000
  let tree = make(0, nodes)
  var total = 0'i64
  for i in 0 ..< rounds:
    total += sum(tree, i)
  echo total

main()
