"""What a program declares before its functions: types with their fields,
globals, helpers, finalizers."""

from expressions import (Assign, Call, Cond, Const, Field, Name, New, Null,
                         Say, Truth, Type, Var, declare)
from arrays import Length
from statements import Block, Eval, Function, Give, Static


class DeclarationMaker:
    """What the generator makes of them."""

    def make_types(self):
        for i in range(self.random.randint(1, 3)
                       + ("subtypes" in self.features)):
            self.types.append(Type(f"T{i}"))
        self.make_structs()
        self.make_arrays()
        for i, kind in enumerate(self.types):
            if i > 0 and self.chance(0.12):
                self.make_leaf(kind)
            else:
                self.make_fields(kind, i)

    def make_leaf(self, kind):
        """It refers to nothing strongly."""
        kind.fields = [("id", "int", None), ("v", "int", None)]
        kind.lines = ["int id;", "int v : 20;"]
        kind.acyclic = self.chance(0.7)
        if self.chance(0.5):
            target = self.pick(self.types)
            kind.fields.append(("w", "weak", target))
            kind.lines.append(f"{target.name} *tally_weak w;")

    def make_fields(self, kind, at):
        def add(name, sort, target=None):
            kind.fields.append((name, sort, target))
        add("id", "int")
        add("v", "int")
        kind.lines = ["int id, v;"]
        acyclic = at > 0 and self.chance(0.25)
        below = self.types[:at] if acyclic else self.types
        parts = []
        if "subtypes" in self.features and not acyclic and self.chance(0.8):
            based = self.base_field(kind, self.types[:at])
            parts += [based] if based else []
        for name in "abc"[:self.random.randint(1, 3)]:
            target = self.pick(below)
            line = f"{target.name} *{name};"
            if self.chance(0.15):
                line = f"struct {{ int n{name} : 5; {line} }};"
            parts.append((line, [(name, "strong", target)]))
        if self.chance(0.35):
            target = self.pick(below)
            size = self.random.randint(2, 3)
            parts.append((f"{target.name} *list[{size}];",
                          [(f"list[{k}]", "strong", target)
                           for k in range(size)]))
        if self.chance(0.35):
            one, two = self.pick(below), self.pick(below)
            parts.append((f"struct {{ {one.name} *x; int n; {two.name} *y; }} "
                          "in;", [("in.x", "strong", one), ("in.n", "int", None),
                                  ("in.y", "strong", two)]))
        if self.chance(0.5):
            whole = self.pick(self.structs)
            if not acyclic:
                kind.structs.append(("vs", whole))
                parts.append((f"struct {whole.name} vs;", [
                    (f"vs.{n}", k, t) for n, k, t in whole.fields]))
        if self.chance(0.7):
            target = self.pick(self.types)
            parts.append((f"{target.name} *tally_weak w;",
                          [("w", "weak", target)]))
        if self.chance(0.2):
            target = self.pick(self.types)
            parts.append((f"{target.name} *tally_unowned u;",
                          [("u", "unowned", target)]))
        if "places" in self.features and self.chance(0.5):
            target = self.pick(below)
            name = target.name
            parts.append((f"union {{ {name} *p; {name} *q; }} u2;",
                          [("u2.p", "strong", target)]))
        arrays = [a for a in self.arrays_of if not acyclic
                  or a.element is None or a.element in below]
        if arrays and self.chance(0.6):
            array = self.pick(arrays)
            parts.append((f"{array.pointer}arr;", [("arr", "strong", array)]))
        if "traces" in self.features and not acyclic and self.chance(0.6):
            parts.append(self.traced_field(kind))
        if "variants" in self.features and self.chance(0.6):
            parts.append(self.variant_field(kind, below))
        self.random.shuffle(parts)
        if kind.base:    # in front of everything
            parts.sort(key=lambda part: part[0] != f"{kind.base.name} up;")
            kind.fields, first = [], parts.pop(0)
            kind.lines = [first[0], *kind.lines]
            kind.fields = [*first[1], ("id", "int", None), ("v", "int", None)]
        if "places" in self.features and self.chance(0.3):
            target = self.pick(below)
            kind.flexible = True
            parts.append((f"{target.name} *kids[];",
                          [(f"kids[{k}]", "strong", target)
                           for k in range(2)]))
        for line, cells in parts:
            kind.lines.append(line)
            for cell in cells:
                add(*cell)

    def make_helpers(self):
        for kind in self.types + self.arrays_of:
            nil = Var(f"nil_{kind.name}", "strong", kind, "global")
            self.nils[kind] = nil
            self.program.globals.append(Static(declare(nil), [nil]))
            p = Var("p", "strong", kind, "param")
            or_ = Function(f"or_{kind.name}", kind, [p])
            or_.body = Block([Give(Cond(Truth(Name(p), 0), Name(p),
                                        Name(nil)))])
            kind.spare = nil
            or_.quiet, or_.inline = "pure", True
            q = Var("p", "strong", kind, "param")
            id_ = Function(f"id_{kind.name}", "int", [q])
            number = (Length(Name(q)) if kind in self.arrays_of else
                      Field(Name(q), "id", "int", None))
            id_.body = Block([Give(Cond(Truth(Name(q), 0), number,
                                        Const(-1)))])
            id_.quiet, id_.inline = "pure", True
            self.ors[kind], self.ids[kind] = or_, id_
            self.program.functions += [or_, id_]

    def make_lenders(self):
        """static T *get(S *s) tally_borrowed_from(s)"""
        for _ in range(self.random.randint(0, 2)):
            owner = self.pick(self.types)
            if not owner.of_kind("strong"):
                continue
            name, target = self.pick(owner.of_kind("strong"))
            if "[" in name:
                continue
            s = Var("s", "strong", owner, "param")
            lender = Function(self.name("get"), target, [s])
            lender.body = Block([Give(Cond(Truth(Name(s), 0), Field(
                Name(s), name, "strong", target), Null(target)))])
            lender.lends, lender.inline, lender.quiet = True, True, "reads"
            lender.mark = " tally_borrowed_from(s)"
            self.program.functions.append(lender)
            self.callable.append(lender)

    def make_globals(self):
        self.make_static_objects()
        for target in self.types + self.random.choices(
                self.types, k=3) + self.arrays_of:
            kind = "strong"
            if target in [g.target for g in self.globals
                          if target in self.types]:
                kind = self.pick(["weak", "strong", "strong"])
            var = Var(self.name("g"), kind, target, "global")
            var.volatile = ("places" in self.features and self.chance(0.25)
                            and target in self.types)
            self.make_thread_local(var)
            self.globals.append(var)
            self.program.globals.append(Static(declare(var), [var]))
        if self.chance(0.5):
            target = self.pick(self.types)
            name = self.name("ga")
            size = self.random.randint(2, 4)
            cells = [Var(f"{name}[{k}]", "strong", target, "global")
                     for k in range(size)]
            self.arrays.append((name, cells))
            self.program.globals.append(
                Static(f"{target.name} *{name}[{size}]", cells))
        if self.chance(0.4):
            one, two = self.pick(self.types), self.pick(self.types)
            name = self.name("gs")
            members = [Var(f"{name}.x", "strong", one, "global"),
                       Var(f"{name}.y", "strong", two, "global")]
            self.globals += members
            self.program.globals.append(Static(
                f"struct {name} {name}", members))
            self.program.structs.append(
                f"struct {name} {{ {one.name} *x; {two.name} *y; }};")

    def make_whole_globals(self):
        for kind in self.structs:
            if not self.chance(0.6):
                continue
            var = self.whole_variable(self.name("gv"), kind, "global")
            self.whole_globals.append(var)
            self.globals += [v for v in var.members
                             if v.kind in ("strong", "weak")]
            self.program.globals.append(Static(declare(var), var.members))

    @staticmethod
    def whole_variable(name, kind, storage="local"):
        """A variable of struct type, with its members as variables."""
        var = Var(name, "struct", kind, storage)
        var.members = [Var(f"{name}.{n}", k, t, storage)
                       for n, k, t in kind.fields]
        for member in var.members:
            member.home = var
        return var

    def make_finalizers(self):
        quiet = []
        for i, kind in enumerate(self.types):
            if not self.chance(0.75):
                quiet.append(kind)
                continue
            me = Var("self", "strong", kind, "param")
            this = Name(me)
            body = [Eval(Say("ev", 1, Field(this, "id", "int", None)))]
            for name, target in kind.of_kind("strong")[:2]:
                if self.chance(0.4):
                    body.append(Eval(Say("ev", 2, Call(self.ids[target], [
                        Field(this, name, "strong", target)]))))
            for name, target in kind.of_kind("weak"):
                if self.chance(0.5):
                    body.append(Eval(Say("ev", 3, Call(self.ids[target], [
                        Field(this, name, "weak", target)]))))
            if self.chance(0.3):
                kind.effects = True
                body += self.finalizer_effects(kind, this, quiet)
            else:
                quiet.append(kind)
            body.append(Eval(Say("ev", 4, Field(this, "id", "int", None))))
            function = Function(f"delete_{kind.name}", "void", [me])
            function.body = Block(body)
            function.mark = " tally_finalizer"
            kind.finalizer = function
            self.program.functions.append(function)

    def finalizer_effects(self, kind, this, quiet):
        effects = []
        for _ in range(self.random.randint(1, 2)):
            own = [g for g in self.globals if g.target is kind
                   and g.kind == "strong"]
            strong = [g for g in self.globals if g.kind == "strong"]
            news = [g for g in strong if g.target in quiet]
            how = self.random.randint(0, 3)
            if how == 0 and own:
                effects.append(Eval(Assign(Name(self.pick(own)), this)))
            elif how == 1 and strong:
                g = self.pick(strong)
                effects.append(Eval(Assign(Name(g), Null(g.target))))
            elif how == 2 and news:
                g = self.pick(news)
                self.number += 1
                effects.append(Eval(Assign(Name(g), New(
                    g.target, ["id"], [Const(self.number)]))))
            elif kind.of_kind("strong"):
                name, target = self.pick(kind.of_kind("strong"))
                effects.append(Eval(Assign(
                    Field(this, name, "strong", target), Null(target))))
        return effects
