"""Unions whose tag says which member is live, in objects and in structs.

The model has a cell for each member: those of members that are not live are
NULL and 0. Kinds of such fields: "tag", "case" (a reference), "casenum" (a
number). Programs read a member only where they have asked the tag: what the
erased program would read otherwise is anything."""

from expressions import (Assign, Comma, Const, Expr, Name, Null, arg, full,
                         load)
from machine import COUNTED, NUMBERS, Unfit
from statements import Block, Eval, If, Stmt
from structs import Literal, Struct, exchange, null_literal


class Member:
    """One of a union: the tags that select it, and its fields."""

    def __init__(self, name, tags, line, fields, whole=None):
        self.name = name      # as.a
        self.tags = tags
        self.line = line
        self.fields = fields
        self.whole = whole    # the Struct that it is

    def c(self):
        tags = ", ".join(str(t) for t in self.tags)
        return self.line + (f" tally_case({tags});" if tags else ";")


class Variant:
    def __init__(self, tag, name, members):
        self.tag = tag
        self.name = name
        self.members = members

    def c(self):
        members = " ".join(m.c() for m in self.members)
        name = self.name and self.name + " "
        return f"int {self.tag}; union {{ {members} }} " \
               f"{name}tally_variant({self.tag});"

    def fields(self):
        return [(self.tag, "tag", None)] + [
            field for m in self.members for field in m.fields]

    def selected(self, tag):
        return next((m for m in self.members if tag in m.tags), None)


class Spot:
    """Where a union is: in the object that a variable refers to, in a struct
    variable, behind the address of one. `path`: p->, s., o->vs."""

    def __init__(self, variant, var, path=""):
        self.variant = variant
        self.var = var
        self.path = path      # of fields that lead to it
        arrow = "." if var.kind == "struct" else "->"
        self.text = f"{var.name}{arrow}{path}"

    def there(self):
        return "" if self.var.kind != "strong" else f"{self.var.name} && "

    def slots(self, m, f):
        """{field of the union: cell}; None where the variable is NULL."""
        cell = f.cells[self.var] if self.var in f.cells \
            else m.globals.get(self.var)
        if self.var.kind == "strong":
            obj = load(m, f, self, cell, False)
            return obj and {n: obj.slots[self.path + n]
                            for n, _, _ in self.variant.fields()}
        if self.var.kind == "struct":
            cells = [f.cells[v] if v in f.cells else m.globals[v]
                     for v in self.var.members]
        else:
            cells = cell.value
        names = [n for n, _, _ in self.var.target.fields]
        found = dict(zip(names, cells))
        return {n: found[self.path + n] for n, _, _ in self.variant.fields()}

    def touch(self, expr):
        """The flags of what reads it."""
        if self.var.home.escapes:
            expr.flags = expr.flags | frozenset("R")
        else:
            expr.uses = expr.uses | frozenset([self.var.home])
        if self.var.kind != "struct":
            expr.flags = expr.flags | frozenset("R")


class Selects(Expr):
    """p && p->k == 2"""

    def __init__(self, spot, member):
        self.spot, self.member = spot, member
        spot.touch(self)

    def c(self):
        tags = " || ".join(f"{self.spot.text}{self.spot.variant.tag} == {t}"
                           for t in self.member.tags)
        there = self.spot.there()
        if len(self.member.tags) > 1 and there:
            tags = f"({tags})"
        return f"({there}{tags})"

    def look(self, m, f):
        slots = self.spot.slots(m, f)
        return int(bool(slots) and slots[
            self.spot.variant.tag].value in self.member.tags)


class Live(Expr):
    """p->k == 2 ? p->as.a : NULL"""

    def __init__(self, spot, member, at=0):
        self.member = member
        self.spot, self.check = spot, Selects(spot, member)
        self.field, self.sort, target = member.fields[at]
        self.type = target or "int"
        spot.touch(self)

    def c(self):
        other = "NULL" if self.sort == "case" else "-1"
        return f"({self.check.c()[1:-1]} ? " \
               f"{self.spot.text}{self.field} : {other})"

    def look(self, m, f):
        if not self.check.look(m, f):
            return None if self.sort == "case" else -1
        value = self.spot.slots(m, f)[self.field].value
        if self.sort == "case" and m.most:
            f.temps.append(m.retain(value))
        return value


class StoreLive(Expr):
    """p->as.a = x, behind the question whether it is live"""

    type = "void"
    children = ("value",)

    def __init__(self, spot, member, at, value):
        self.spot, self.member = spot, member
        self.field, self.sort, _ = member.fields[at]
        self.value = value
        self.take(value)
        self.flags = self.flags | frozenset("X")

    def c(self):
        return f"{self.spot.text}{self.field} = {arg(self.value)}"

    def look(self, m, f):
        m.tick()
        slots = self.spot.slots(m, f)
        cell = slots[self.field]
        value = (self.value.look if self.sort == "casenum"
                 else self.value.own)(m, f)
        if slots[self.spot.variant.tag].value not in self.member.tags:
            raise Unfit("the tag changes before the store")
        old, cell.value = cell.value, value
        if self.sort == "case":
            m.release(old)


