"""Structs that hold references, by value: as variables, fields, elements,
arguments, results and literals; and objects that are overwritten as a whole.

The value of such an expression is a list, one item for each member. To assign
one, all of the new one is retained, then stored, then all of the old one
released, in the order of the members."""

from expressions import Const, Expr, Null, Say, Type, arg, part, post, target
from machine import COUNTED, NUMBERS, Outlives


class Struct:
    """A struct type; `fields` as in Type."""

    def __init__(self, name, fields):
        self.name = name
        self.fields = fields

    variants = ()

    def c(self):
        marks = {"strong": "", "weak": "tally_weak "}
        members = " ".join(
            f"int {n};" if k == "int" else f"{t.name} *{marks[k]}{n};"
            for n, k, t in self.fields)
        return f"struct {self.name} {{ {members} }};"


def take(m, cells, retain=True):
    """What they hold; strong references retained."""
    values = []
    for cell in cells:
        value = cell.value
        if cell.kind in ("strong", "weak") and value is not None and (
                value.gone):
            raise Outlives(value)
        if cell.kind == "weak" and value is not None and value.dead:
            value = None
        if cell.kind == "strong" and retain:
            m.retain(value)
        values.append(value)
    return values


def exchange(m, cells, values):
    """Stores owned values; gives the old strong references, in order."""
    old = []
    for cell, value in zip(cells, values):
        if cell.kind == "strong":
            old.append(cell.value)
        cell.value = value
    return old


def retained(m, kind, values):
    for (_, sort, _), value in zip(kind.fields, values):
        if sort in COUNTED:
            m.retain(value)
    return values


def counted(kind, values):
    """Of a list of values, those that have counts."""
    return [v for (_, sort, _), v in zip(kind.fields, values)
            if sort in COUNTED]


class Whole(Expr):
    """A place that holds a struct: cells(m, f) gives those of its members."""

    def own(self, m, f):
        return take(m, self.cells(m, f))

    def look(self, m, f):
        values = take(m, self.cells(m, f), m.most)
        if m.most:
            f.temps.append(counted(self.type, values))
        return values


class WholeName(Whole):
    def __init__(self, var):
        self.var = var
        self.type = var.target
        if var.home.escapes:
            self.flags = frozenset("R")
        else:
            self.uses = frozenset([var.home])
        if any(kind == "weak" for _, kind, _ in self.type.fields):
            self.flags = self.flags | frozenset("W")

    def c(self):
        return self.var.name

    def cells(self, m, f):
        return [f.cells[v] if v in f.cells else m.globals[v]
                for v in self.var.members]


class WholeDeref(Whole):
    """*o, for a parameter struct S *o"""

    def __init__(self, var):
        self.var = var
        self.type = var.target
        self.flags = frozenset("RW")

    def c(self):
        return "*" + self.var.name

    def cells(self, m, f):
        return f.cells[self.var].value


class WholeField(Whole):
    children = ("base",)

    def __init__(self, base, name, kind):
        self.base = base
        self.name = name
        self.type = kind
        self.take(base)
        self.flags = self.flags | frozenset("RW")

    def c(self):
        return f"{post(self.base)}->{self.name}"

    def cells(self, m, f):
        slots = target(m, f, self).part(self.base.type)
        return [slots[f"{self.name}.{n}"] for n, _, _ in self.type.fields]


class WholeAddress(Expr):
    """&place, for an argument."""

    children = ("place",)

    def __init__(self, place):
        self.place = place
        self.type = place.type
        self.take(place)
        if isinstance(place, WholeName):
            self.flags, self.uses = frozenset(), frozenset()

    def c(self):
        if isinstance(self.place, WholeDeref):
            return self.place.var.name
        return "&" + self.place.c()

    def address(self, m, f):
        if not isinstance(self.place, WholeField):
            return None, self.place.cells(m, f)
        holder = target(m, f, self.place)
        slots = holder.part(self.place.base.type)
        return holder, [slots[f"{self.place.name}.{n}"]
                        for n, _, _ in self.type.fields]


