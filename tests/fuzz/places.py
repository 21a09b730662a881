"""Places of other kinds: variable length arrays, structs in memory of malloc.
(Volatile variables, thread-local ones and unions of strong references are
fields and variables that are only written in another way.)"""

from expressions import Var, full
from machine import Cell
from statements import Block, Eval, Stmt
from structs import WholeAssign, WholeDeref, null_literal


class DeclareVla(Stmt):
    """int n = 3; T *a[n]; a[0] = x; ..."""

    children = ("values",)

    def __init__(self, whole, kind, values):
        self.declares = [whole]
        self.whole, self.kind, self.values = whole, kind, values

    def c(self, pad):
        name = self.whole.name
        lines = [f"{pad}int n{name} = {len(self.values)};",
                 f"{pad}{self.kind.pointer}{name}[n{name}];"]
        return lines + [f"{pad}{name}[{at}] = {v.c()};"
                        for at, v in enumerate(self.values)]

    def run(self, m, f):
        f.cells[self.whole] = Cell("group", self.whole.members)
        for member in self.whole.members:
            f.cells[member] = Cell("strong")
        for member, value in zip(self.whole.members, self.values):
            f.cells[member].value = full(m, f, value, value.own)


class Emplaced(Stmt):
    """struct V *e = tally_emplace(struct V, malloc(sizeof *e)); ...
    tally_clear(e); free(e);"""

    children = ("body",)

    def __init__(self, var, body):
        self.var, self.body = var, body

    def c(self, pad):
        name, kind = self.var.name, f"struct {self.var.target.name}"
        lines = [pad + "{", f"{pad}    {kind} *{name} = "
                 f"tally_emplace({kind}, malloc(sizeof({kind})));",
                 f"{pad}    if ({name})"]
        lines += self.body.c(pad + "    ")
        return lines + [f"{pad}    tally_clear({name});",
                        f"{pad}    free({name});", pad + "}"]

    def run(self, m, f):
        cells = [Cell(k, 0 if t is None else None)
                 for _, k, t in self.var.target.fields]
        f.cells[self.var] = Cell("vout", cells)
        self.body.run(m, f)
        for cell in cells:
            if cell.kind == "strong":
                old, cell.value = cell.value, None
                m.release(old)
        del f.cells[self.var]


class PlaceMaker:
    """What the generator makes of them."""

    def declare_vla(self, scope):
        if self.program.shadow:
            return None
        self.program.not_tcc = True
        target = self.any_type()
        name = self.name("a")
        whole = Var(name, "array", target)
        whole.target = None
        whole.escapes = self.chance(0.3)
        size = self.random.randint(2, 3)
        whole.members = [Var(f"{name}[{k}]", "strong", target)
                         for k in range(size)]
        for member in whole.members:
            member.home = whole
        values = [self.reference(scope, target, 2) for _ in range(size)]
        inner = self.scope(scope)
        inner.variables += [whole] + whole.members
        body = [DeclareVla(whole, target, values)]
        for _ in range(self.random.randint(1, 3)):
            body += self.statement(inner, body)
        return [Block(body)]

    def make_thread_local(self, var):
        """The one of a program: the order of several at exit is that in which
        they were entered, which the model does not follow."""
        if ("places" not in self.features or self.thread_local
                or var.kind != "strong" or not self.chance(0.1)):
            return
        self.thread_local = var.thread_local = True
        self.program.not_tcc = True

    def emplace(self, scope):
        if self.program.shadow:
            return None
        kind = self.pick([s for s in self.structs if not s.variants])
        var = Var(self.name("e"), "vout", kind)
        inner = self.scope(scope)
        inner.variables.append(var)
        body = []
        for _ in range(self.random.randint(2, 4)):
            body.append(Eval(self.store_in(inner, var) if self.chance(0.5)
                             else self.effect(inner, 3)))
        return [Emplaced(var, Block(body))]

    def store_in(self, scope, var):
        place = WholeDeref(var)
        value = self.whole(scope, var.target, 2)
        if self.clash(place, value):
            value = self.literal(scope, var.target, 0)
            if self.clash(place, value):
                value = null_literal(var.target, self.constant())
        return WholeAssign(place, value)