class StoreTag(Stmt):
    """if (p->k == 2) p->k = 3;"""

    def __init__(self, spot, old, new):
        self.spot, self.old, self.new = spot, old, new

    def c(self, pad):
        tag = self.spot.text + self.spot.variant.tag
        return [f"{pad}if ({tag} == {self.old})", f"{pad}    {tag} = {self.new};"]

    def run(self, m, f):
        m.tick()
        slots = self.spot.slots(m, f)
        tag = slots[self.spot.variant.tag]
        if tag.value == self.old:
            tag.value = self.new
            if not self.spot.variant.selected(self.new):
                raise AssertionError("a tag that selects nothing")


class StorePair(Stmt):
    """p->as.a = x; p->k = 2; or with a comma, or the other way round"""

    children = ("value",)

    def __init__(self, spot, member, tag, value, style):
        self.spot, self.member, self.tag = spot, member, tag
        self.value, self.style = value, style

    def c(self, pad):
        parts = [f"{self.spot.text}{self.member.name} = {arg(self.value)}",
                 f"{self.spot.text}{self.spot.variant.tag} = {self.tag}"]
        if self.style & 1:
            parts.reverse()
        if self.style & 2:
            return [f"{pad}{part};" for part in parts]
        return [f"{pad}{', '.join(parts)};"]

    def run(self, m, f):
        m.tick()
        full(m, f, self.value, self.store)

    def store(self, m, f):
        slots = self.spot.slots(m, f)
        value = (self.value.look if self.member.fields[0][1] == "casenum"
                 and not self.member.whole else self.value.own)(m, f)
        values = value if self.member.whole else [value]
        cells, new = [], []
        for field, sort, _ in self.spot.variant.fields():
            cells.append(slots[field])
            new.append(0 if sort in NUMBERS else None)
        for (field, _, _), value in zip(self.member.fields, values):
            new[cells.index(slots[field])] = value
        new[0] = self.tag
        for old in exchange(m, cells, new):
            m.release(old)


class VariantStruct(Struct):
    """A struct with a union, by value."""

    def __init__(self, name, before, variant, after):
        self.parts = [before, variant, after]
        self.variants = [variant]
        super().__init__(name, before + variant.fields() + after)

    def empty(self, number):
        return VariantLiteral(self, ["n"], [number])

    def c(self):
        before, variant, after = self.parts
        fields = [f"{t.name} *{n};" if t else f"int {n};"
                  for n, _, t in before]
        fields.append(variant.c())
        fields += [f"{t.name} *{n};" if t else f"int {n};"
                   for n, _, t in after]
        return f"struct {self.name} {{ {' '.join(fields)} }};"


class VariantLiteral(Literal):
    """(struct V){.x = a, .k = 2, .as.a = b}: values by name."""

    def __init__(self, kind, names, values):
        super().__init__(kind, values)
        self.names = names

    def c(self):
        texts = [f".{n} = {arg(v)}" for n, v in zip(self.names, self.values)]
        return f"(struct {self.type.name}){{{', '.join(texts)}}}"

    def own(self, m, f):
        given = {}
        kinds = {n: k for n, k, _ in self.type.fields}
        for name, value in zip(self.names, self.values):
            if isinstance(value.type, Struct):
                for (member, _, _), item in zip(value.type.fields,
                                                value.own(m, f)):
                    given[f"{name}.{member}"] = item
            else:
                given[name] = (value.own if kinds[name] in COUNTED
                               else value.look)(m, f)
        return [given.get(n, 0 if k in NUMBERS else None)
                for n, k, _ in self.type.fields]


def assigns(node):
    """Refused in the value of a pair of stores."""
    if isinstance(node, (Assign, Comma)):
        return True
    for name in node.children:
        child = getattr(node, name)
        for part in child if isinstance(child, list) else [child]:
            if part is not None and assigns(part):
                return True
    return False


