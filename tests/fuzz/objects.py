"""Objects as variables, static and automatic.

A reference to an automatic one that is left at the end of its scope would stop
the program: where that happens on the model, the program no longer takes the
variable's address (`shy`), and is run again."""

from expressions import Const, Expr, Type, Var, arg, drop_temps
from machine import Cell, Object
from statements import Block, Declare, Static, Stmt


class ObjectRef(Expr):
    """&v"""

    def __init__(self, var, nil):
        self.var, self.nil = var, nil
        self.type = var.target
        self.flags = frozenset("R")

    def c(self):
        return self.nil.name if self.var.shy else f"(&{self.var.name})"

    def look(self, m, f):
        if self.var.shy:
            return m.globals[self.nil].value
        cell = f.cells[self.var] if self.var in f.cells \
            else m.globals[self.var]
        return cell.value


def fill_object(m, f, obj, names, values):
    for name, value in zip(names, values):
        obj.slots[name].value = (value.look if value.type == "int"
                                 else value.own)(m, f)


def initialiser(names, values):
    return ", ".join(f".{n} = {arg(v)}" for n, v in zip(names, values))


class DeclareObject(Stmt):
    """T v = {.id = 7, .a = x};"""

    children = ("values",)

    def __init__(self, var, names, values):
        self.declares = [var]
        self.var = var
        self.names, self.values = names, values

    def c(self, pad):
        return [f"{pad}{self.var.target.name} {self.var.name} = "
                f"{{{initialiser(self.names, self.values)}}};"]

    def run(self, m, f):
        obj = Object(self.var.target, 0)
        obj.count, obj.home = 1, self.var
        f.setting = frozenset().union(*[v.sets for v in self.values])
        fill_object(m, f, obj, self.names, self.values)
        f.cells[self.var] = Cell("object", obj)
        drop_temps(m, f)


class StaticObject(Static):
    """static T v = {.id = 7};"""

    def __init__(self, var, names, values):
        super().__init__(f"{var.target.name} {var.name} = "
                         f"{{{initialiser(names, values)}}}", [var])
        self.var, self.names, self.values = var, names, values

    def start(self, m):
        """Makes it; others that it refers to stand before it."""
        obj = Object(self.var.target, 0)
        obj.count = 1 << 40
        m.globals[self.var].value = obj
        for name, value in zip(self.names, self.values):
            obj.slots[name].value = value.look(m, Nowhere)


class Nowhere:
    cells = {}


class ObjectMaker:
    """What the generator makes of them."""

    def make_static_objects(self):
        self.objects = []
        if "objects" not in self.features:
            return
        for _ in range(self.random.randint(1, 2)):
            target = self.pick(self.types)
            if not target.copied():
                continue
            var = Var(self.name("so"), "object", target, "global")
            var.shy = False
            self.number += 1
            names, values = ["id"], [Const(self.number)]
            for name, field in target.of_kind("strong"):
                known = [o for o in self.objects if o.target is field]
                if known and self.chance(0.5) and name.isalpha():
                    names.append(name)
                    values.append(ObjectRef(self.pick(known), None))
            self.objects.append(var)
            self.program.globals.append(StaticObject(var, names, values))

    def object_ref(self, scope, target, depth):
        found = [v for v in scope.variables + self.objects
                 if v.kind == "object" and v.target is target]
        return ObjectRef(self.pick(found), self.nils[target]) if found \
            else None

    def declare_object(self, scope):
        kinds = [k for k in self.types if not k.effects and k.copied()]
        if not kinds:
            return None
        target = self.pick(kinds)
        var = Var(self.name("ob"), "object", target)
        var.shy = False
        made = self.new(scope, target, 2 if self.chance(0.5) else 0)
        inner = self.scope(scope)
        inner.variables.append(var)
        body = [DeclareObject(var, made.names, made.values)]
        if any(v.type != "int" and not isinstance(v.type, Type)
               for v in made.values):
            body = [DeclareObject(var, ["id"], [made.values[0]])]
        if self.chance(0.5):
            tail = Var(self.name("v"), "strong", target)
            body.append(Declare([tail], [ObjectRef(var, self.nils[target])]))
            inner.variables.append(tail)
            inner.own.append(tail)
        for _ in range(self.random.randint(2, 4)):
            body += self.statement(inner, body)
        return [Block(body)]
