"""Random programs: make(seed) gives one that runs without undefined behaviour
and whose output the model knows.

What would dereference NULL is found by running the program on the model, and
mended there: `p->next` becomes `or_T(p)->next`, where or_T gives a spare object
for NULL. So the program's shape is free, and its runs are sound."""

import random
import re

from machine import Machine, Outlives, Unfit, refuse
from expressions import (Address, Assign, Binary, Call, Collect, Comma, Cond,
                         Const, Countdown, Deref, Element, Field, Fuel, Name,
                         New, Null, Say, Truth, Type, Var, apart)
from statements import (Bare, Block, Declare, DeclareGroup, DeclareWhole, Eval,
                        Exchange, For, Function, Give, If, Jump, Label,
                        Program, Static, StaticLocal, Switch, While)
from declarations import DeclarationMaker
from jumps import JumpMaker
from objects import ObjectMaker
from places import PlaceMaker
from raws import RawMaker
from spellings import SpellingMaker
from structs import Struct, StructMaker, WholeAddress, null_literal
from arrays import ArrayMaker, NewArray
from handing import HandingMaker
from subtypes import SubtypeMaker
from traces import TraceMaker
from unwind import UnwindMaker
from values import ValueMaker
from variants import VariantMaker


class Scope:
    """What is visible; `loops` and `labels` are what can be left."""

    def __init__(self, outer=None):
        self.variables = list(outer.variables) if outer else []
        self.loops = outer.loops if outer else 0
        self.breaks = outer.breaks if outer else 0
        self.labels = list(outer.labels) if outer else []
        self.own = []       # declared here, or hidden


# What not every program has, and the methods of the makers that bring it in.
FEATURES = {
    "variants": {"references": ["live"], "integers": ["live_number"],
                 "statements": ["change_variant"]},
    "values": {"statements": ["use_statements"]},
    "arrays": {"references": ["array_element"], "integers": ["array_number"],
               "statements": ["change_array"], "wholes": ["whole_element"]},
    "objects": {"references": ["object_ref"],
                "statements": ["declare_object"]},
    "handing": {"statements": ["hand_over"]},
    "places": {"statements": ["declare_vla", "emplace"]},
    "traces": {"references": ["look_word"], "statements": ["put_word"]},
    "subtypes": {"references": ["go_up", "go_up", "go_down"]},
    "spellings": {"references": ["or_else", "last_of"]},
    "raws": {"statements": ["declare_raw", "use_raw", "sort"],
             "integers": ["read_raw"]},
    "unwind": {"statements": ["throw"]},
}
# What functions that a longjmp may leave do not have.
NOT_LEFT = {"objects", "values"}


