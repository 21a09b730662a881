"""Raw pointers into objects, whose companions keep the objects; arrays that
the C library sorts."""

from expressions import Expr, Name, Var, full, post, target
from machine import Cell, Unfit
from statements import Block, Stmt


class Inside(Expr):
    """&p->v"""

    children = ("base",)

    def __init__(self, base):
        self.base = base
        self.take(base)

    def c(self):
        return f"&{post(self.base)}->v"

    def look(self, m, f):
        """(the object, the place)"""
        obj = target(m, f, self)
        return obj, obj.part(self.base.type)["v"]

    def kept(self):
        """By the variable that it was taken from, as long as that has it."""
        return (isinstance(self.base, Name)
                and not self.base.var.home.escapes
                and self.base.place_kind == "strong")


class DeclareRaw(Stmt):
    """int *r = &p->v;"""

    children = ("value",)

    def __init__(self, var, value):
        self.declares = [var]
        self.var, self.value = var, value

    def c(self, pad):
        return [f"{pad}int *{self.var.name} = {self.value.c()};"]

    def run(self, m, f):
        f.cells[self.var] = Cell("raw", (None, None))
        full(m, f, self.value, Point(self.var, self.value).act)


class Point(Stmt):
    """r = &p->v;"""

    children = ("value",)

    def __init__(self, var, value):
        self.var, self.value = var, value

    def c(self, pad):
        return [f"{pad}{self.var.name} = {self.value.c()};"]

    def run(self, m, f):
        full(m, f, self.value, self.act)

    def act(self, m, f):
        obj, place = self.value.look(m, f)
        keeps = m.most or not self.value.kept()
        cell = f.cells[self.var]
        f.temps.append(cell.value[0])
        cell.value = (m.retain(obj) if keeps else None, place)


class Read(Expr):
    """*r"""

    flags = frozenset("R")

    def __init__(self, var):
        self.var = var
        self.uses = frozenset([var])

    def c(self):
        return f"*{self.var.name}"

    def look(self, m, f):
        return f.cells[self.var].value[1].value


class Write(Stmt):
    """*r = n;"""

    children = ("value",)

    def __init__(self, var, value):
        self.var, self.value = var, value

    def c(self, pad):
        return [f"{pad}*{self.var.name} = {self.value.c()} & 0xffff;"]

    def run(self, m, f):
        full(m, f, self.value, self.act)

    def act(self, m, f):
        value = self.value.look(m, f)
        f.cells[self.var].value[1].value = value & 0xffff


class Sort(Stmt):
    """qsort(array, ...), by the numbers of the objects."""

    def __init__(self, name, cells):
        self.name, self.cells = name, cells

    def c(self, pad):
        kind = self.cells[0].target.name
        return [f"{pad}qsort({self.name}, {len(self.cells)}, "
                f"sizeof *{self.name}, by_{kind});"]

    def run(self, m, f):
        m.tick()
        cells = [f.cells[v] if v in f.cells else m.globals[v]
                 for v in self.cells]
        values = sorted((c.value for c in cells), key=self.number)
        for one, other in zip(values, values[1:]):
            if one is not other and self.number(one) == self.number(other):
                raise Unfit("sorts equal objects")
        for cell, value in zip(cells, values):
            cell.value = value

    def number(self, obj):
        kind = self.cells[0].target
        return -1 if obj is None else obj.part(kind)["id"].value


def comparators(program):
    """int by_T(const void *, const void *) for each type."""
    lines = []
    for kind in program.types:
        place = f"{kind.name} *const *"
        lines += [f"static inline int by_{kind.name}"
                  "(const void *a, const void *b) {",
                  f"    {place}x = a, {place.lstrip()[len(kind.name):]}y = b;",
                  f"    return id_{kind.name}(*x) - id_{kind.name}(*y);",
                  "}"]
    return lines


class RawMaker:
    """What the generator makes of them."""

    def inside(self, scope):
        kinds = [t for t in self.types if "int id, v;" in t.lines]
        kind = self.pick(kinds)
        base = self.typed(self.reference(scope, kind, 1))
        return None if base.makes else Inside(base)

    def declare_raw(self, scope):
        value = self.inside(scope)
        if value is None or self.program.shadow:
            return None
        var = Var(self.name("r"), "raw")
        scope.variables.append(var)
        return [DeclareRaw(var, value)]

    def use_raw(self, scope):
        found = [v for v in scope.variables if v.kind == "raw"]
        if not found:
            return self.declare_raw(scope)
        var = self.pick(found)
        if self.chance(0.5):
            return [Write(var, self.integer(scope, 2))]
        value = self.inside(scope)
        return value and [Point(var, value)]

    def read_raw(self, scope, depth):
        found = [v for v in scope.variables if v.kind == "raw"]
        return Read(self.pick(found)) if found else None

    def sort(self, scope):
        options = list(self.arrays)
        options += [(v.name, v.members) for v in scope.variables
                    if v.kind == "array"]
        if not options:
            return None
        name, cells = self.pick(options)
        if cells[0].target not in self.types:
            return None
        for cell in cells:
            cell.assigned = cell.home.assigned = True
        return [Sort(name, cells)]