class Literal(Expr):
    """(struct S){a, b}; `style` 1: with designators, backwards; 2: without the
    last values if they are zero."""

    children = ("values",)

    def __init__(self, kind, values, style=0):
        self.type = kind
        self.values = values
        self.style = style
        self.take(*values)

    def c(self):
        texts = [arg(v) for v in self.values]
        if self.style == 1:
            texts = [f".{n} = {text}" for (n, _, _), text in zip(
                self.type.fields, texts)][::-1]
        elif self.style == 2:
            while len(texts) > 1 and texts[-1] in ("0", "NULL"):
                texts.pop()
        return f"(struct {self.type.name}){{{', '.join(texts)}}}"

    def own(self, m, f):
        # Temporaries die in the order of the text.
        step = -1 if self.style == 1 else 1
        pairs = list(zip(self.type.fields, self.values))[::step]
        return [value.own(m, f) if kind in COUNTED else value.look(m, f)
                for (_, kind, _), value in pairs][::step]

    def look(self, m, f):
        values = self.own(m, f)
        f.temps.append(counted(self.type, values))
        return values


class WholeCond(Expr):
    children = ("test", "yes", "no")

    def __init__(self, test, yes, no):
        self.test, self.yes, self.no = test, yes, no
        self.type = yes.type
        self.take(test, yes, no)

    def c(self):
        return f"({part(self.test)} ? {part(self.yes)} : {part(self.no)})"

    def own(self, m, f):
        return (self.yes if self.test.look(m, f) else self.no).own(m, f)

    def look(self, m, f):
        values = self.own(m, f)
        f.temps.append(counted(self.type, values))
        return values


class Member(Expr):
    """f(x).a, of a struct that is no place"""

    children = ("value",)

    def __init__(self, value, name):
        self.value = value
        self.at = [n for n, _, _ in value.type.fields].index(name)
        _, self.kind_of, self.type = value.type.fields[self.at]
        self.name = name
        self.take(value)

    def c(self):
        return f"{self.value.c()}.{self.name}"

    def look(self, m, f):
        return self.value.look(m, f)[self.at]


class WholeAssign(Expr):
    children = ("place", "value")
    stands_alone = True

    def __init__(self, place, value):
        self.place, self.value = place, value
        self.type = place.type
        self.take(place, value)
        self.flags = self.flags | frozenset("X")
        if isinstance(place, WholeName) and not place.var.home.escapes:
            self.sets = self.sets | place.uses

    def c(self):
        return f"{self.place.c()} = {self.value.c()}"

    def discard(self, m, f):
        m.tick()
        cells = self.place.cells(m, f)
        for obj in exchange(m, cells, self.value.own(m, f)):
            m.release(obj)

    def own(self, m, f):
        m.tick()
        cells = self.place.cells(m, f)
        values = self.value.own(m, f)
        retained(m, self.type, values)
        for obj in exchange(m, cells, values):
            m.release(obj)
        return values

    look = None


class Overwrite(Expr):
    """*p = *q, *p = (T){.a = x}: the object stays, all it holds is new."""

    type = "void"
    children = ("base", "values")

    def __init__(self, base, names, values, source=None):
        self.base, self.source = base, source
        self.names, self.values = names, values
        if source is not None:
            self.children = ("base", "source")
        self.take(base, *(values if source is None else [source]))
        self.flags = self.flags | frozenset("X")

    def c(self):
        if self.source is not None:
            return f"*{post(self.base)} = *{post(self.source)}"
        inits = ", ".join(f".{n} = {arg(v)}"
                          for n, v in zip(self.names, self.values))
        return f"*{post(self.base)} = ({self.base.type.name}){{{inits}}}"

    def look(self, m, f):
        m.tick()
        obj = target(m, f, self)
        if self.source is not None:
            view = Looked(self.source)
            other = target(m, f, view)
            self.source = view.base
            values = take(m, other.part(self.base.type).values())
        else:
            values = self.fresh(m, f)
        for old in exchange(
                m, obj.part(self.base.type).values(), values):
            m.release(old)

    def fresh(self, m, f):
        given = {}
        for name, value in zip(self.names, self.values):
            if isinstance(value.type, Struct):
                for (member, _, _), item in zip(value.type.fields,
                                                value.own(m, f)):
                    given[f"{name}.{member}"] = item
            else:
                given[name] = (value.look(m, f) if value.type == "int"
                               else value.own(m, f))
        return [given.get(name, 0 if kind in NUMBERS else None)
                for name, kind, _ in self.base.type.fields]


class Looked(Expr):
    """What is behind the other reference of `*p = *q`, to be mended alike."""

    def __init__(self, base):
        self.base = base