class Maker(DeclarationMaker, StructMaker, VariantMaker, ArrayMaker,
            ObjectMaker, HandingMaker, ValueMaker, PlaceMaker,
            TraceMaker, UnwindMaker, JumpMaker, SubtypeMaker, SpellingMaker,
            RawMaker):
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.program = Program()
        self.types = self.program.types
        self.features = {n for n in FEATURES if self.chance(0.4)}
        if "unwind" in self.features:
            self.program.shadow = True
            self.features -= NOT_LEFT
        self.ors, self.ids, self.nils, self.lasts = {}, {}, {}, {}
        self.callable = []
        self.globals = []      # Vars
        self.whole_globals = []
        self.arrays = []       # (name, Vars)
        self.thread_local = False  # whether it has such a variable
        self.serial = 0
        self.function = None
        self.budget = 0
        self.number = 0

    def chance(self, p):
        return self.random.random() < p

    def pick(self, items):
        return self.random.choice(items)

    def special(self, what, *args):
        """Something of a feature of this program, or None."""
        methods = [name for feature in FEATURES if feature in self.features
                   for name in FEATURES[feature].get(what, [])]
        return getattr(self, self.pick(methods))(*args) if methods else None

    def name(self, prefix):
        self.serial += 1
        return f"{prefix}{self.serial}"

    # ---- expressions

    def strong_places(self, scope, target):
        """Places of that type that need no dereference."""
        found = [Name(v) for v in scope.variables
                 if v.target is target and v.kind == "strong"]
        found += [Deref(v) for v in scope.variables
                  if v.target is target and v.kind == "out"]
        found += [Name(v) for v in self.globals
                  if v.target is target and v.kind == "strong"]
        return found

    def element(self, scope, target, depth):
        options = [(n, c, True) for n, c in self.arrays
                   if c[0].target is target]
        options += [(v.name, v.members, v.escapes) for v in scope.variables
                    if v.kind == "array" and v.members[0].target is target]
        if not options:
            return None
        name, cells, escapes = self.pick(options)
        return Element(cells, name, self.index(scope, depth), target, escapes)

    def index(self, scope, depth):
        if self.chance(0.6):
            return Const(self.random.randint(0, 3))
        return self.integer(scope, depth - 1)

    def field(self, scope, target, depth, kind="strong"):
        options = [(s, n) for s in self.types
                   for n, t in s.of_kind(kind, target)]
        if not options:
            return None
        owner, name = self.pick(options)
        base = self.typed(self.reference(scope, owner, depth - 1))
        if name.startswith("list["):
            index = self.index(scope, 0)
            if not apart(base, index):
                index = Const(0)
            names = [n for n, _, _ in owner.fields if n.startswith("list[")]
            return Element(names, "list", index, target, True, base)
        found = Field(base, name, kind, target, self.style())
        if name == "u2.p" and self.chance(0.5):
            found.spelled = "u2.q"
        return found

    def typed(self, value):
        """NULL has no members."""
        return Call(self.ors[value.type], [value]) if value.untyped else value

    def style(self):
        return self.random.choices([0, 1, 2], [8, 1, 2])[0]

    def simple(self, scope, target):
        options = [v for v in scope.variables if v.target is target
                   and v.kind == "strong" and not v.home.escapes]
        if options and self.chance(0.9):
            return Name(self.pick(options))
        return Null(target)

    def reference(self, scope, target, depth):
        if depth > 0 and self.features and self.chance(0.12):
            found = self.special("references", scope, target, depth)
            if found is not None:
                return found
        how = self.random.random()
        if depth <= 0 or how < 0.3:
            places = self.strong_places(scope, target)
            if places and self.chance(0.93):
                return self.pick(places)
            return self.new(scope, target, 0) if self.chance(0.6) else Null(
                target)
        if how < 0.5:
            found = self.field(scope, target, depth)
        elif how < 0.57:
            found = self.element(scope, target, depth)
        elif how < 0.65:
            found = self.weak(scope, target, depth)
        elif how < 0.66:
            found = self.field(scope, target, depth, "unowned")
        elif how < 0.75:
            found = self.new(scope, target, depth)
        elif how < 0.86:
            found = self.call(scope, target, depth)
        elif how < 0.87:
            found = self.member(scope, target, depth)
        elif how < 0.91:
            found = Cond(self.condition(scope, depth - 1),
                         self.reference(scope, target, depth - 1),
                         self.reference(scope, target, depth - 1))
            if found.yes.untyped and found.no.untyped:
                found = None
        elif how < 0.94:
            found = Comma(self.effect(scope, depth - 1),
                          self.typed(self.reference(scope, target,
                                                    depth - 1)))
        else:
            found = self.assign(scope, target, depth)
        return found or self.reference(scope, target, 0)

    def weak(self, scope, target, depth):
        names = [Name(v) for v in self.globals + scope.variables
                 if v.kind == "weak" and v.target is target]
        if names and self.chance(0.5):
            return self.pick(names)
        return self.field(scope, target, depth, "weak")

    def new(self, scope, target, depth):
        if target in self.arrays_of:
            return self.new_array(scope, target, depth)
        self.number += 1
        names, values = ["id"], [Const(self.number)]
        for name, kind, field in target.fields:
            if kind == "strong" and depth > 0 and self.chance(
                    0.35 if name.isalpha() else 0.12) and (
                    not name.startswith("kids[")):
                names.append(name)
                values.append(self.reference(scope, field, depth - 1))
        for variant in target.variants:
            if depth > 0 and self.chance(0.4):
                more = self.variant_values(scope, variant, depth - 1)
                names, values = names + more[0], values + more[1]
        for name, whole in target.structs:
            if depth > 0 and self.chance(0.2) and not any(
                    n.startswith(name + ".") for n in names):
                names.append(name)
                values.append(self.whole(scope, whole, depth - 1))
        return New(target, names, self.agree(scope, values))

    def agree(self, scope, values):
        """Operands that C may evaluate in any order."""
        kept = []
        for value in values:
            if not apart(*kept, value):
                value = self.plain(scope, value.type)
                if not apart(*kept, value):
                    value = Null(value.type)
            kept.append(value)
        return kept

    def plain(self, scope, kind):
        """A value that hardly anything can disturb."""
        if kind == "int":
            return self.constant()
        if isinstance(kind, Struct):
            return null_literal(kind, self.constant())
        return self.simple(scope, kind)

    def constant(self):
        return Const(self.random.randint(0, 9))

    @staticmethod
    def clash(*parts):
        """Does C leave their order open?"""
        sets = frozenset().union(*[p.sets for p in parts])
        return not apart(*parts) or any(p.uses & sets for p in parts)

    def call(self, scope, result, depth):
        options = [f for f in self.callable if f.result is result
                   or f.result == result]
        if not options:
            return None
        return self.call_of(scope, self.pick(options), depth)

    def call_of(self, scope, function, depth):
        args = []
        for param in function.params:
            if param.kind == "int":
                args.append(self.integer(scope, depth - 1))
            elif param.kind == "out":
                place = self.out_place(scope, param.target, depth - 1)
                if place is None:
                    return None
                args.append(Address(place))
            elif param.kind in ("struct", "vout"):
                made = self.argument_whole(scope, param, depth - 1)
                if made is None:
                    return None
                args.append(made)
            elif param.consumed or param.condition:
                args.append(self.given(scope, param.target, depth - 1))
            else:
                args.append(self.reference(scope, param.target, depth - 1))
        args = self.agree_args(scope, args)
        if args is None:
            return None
        for at, param in enumerate(function.params):
            if (param.consumed or param.condition) and not self.can_give(
                    args[at]):
                args[at] = self.new(scope, param.target, 0)
                if not apart(*args):
                    args[at] = Null(param.target)
        return Call(function, args,
                    getattr(function, "hook", None)
                    if self.chance(0.5) else None)

    @staticmethod
    def can_give(value):
        """A local variable that is given away would be empty."""
        return isinstance(value, (New, NewArray, Field, Call, Null)) or (
            isinstance(value, Name) and value.var.storage != "local"
            and value.var.storage != "param")

    def given(self, scope, target, depth):
        for _ in range(3):
            value = self.reference(scope, target, depth)
            if self.can_give(value):
                return value
        return self.new(scope, target, 1)

    def agree_args(self, scope, args):
        kept = []
        for value in args:
            if not apart(*kept, value):
                if isinstance(value, WholeAddress):
                    return None
                if isinstance(value, Address):
                    place = self.out_place(scope, value.type, 0)
                    if place is None:
                        return None
                    value = Address(place)
                else:
                    value = self.agree(scope, kept + [value])[-1]
            kept.append(value)
        return kept

    def out_place(self, scope, target, depth):
        found = [p for p in self.strong_places(scope, target)
                 if isinstance(p, Deref) or p.var.home.escapes
                 and not p.var.volatile]
        if depth > 0 and self.chance(0.4):
            field = self.field(scope, target, depth)
            if field is not None and not (
                    isinstance(field, Field) and field.name.endswith("u2.p")):
                if isinstance(field, Field):
                    field.style = 0
                return field
        if found:
            return self.pick(found)
        return None

    def assign(self, scope, target, depth):
        places = self.strong_places(scope, target)
        weak = False
        if depth > 0 and self.chance(0.45):
            place = self.field(scope, target, min(depth, 2))
        elif self.chance(0.15):
            place = self.element(scope, target, 1)
        elif self.chance(0.2):
            place = self.weak(scope, target, 2)
            weak = True
        else:
            place = self.pick(places) if places else None
        if place is None:
            return None
        value = self.reference(scope, target, depth - 1)
        return self.store(scope, place, value) if not weak or \
            place.kind() == "weak" else None

    def store(self, scope, place, value):
        var = getattr(place, "var", None)
        if isinstance(place, (Name, Deref)):
            if isinstance(place, Name):
                if var.home in value.sets:
                    value = self.simple(scope, place.type)
                var.home.assigned = True
                var.assigned = True
        else:
            parts = [p for p in (place.base, getattr(place, "index", None))
                     if p is not None]
            if not apart(*parts, value) or (
                    isinstance(place, Element) and place.uses & value.sets):
                value = self.simple(scope, place.type)
                if not apart(*parts, value):
                    value = Null(place.type)
        made = Assign(place, value)
        made.macro = self.chance(0.12)
        return made

    def integer(self, scope, depth):
        if depth > 0 and self.features and self.chance(0.08):
            found = self.special("integers", scope, depth)
            if found is not None:
                return found
        how = self.random.random()
        if depth <= 0 or how < 0.25:
            names = [Name(v) for v in scope.variables if v.kind == "int"]
            if names and self.chance(0.6):
                return self.pick(names)
            return Const(self.random.randint(0, 9))
        if how < 0.45:
            kind = self.pick(self.types)
            return Field(self.typed(self.reference(scope, kind, depth - 1)),
                         "v", "int", None, self.style())
        if how < 0.65:
            kind = self.pick(self.types)
            value = self.reference(scope, kind, depth - 1)
            by_type = "values" in self.features and self.chance(0.4)
            return Call(self.ids[kind], [value], "ID" if by_type
                        and not value.untyped else None)
        if how < 0.75:
            return self.call(scope, "int", depth) or Const(1)
        if how < 0.85:
            return Binary("mix", *self.agree(scope, [
                self.integer(scope, depth - 1),
                self.integer(scope, depth - 1)]))
        if how < 0.9:
            return Cond(self.condition(scope, depth - 1),
                        self.integer(scope, depth - 1),
                        self.integer(scope, depth - 1))
        found = self.condition(scope, depth)
        if isinstance(found, Truth) and found.style == 0:
            found.style = 2
        return found

    def condition(self, scope, depth):
        how = self.random.random()
        kind = self.any_type()
        if how < 0.35:
            value = self.reference(scope, kind, depth)
            if isinstance(value, Null):
                value = self.simple(scope, kind)
            if isinstance(value, (New, NewArray, Null)):
                return self.known()
            return Truth(value, self.random.randint(0, 2))
        if how < 0.5:
            pair = self.agree(scope, [self.reference(scope, kind, depth - 1),
                                      self.reference(scope, kind, depth - 1)])
            if all(isinstance(p, (Null, New, NewArray)) for p in pair):
                return self.known()
            return Binary(self.pick(["==", "!="]), *pair)
        if how < 0.75 and depth > 0:
            return Binary(self.pick(["&&", "||"]),
                          self.condition(scope, depth - 1),
                          self.condition(scope, depth - 1))
        if how < 0.85:
            value = self.integer(scope, depth)
            return self.known() if isinstance(value, Const) else Truth(value, 1)
        left = self.integer(scope, depth - 1)
        if isinstance(left, Const):
            return self.known()
        return Binary("<", left, Const(self.random.randint(1, 99)))

    def known(self):
        """True or false, but no constant: tcc 0.9.27 writes nonsense for
        `!(a ? 1 : (4 < 51)) ? b : c` and `1 ? (1 ? s : t) : u` of structs."""
        kind = self.pick(self.types)
        return Binary(self.pick(["<", "=="]),
                      Call(self.ids[kind], [Name(self.nils[kind])]),
                      Const(self.random.randint(0, 9)))

    def link(self, scope):
        """x->f = y between what there is, which makes graphs and cycles."""
        owner = self.pick(self.types)
        kinds = ["strong"] * 4 + ["weak"] * 2 + ["unowned"]
        options = [(n, t, k) for k in kinds for n, t in owner.of_kind(k)
                   if "[" not in n]
        if not options:
            return None
        name, target, kind = self.pick(options)
        sources = self.strong_places(scope, owner)
        values = self.strong_places(scope, target)
        if not sources or not values:
            return None
        base, value = self.pick(sources), self.pick(values)
        if kind == "unowned":
            value = Name(self.nils[target])
        elif owner is target and self.chance(0.25):
            value = base
        if self.chance(0.2):
            value = self.reference(scope, target, 2)
        return self.store(scope, Field(base, name, kind, target,
                                       self.style()), value)

    def effect(self, scope, depth):
        """An expression for what it does."""
        if depth > 1 and self.chance(0.12):
            made = self.store_whole(scope, depth)
            if made:
                return made
        if depth > 1 and self.chance(0.03):
            return self.overwrite(scope, depth)
        how = self.random.random()
        if how < 0.25 and depth > 1:
            made = self.link(scope)
            if made:
                return made
            how = 0.4
        if how < 0.5:
            for _ in range(4):
                made = self.assign(scope, self.any_type(), depth)
                if made:
                    return made
        if how < 0.65:
            made = self.call(scope, self.pick(
                ["void", "int"] + self.types + self.structs
                + self.arrays_of), depth)
            if made:
                return made
        if how < 0.8:
            return Say("out", self.tag(), self.integer(scope, depth))
        return Say("ev", self.tag(), self.integer(scope, depth))

    def tag(self):
        return self.random.randint(10, 99)

    # ---- statements

    def block(self, scope, size):
        inner = Scope(scope)
        body = []
        label = None
        if self.chance(0.12):
            label = self.name("back")
            body.append(Label(label))
        forward = self.name("out") if self.chance(0.15) else None
        if forward:
            inner.labels.append(forward)
        for i in range(size):
            if self.budget <= 0:
                break
            self.budget -= 1
            body += self.statement(inner, body)
        if label:
            before, count = self.countdown()
            test = Binary("&&", count, self.condition(inner, 1))
            body.append(If(test, Block([Jump(f"goto {label}", label)]), None))
            body = [before, Block(body)]
        if forward:
            # Nothing may be declared between the jump and the label.
            body = [Block(body), Label(forward),
                    Eval(Say("ev", self.tag(), Const(0)))]
        return Block(body)

    def countdown(self):
        """A variable that ends a loop, and the test of it."""
        var = Var(self.name("n"), "int")
        return (Declare([var], [Const(self.random.randint(2, 5))]),
                Countdown(var))

    def declaration(self, scope):
        how = self.random.random()
        if how < 0.15:
            var = Var(self.name("i"), "int")
            value = self.integer(scope, 2)
            scope.variables.append(var)
            return [Declare([var], [value])]
        target = self.pick(self.types)
        if how < 0.25:
            return [self.array(scope, target)]
        if how >= 0.48:
            target = self.any_type()
        if how < 0.29:
            return [self.struct(scope)]
        if how < 0.33:
            return [self.declare_whole(scope)]
        if how < 0.4:
            return self.static(scope, target)
        kind = "weak" if how < 0.48 else "strong"
        count = 2 if self.chance(0.15) and kind == "strong" else 1
        variables, values = [], []
        for _ in range(count):
            value = self.reference(scope, target, 3)
            name = self.variable_name(scope)
            if re.search(rf"\b{name}\b", value.c() + "".join(
                    " " + v.name for v in variables)):
                value = self.new(scope, target, 0)
                name = self.name("v")
            values.append(value)
            variables.append(Var(name, kind, target))
            variables[-1].escapes = self.chance(0.3)
            if count > 1:
                continue
            if "places" in self.features and target in self.types and (
                    self.chance(0.2)):
                variables[-1].volatile = True
            elif kind == "strong":
                self.infer_type(variables[-1], value)
        scope.variables += variables
        scope.own += variables
        if kind == "strong" and not variables[-1].inferred and (
                self.chance(0.15)):
            later = values[-1]
            values[-1] = None
            variables[-1].assigned = True
            return [Declare(variables, values)] + self.maybe_say() + [
                Eval(Assign(Name(variables[-1]), later))]
        return [Declare(variables, values)]

    def maybe_say(self):
        return ([Eval(Say("ev", self.tag(), Const(5)))]
                if self.chance(0.5) else [])

    def variable_name(self, scope):
        """A new name, or that of an outer variable, which it hides."""
        hidden = [v for v in scope.variables if v.storage == "local"
                  and v not in scope.own and v.home is v
                  and v.kind in ("strong", "weak")]
        if not hidden or self.chance(0.8):
            return self.name("v")
        outer = self.pick(hidden)
        scope.variables.remove(outer)
        scope.own.append(outer)    # not twice in one block
        return outer.name

    def array(self, scope, target):
        name = self.name("a")
        size = self.random.randint(2, 3)
        whole = Var(name, "array", target)
        whole.target = None
        whole.escapes = self.chance(0.3)
        whole.members = [Var(f"{name}[{k}]", "strong", target)
                         for k in range(size)]
        for member in whole.members:
            member.home = whole
        made = self.array_of(scope, whole, target, size)
        scope.variables += [whole] + whole.members
        return made

    def array_of(self, scope, whole, target, size):
        name = whole.name
        return DeclareGroup(whole, f"{target.name} *{name}[{size}]",
                            whole.members, self.initial(scope, [target] * size))

    def initial(self, scope, kinds):
        """Values for the first members of an array or struct."""
        if self.chance(0.4):
            return []
        before = Scope(scope)
        values = [Const(self.random.randint(0, 9)) if kind == "int"
                  else self.reference(before, kind, 2)
                  for kind in kinds[:self.random.randint(1, len(kinds))]]
        return self.agree(before, values)

    def struct(self, scope):
        one, two = self.pick(self.types), self.pick(self.types)
        name = self.name("s")
        whole = Var(name, "struct")
        whole.escapes = self.chance(0.3)
        whole.members = [Var(f"{name}.x", "strong", one),
                         Var(f"{name}.n", "int"),
                         Var(f"{name}.y", "strong", two)]
        for member in whole.members:
            member.home = whole
        values = self.initial(scope, [one, "int", two])
        scope.variables += [whole] + whole.members
        return DeclareGroup(
            whole, f"struct {{ {one.name} *x; int n; {two.name} *y; }} "
            f"{name}", whole.members, values)

    def declare_whole(self, scope):
        kind = self.pick(self.structs)
        value = self.whole(scope, kind, 3) if self.chance(0.8) else None
        var = self.whole_variable(self.name("s"), kind)
        var.escapes = self.chance(0.3)
        scope.variables += [var] + var.members
        return DeclareWhole(var, value)

    def static(self, scope, target):
        var = Var(self.name("st"), "strong", target, "static")
        self.make_thread_local(var)
        self.function.statics.append(Static(None, [var]))
        scope.variables.append(var)
        return [StaticLocal(var)]

    def scope(self, outer):
        return Scope(outer)

    def statement(self, scope, before):
        if self.features and self.chance(0.12):
            made = self.special("statements", scope)
            if made is not None:
                return made
        if self.budget > 0 and self.chance(0.05) and not self.program.shadow:
            self.budget -= 3
            return self.some_jump(scope)
        how = self.random.random()
        if how < 0.25:
            return self.declaration(scope)
        if how < 0.28:
            places = self.strong_places(scope, self.pick(self.types))
            if len(places) > 1:
                pair = self.random.sample(places, 2)
                for place in pair:
                    if isinstance(place, Name):
                        place.var.assigned = place.var.home.assigned = True
                return [Exchange(*pair)]
        if how < 0.68:
            return [Eval(self.effect(scope, 3))]
        if how < 0.76:
            return [self.branch(scope)]
        if how < 0.82:
            return self.loop(scope)
        if how < 0.86:
            return [self.block(scope, 3)]
        if how < 0.9:
            return [self.switch(scope)]
        if how < 0.92:
            return [Eval(Collect())]
        return self.exit(scope)

    def exit(self, scope):
        """A way out, under a condition."""
        ways = [self.give(scope)] if self.function.name != "main" else []
        if scope.loops:
            ways += [Jump("break"), Jump("continue")]
        for label in scope.labels:
            ways.append(Jump(f"goto {label}", label))
        if not ways:
            return [Eval(self.effect(scope, 3))]
        way = self.pick(ways)
        body = Bare(way) if self.chance(0.4) else Block(
            self.maybe_effect(scope) + [way])
        test = self.condition(scope, 2)
        if self.chance(0.5):
            test = Binary("&&", test, self.condition(scope, 1))
        return [If(test, body, None)]

    def maybe_effect(self, scope):
        return [Eval(self.effect(scope, 2))] if self.chance(0.4) else []

    def give(self, scope):
        result = self.function.result
        if result == "void":
            return Give(None)
        if self.function.name == "main":
            return Give(Const(0))
        if result == "int":
            return Give(self.integer(scope, 3))
        if isinstance(result, Struct):
            return Give(self.whole(scope, result, 3))
        return Give(self.reference(scope, result, 3))

    def branch(self, scope):
        test = self.condition(scope, 2)
        yes = self.block(scope, 3)
        if self.chance(0.2):
            yes = Bare(Eval(self.effect(scope, 2)))
        no = self.block(scope, 2) if self.chance(0.4) else None
        return If(test, yes, no)

    def loop(self, scope):
        inner = Scope(scope)
        inner.loops += 1
        how = self.random.random()
        before, count = self.countdown()
        if how < 0.3:
            test = Binary("&&", count, self.condition(scope, 2))
            return [before, While(test, self.body(inner),
                                  self.chance(0.3))]
        if how < 0.6:
            return [before, self.traversal(scope, inner, count)]
        if how < 0.75:
            init = self.effect(scope, 2) if self.chance(0.7) else None
            step = self.effect(scope, 2) if self.chance(0.8) else None
            test = Binary("&&", count, self.condition(scope, 2))
            return [before, For(init, test, step, self.body(inner))]
        var = Var(self.name("i"), "int")
        inner.variables.append(var)
        step = Assign(Name(var), Binary("mix", Name(var), Const(1)))
        test = Binary("<", Name(var), Const(self.pick([20, 50, 2000])))
        init = Declare([var], [Const(self.random.randint(0, 2))])
        return [For(init, test, step, self.block(inner, 3))]

    def traversal(self, scope, inner, count):
        """for (T *p = x; p; p = p->a)"""
        kinds = [(t, n) for t in self.types for n, _ in t.of_kind("strong", t)
                 if "[" not in n]
        if not kinds:
            return self.block(scope, 2)
        kind, name = self.pick(kinds)
        var = Var(self.name("p"), "strong", kind)
        var.escapes = self.chance(0.2)
        start = self.reference(scope, kind, 2)
        inner.variables.append(var)
        test = Binary("&&", count, Truth(Name(var), 0))
        if self.chance(0.3):
            test = Binary("&&", test, self.condition(inner, 1))
        step = Assign(Name(var), Field(Name(var), name, "strong", kind))
        return For(Declare([var], [start]), test, step, self.body(inner))

    def body(self, inner):
        if self.chance(0.25):
            return Bare(Eval(self.effect(inner, 2)))
        if self.chance(0.15):
            return Bare(If(self.condition(inner, 2), Bare(self.pick(
                [Jump("break"), Jump("continue"), self.give(inner)])), None))
        return self.block(inner, 3)

    def switch(self, scope):
        kind = self.pick(self.types)
        value = Binary("mix", *self.agree(scope, [
            Call(self.ids[kind], [self.pick(self.strong_places(scope, kind))]),
            self.integer(scope, 2)]))
        labels = self.random.sample([0, 1, 2, 3], self.random.randint(1, 3))
        if self.chance(0.7):
            labels.insert(self.random.randint(0, len(labels)), None)
        blocks, breaks = [], []
        for _ in labels:
            blocks.append(self.block(scope, 2))
            breaks.append(self.chance(0.7))
        return Switch(value, labels, blocks, breaks)

    # ---- functions

    def make_functions(self):
        """The later ones are called by the earlier ones; made from the last
        to the first, so that all that can be called is known."""
        for _ in range(self.random.randint(2, 6)):
            result = self.pick(["int", "void"] + self.types * 2 + self.structs
                               + self.arrays_of)
            params = []
            for _ in range(self.random.randint(0, 3)):
                sort = self.random.random()
                target = self.any_type()
                if sort < 0.15:
                    params.append(Var(self.name("n"), "int", None, "param"))
                elif sort < 0.3:
                    params.append(Var(self.name("o"), "out", target, "param"))
                elif sort < 0.4:
                    params.append(Var(self.name("o"), "vout", self.pick(
                        self.structs), "param"))
                elif sort < 0.5:
                    param = self.whole_variable(
                        self.name("q"), self.pick(self.structs), "param")
                    param.escapes = self.chance(0.15)
                    params.append(param)
                else:
                    param = Var(self.name("q"), "strong", target, "param")
                    param.escapes = self.chance(0.15)
                    param.consumed = self.chance(0.15)
                    params.append(param)
            function = Function(self.name("f"), result, params)
            if self.chance(0.25):
                function.hook = "hook_" + function.name
            self.make_body(function, self.random.randint(4, 12))
            self.program.functions.append(function)
            self.callable.append(function)

    def make_body(self, function, size):
        self.function = function
        function.statics = []
        self.budget = size * 2
        scope = Scope()
        scope.variables += function.params
        for param in function.params:
            scope.variables += getattr(param, "members", [])
        if self.chance(0.3):
            self.callable.append(function)   # recursion
        body = [If(Truth(Fuel(), 1), Block([self.default(function)]), None)]
        for _ in range(size):
            body += self.statement(scope, body)
        if function.result != "void":
            body.append(self.give(scope))
        function.body = Block(body)
        if function in self.callable:
            self.callable.remove(function)
        self.program.globals += function.statics

    def default(self, function):
        if function.result == "void":
            return Give(None)
        if function.result == "int":
            return Give(Const(0))
        if isinstance(function.result, Struct):
            return Give(null_literal(function.result, Const(0)))
        return Give(Null(function.result))

    def make_main(self):
        main = Function("main", "int", [])
        main.static = False
        self.function = main
        main.statics = []
        self.budget = 30
        scope = Scope()
        body = []
        for kind in self.types:
            self.number += 1
            body.append(Eval(Assign(Name(self.nils[kind]), New(
                kind, ["id"], [Const(9000 + self.number)]))))
        for kind in self.arrays_of:
            body.append(Eval(Assign(Name(self.nils[kind]),
                                    NewArray(kind, Const(1)))))
        for _ in range(self.random.randint(4, 9)):
            made = self.link(scope)
            if made:
                body.append(Eval(made))
        for _ in range(self.random.randint(8, 18)):
            if self.chance(0.5):
                function = self.pick(self.callable)
                made = self.call_of(scope, function, 3)
                if made:
                    body.append(Eval(made))
                    continue
            body += self.statement(scope, body)
        body.append(Give(Const(0)))
        main.body = Block(body)
        self.program.globals += main.statics
        self.program.main = main
        self.program.functions.append(main)

    def make(self):
        self.make_types()
        self.make_helpers()
        self.make_lenders()
        self.make_globals()
        self.make_whole_globals()
        self.make_finalizers()
        self.make_words()
        self.make_takers()
        self.make_functions()
        self.make_tries()
        self.make_main()
        self.spread()
        return self.program

    def spread(self):
        """Several units; what is static stays in the first."""
        if self.program.shadow or not self.chance(0.25):
            return
        self.program.units = self.random.randint(2, 3)
        for function in self.program.functions:
            function.static = False
            if not function.mark and not getattr(function, "statics", None):
                function.unit = self.random.randrange(self.program.units)
        self.program.main.unit = 0


