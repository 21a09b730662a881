# Lists, with ORC. Arguments: the length and the number of rounds.
import os, strutils

type
  CellObj = object
    value: int64
    next: Cell
  Cell {.acyclic.} = ref CellObj

# Without recursion: lists are longer than the stack is deep. No two of them
# share cells here.
proc `=destroy`(cell: var CellObj) =
  var rest = move cell.next
  while rest != nil:
    let next = move rest.next
    rest = next

proc cons(value: int64, next: sink Cell): Cell =
  Cell(value: value, next: next)

proc build(length: int): Cell =
  for i in 0 ..< length:
    result = cons(i, result)

proc reverse(list: Cell): Cell =
  var cell {.cursor.} = list
  while cell != nil:
    result = cons(cell.value, result)
    cell = cell.next

proc map(list: Cell): Cell =
  var cell {.cursor.} = list
  while cell != nil:
    result = cons(cell.value * 3 + 1, result)
    cell = cell.next

proc odd(list: Cell): Cell =
  var cell {.cursor.} = list
  while cell != nil:
    if (cell.value and 1) != 0:
      result = cons(cell.value, result)
    cell = cell.next

proc hash(list: Cell): uint64 =
  var cell {.cursor.} = list
  while cell != nil:
    result = result * 31 + cast[uint64](cell.value)
    cell = cell.next
  result = result shr 1

proc main() =
  let length = if paramCount() > 0: parseInt(paramStr(1)) else: 1000000
  let rounds = if paramCount() > 1: parseInt(paramStr(2)) else: 8
  var sum = 0'u64
  for i in 0 ..< rounds:
    var list = build(length)
    list = reverse(list)
    list = map(list)
    list = odd(list)
    sum += hash(list)
  echo sum

main()