class StructMaker:
    """What the generator makes of them."""

    def make_structs(self):
        self.structs = []
        for i in range(self.random.randint(1, 2)):
            fields = [("x", "strong", self.pick(self.types)),
                      ("n", "int", None)]
            kind = "weak" if self.chance(0.15) else "strong"
            fields.append(("y", kind, self.pick(self.types)))
            if self.chance(0.3):
                fields.append(("z", "strong", self.pick(self.types)))
            self.random.shuffle(fields)
            self.structs.append(Struct(f"V{i}", fields))
        if "variants" in self.features:
            self.structs.append(self.make_variant_struct())
        self.program.values = self.structs

    def wholes(self, scope, kind):
        """Places of that type that need no dereference."""
        found = [WholeName(v) for v in scope.variables + self.whole_globals
                 if v.kind == "struct" and v.target is kind]
        return found + [WholeDeref(v) for v in scope.variables
                        if v.kind == "vout" and v.target is kind]

    def whole_field(self, scope, kind, depth):
        owners = [(t, n) for t in self.types for n, k in t.structs
                  if k is kind]
        if not owners:
            return None
        owner, name = self.pick(owners)
        return WholeField(self.typed(self.reference(scope, owner, depth)),
                          name, kind)

    def whole_place(self, scope, kind, depth):
        if depth > 0 and self.chance(0.3):
            made = self.special("wholes", scope, kind, depth)
            if made is not None:
                return made
        found = self.wholes(scope, kind)
        if not found or self.chance(0.4):
            field = self.whole_field(scope, kind, depth)
            if field is not None:
                return field
        return self.pick(found) if found else None

    def whole(self, scope, kind, depth):
        """A value."""
        how = self.random.random()
        if depth > 0 and how < 0.2:
            made = self.call(scope, kind, depth)
            if made:
                return made
        if depth > 0 and how < 0.3:
            return WholeCond(self.condition(scope, depth - 1),
                             self.whole(scope, kind, depth - 1),
                             self.whole(scope, kind, depth - 1))
        if how < 0.75:
            place = self.whole_place(scope, kind, depth - 1)
            if place is not None:
                return place
        return self.literal(scope, kind, depth)

    def literal(self, scope, kind, depth):
        if kind.variants:
            return self.variant_literal(scope, kind, depth)
        values = [self.integer(scope, depth - 1) if sort == "int" else
                  self.reference(scope, field, depth - 1)
                  for _, sort, field in kind.fields]
        return Literal(kind, self.agree(scope, values),
                       self.random.randint(0, 2))

    def store_whole(self, scope, depth):
        kind = self.pick(self.structs)
        place = self.whole_place(scope, kind, min(depth, 2) - 1)
        if place is None:
            return None
        value = self.whole(scope, kind, depth - 1)
        if self.clash(place, value):
            value = null_literal(kind, self.constant())
        if isinstance(place, WholeName):
            place.var.home.assigned = True
        return WholeAssign(place, value)

    def overwrite(self, scope, depth):
        owners = [t for t in self.types if t.copied()]
        if not owners:
            return Say("ev", self.tag(), self.constant())
        owner = self.pick(owners)
        base = self.typed(self.reference(scope, owner, min(depth, 2) - 1))
        if self.chance(0.5):
            source = self.typed(self.reference(scope, owner, 1))
            if not self.clash(base, source):
                return Overwrite(base, [], [], source)
        made = self.new(scope, owner, depth)
        values = made.values
        if self.clash(base, *values):
            values = [Null(v.type) if isinstance(v.type, Type) else
                      null_literal(v.type, self.constant()) if isinstance(
                          v.type, Struct) else Const(0) if not isinstance(
                              v, Const) else v
                      for v in values]
        return Overwrite(base, made.names, values)

    def argument_whole(self, scope, param, depth):
        """A value, or an address."""
        if param.kind == "struct":
            return self.whole(scope, param.target, depth)
        found = [p for p in self.wholes(scope, param.target)
                 if isinstance(p, WholeDeref) or p.var.home.escapes]
        field = self.whole_field(scope, param.target, depth)
        if field is not None and (not found or self.chance(0.6)):
            return WholeAddress(field)
        return WholeAddress(self.pick(found)) if found else None

    def member(self, scope, target, depth):
        """A member of a result."""
        options = [(f, n) for f in self.callable
                   if isinstance(f.result, Struct)
                   for n, k, t in f.result.fields
                   if t is target and k == "strong"]
        if not options:
            return None
        function, name = self.pick(options)
        made = self.call_of(scope, function, depth)
        return Member(made, name) if made else None


def null_literal(kind, constant):
    if kind.variants:
        return kind.empty(constant)
    return Literal(kind, [Null(t) if t else constant
                          for _, _, t in kind.fields])