MODES = [("erased", {"counted": False}), ("least", {}),
         ("most", {"most": True}),
         ("collect", {"collect_every": True}),
         ("collect_most", {"collect_every": True, "most": True})]
FEW = 80   # more objects than these are not collected at every allocation


def make(seed):
    """A program with what the model says of it: (program, {mode: machine}).
    Raises Unfit if the seed gives none."""
    maker = Maker(seed)
    program = maker.make()

    def mend(node):
        base = getattr(node, "base", None)
        if base is None or base.type not in maker.ors:
            raise Unfit("a dead unowned reference is used")
        if not getattr(base, "mended", False):
            node.base = Call(maker.ors[base.type], [base])
            node.base.mended = True
            mend.count += 1
    mend.count = 0
    before = None
    while before != mend.count:
        before = mend.count
        maker.tame_all()
        try:
            found = runs(program, mend)
        except Outlives as outlives:
            if outlives.var.shy:
                raise Unfit("an object is needed behind its scope") from None
            outlives.var.shy = True
            before = None
    return program, found


def runs(program, mend=refuse):
    """{mode: machine}"""
    found = {}
    for mode, how in MODES:
        if mode.startswith("collect") and found["least"].serial > FEW:
            continue
        machine = found[mode] = Machine(**how)
        machine.mend = mend
        program.run(machine)
    return found