class VariantMaker:
    """What the generator makes of them."""

    def without_calls(self, member):
        if member.whole:
            return null_literal(member.whole, self.constant())
        _, sort, target = member.fields[0]
        return self.constant() if sort == "casenum" else Null(target)

    def variant(self, below):
        tag, name = self.name("k"), self.name("as")
        members = []
        count = self.random.randint(2, 4)
        tags = self.random.sample(range(1, 9), 8)
        for at in range(count):
            how = self.random.random()
            mine = [tags.pop() for _ in range(self.pick([1, 1, 2]))]
            path = f"{name}.m{at}"
            wholes = [s for s in self.structs if not s.variants and all(
                k != "weak" and (t is None or t in below)
                for _, k, t in s.fields)]
            if how < 0.25:
                members.append(Member(path, mine, f"int m{at}",
                                      [(path, "casenum", None)]))
            elif how < 0.45 and wholes:
                whole = self.pick(wholes)
                members.append(Member(
                    path, mine, f"struct {whole.name} m{at}",
                    [(f"{path}.{n}", "case" if t else "casenum", t)
                     for n, _, t in whole.fields], whole))
            else:
                target = self.pick(below)
                members.append(Member(path, mine, f"{target.name} *m{at}",
                                      [(path, "case", target)]))
        return Variant(tag, name, members)

    def variant_field(self, kind, below):
        """For an object type: (line, fields)."""
        made = self.variant(below)
        kind.variants.append(made)
        return made.c(), made.fields()

    def make_variant_struct(self):
        before = [("x", "strong", self.pick(self.types))]
        after = [("n", "int", None)]
        if self.chance(0.5):
            before, after = after, before
        return VariantStruct(self.name("U"), before,
                             self.variant(self.types), after)

    def variant_values(self, scope, variant, depth):
        """(names, values) for an initialiser."""
        member = self.pick(variant.members)
        return ([variant.tag, member.name],
                [Const(self.pick(member.tags)),
                 self.member_value(scope, member, depth)])

    def member_value(self, scope, member, depth):
        if member.whole:
            return self.whole(scope, member.whole, depth)
        _, sort, target = member.fields[0]
        if sort == "casenum":
            return self.integer(scope, depth)
        return self.reference(scope, target, depth)

    def variant_literal(self, scope, kind, depth):
        names, values = [], []
        for name, sort, target in kind.parts[0] + kind.parts[2]:
            names.append(name)
            values.append(self.integer(scope, depth - 1) if sort == "int"
                          else self.reference(scope, target, depth - 1))
        more = self.variant_values(scope, kind.variants[0], depth - 1)
        if self.chance(0.8):
            names, values = names + more[0], values + more[1]
        return VariantLiteral(kind, names, self.agree(scope, values))

    # ---- where they are used

    def spots(self, scope):
        """What a statement may change."""
        found = []
        for var in scope.variables + self.whole_globals:
            kind = var.target
            if var.kind in ("struct", "vout"):
                for variant in getattr(kind, "variants", []):
                    found.append(Spot(variant, var))
            elif var.kind == "strong" and not var.home.escapes and (
                    var.home is var):
                for variant in kind.variants:
                    found.append(Spot(variant, var))
                for name, whole in kind.structs:
                    for variant in whole.variants:
                        found.append(Spot(variant, var, name + "."))
        return found

    def live(self, scope, target, depth):
        """A reference out of a union."""
        found = [(s, m, at) for s in self.spots(scope)
                 for m in s.variant.members
                 for at, (_, k, t) in enumerate(m.fields)
                 if k == "case" and t is target]
        return Live(*self.pick(found)) if found else None

    def live_number(self, scope, depth):
        found = [(s, m, at) for s in self.spots(scope)
                 for m in s.variant.members
                 for at, (_, k, _) in enumerate(m.fields) if k == "casenum"]
        return Live(*self.pick(found)) if found else None

    def change_variant(self, scope):
        spots = self.spots(scope)
        if not spots:
            return None
        spot = self.pick(spots)
        member = self.pick(spot.variant.members)
        if spot.var.kind == "struct":
            spot.var.home.assigned = True
        how = self.random.random()
        if how < 0.55:
            made = [self.store_pair(scope, spot, member)]
        elif how < 0.85:
            at = self.random.randrange(len(member.fields))
            _, sort, target = member.fields[at]
            value = self.undisturbed(
                scope, spot, lambda: self.reference(scope, target, 2)
                if sort == "case" else self.constant())
            return [If(Selects(spot, member), Block([Eval(
                StoreLive(spot, member, at, value))]), None)]
        else:
            made = [StoreTag(spot, *self.random.choices(member.tags, k=2))]
        if spot.var.kind == "strong":
            return [If(Truthful(spot.var), Block(made), None)]
        return made

    def undisturbed(self, scope, spot, make):
        """A value that does not assign the variable that leads there."""
        for _ in range(4):
            value = make()
            if spot.var.kind != "strong" or spot.var.home not in value.sets:
                return value
        return self.plain(scope, value.type)

    def store_pair(self, scope, spot, member):
        value = self.undisturbed(scope, spot, lambda: self.member_value(
            scope, member, 2))
        # By another way to the union, what is called could change it.
        calls = spot.var.kind == "vout" or not spot.var.home.escapes
        if isinstance(value, Literal) and value.flags & frozenset("XAW"):
            value = self.without_calls(member)
        if assigns(value) or not calls and not isinstance(
                value, (Name, Null, Const)):
            value = self.without_calls(member)
        style = self.random.randint(0, 3)
        if style & 1 and (value.flags & frozenset("XA")
                          or not isinstance(value, (Name, Null))):
            style &= 2
        return StorePair(spot, member, self.pick(member.tags), value, style)


class Truthful(Expr):
    """if (p)"""

    def __init__(self, var):
        self.name = Name(var)
        self.take(self.name)

    def c(self):
        return self.name.c()

    def look(self, m, f):
        return int(self.name.cell(m, f).value is not None)
