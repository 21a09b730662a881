# Graphs full of cycles, with ORC. Arguments: the number of graphs and of nodes
# in each.
import os, strutils

const degree = 3

type Node = ref object
  number: uint32
  edges: array[degree, Node]
  all: Node # the node made before this one

var seed = 1'u32

proc randomBelow(limit: uint32): uint32 =
  seed = seed * 1664525'u32 + 1013904223'u32
  (seed shr 8) mod limit

proc nth(start: Node, steps: uint32): Node =
  var node {.cursor.} = start
  for i in 0'u32 ..< steps:
    node = node.all
  node

# A ring of nodes, each with edges to near ones. Its newest node.
proc build(count: uint32): Node =
  let first = Node()
  result = first
  for i in 1'u32 ..< count:
    result = Node(number: i, all: result)
  first.all = result
  var node {.cursor.} = result
  for i in 0'u32 ..< count:
    for edge in 0 ..< degree:
      node.edges[edge] = nth(node, randomBelow(8))
    node = node.all

proc walk(start: Node, steps: uint32): uint64 =
  var node {.cursor.} = start
  for i in 0'u32 ..< steps:
    result += node.number
    node = node.edges[int(i mod degree)]

proc one(nodes: uint32): uint64 =
  let graph = build(nodes)
  walk(graph, nodes)

proc main() =
  let graphs = if paramCount() > 0: parseInt(paramStr(1)) else: 10000
  let nodes = if paramCount() > 1: parseInt(paramStr(2)) else: 1000
  var sum = 0'u64
  for i in 0 ..< graphs:
    sum += one(uint32(nodes))
  echo sum

main()
