"""Expressions, as trees that are written as C and run on the model.

An expression has flags that say what its evaluation touches, so that operands
whose order C leaves open can be chosen apart:

  R  reads memory that others may write      A  makes objects
  W  reads a weak place                      X  anything: calls, output, stores

`uses` and `sets` are the local variables that nobody else can reach which it
reads and assigns. References come in two ways: look() gives a borrowed one,
own() one with a count for whoever takes it.
"""

from machine import COUNTED, NUMBERS, Cell, Outlives, Repair, Unwind


def apart(*operands):
    """May C evaluate these in any order, with one result?"""
    for i, one in enumerate(operands):
        for other in operands[i + 1:]:
            for a, b in ((one, other), (other, one)):
                if "X" in a.flags and b.flags:
                    return False
                if "A" in a.flags and "W" in b.flags:
                    return False
                if a.sets & (b.uses | b.sets):
                    return False
    return True


class Type:
    """An object type. `fields`: (name, kind, type or None), one for each cell;
    `lines`: how the struct is written."""

    def __init__(self, name):
        self.name = name
        self.fields = []
        self.lines = []
        self.structs = []   # (name, Struct) of fields that are one
        self.flexible = False   # has a last member T *kids[]
        self.traced = None  # the Type of what its word refers to
        self.variants = []  # of its own; variants.py
        self.base = None    # the Type that it is a subtype of
        self.is_base = False
        self.acyclic = False
        self.finalizer = None
        self.effects = False

    def finalizers(self):
        """In the order in which they run."""
        own = [self.finalizer] if self.finalizer else []
        return own + (self.base.finalizers() if self.base else [])

    @property
    def pointer(self):
        """What stands before the name of a reference."""
        return f"{self.name} *"

    def copied(self):
        """May an object be overwritten as a whole, or be a variable?"""
        return not self.traced and not self.flexible

    def fresh(self):
        return {name: Cell(kind, 0 if kind in NUMBERS else None)
                for name, kind, _ in self.fields}

    def of_kind(self, kind, target=None):
        return [(n, t) for n, k, t in self.fields
                if k == kind and (target is None or t is target)]


class Var:
    """A variable or parameter. storage: local, param, global, static."""

    def __init__(self, name, kind, target=None, storage="local"):
        self.name = name
        self.kind = kind
        self.target = target
        self.storage = storage
        self.escapes = storage in ("global", "static")
        self.assigned = False
        self.consumed = False
        self.volatile = False
        self.thread_local = False
        self.inferred = None   # what stands for its type
        self.auto = False      # or __auto_type, where it has a typed value
        self.condition = None  # of a parameter: when it is consumed
        self.home = self     # of a member: the variable that it is part of


def declare(var, name=None):
    name = name or var.name
    if var.inferred:
        return var.inferred + name
    if var.kind == "int":
        return f"int {name}"
    if var.kind == "out":
        return f"{var.target.pointer}*{name}"
    if var.kind == "struct":
        return f"struct {var.target.name} {name}"
    if var.kind == "vout":
        return f"struct {var.target.name} *{name}"
    mark = {"strong": "", "weak": "tally_weak ", "unowned": "tally_unowned "}
    after = " tally_consumed" if var.consumed else ""
    if var.condition:
        after = var.condition.mark()
    kept = "volatile " if var.volatile else ""
    thread = "_Thread_local " if var.thread_local else ""
    return f"{thread}{var.target.pointer}{mark[var.kind]}{kept}{name}{after}"


class Frame:
    def __init__(self):
        self.cells = {}
        self.temps = []
        self.setting = frozenset()  # locals that the full expression assigns


def full(m, f, expr, action):
    """Evaluates a full expression; then its temporaries go, newest first."""
    f.setting = expr.sets
    value = action(m, f)
    drop_temps(m, f)
    return value


def drop_temps(m, f):
    """What the full expression kept; a list is a struct, released in order."""
    temps, f.temps = f.temps, []
    for kept in reversed(temps):
        drop(m, kept)


def drop_left(m, f):
    """What a longjmp out of the full expression lets go of: when is open."""
    before = len(m.events)
    drop_temps(m, f)
    if len(m.events) != before:
        m.unordered = "a longjmp leaves temporaries"


def drop(m, kept):
    for obj in kept if isinstance(kept, list) else [kept]:
        m.release(obj)


# ---- expressions


class Expr:
    flags = frozenset()
    uses = frozenset()
    sets = frozenset()
    type = "int"
    untyped = False  # NULL: a void pointer to C
    makes = False    # a new object
    stands_alone = False  # as a statement, without a warning
    children = ()   # names of attributes: expressions or lists of them

    def take(self, *parts):
        for part in parts:
            self.flags = self.flags | part.flags
            self.uses = self.uses | part.uses
            self.sets = self.sets | part.sets

    def own(self, m, f):
        return m.retain(self.look(m, f))

    def discard(self, m, f):
        self.look(m, f)


class Const(Expr):
    def __init__(self, value):
        self.value = value

    def c(self):
        return str(self.value)

    def look(self, m, f):
        return self.value


class Null(Expr):
    untyped = True

    def __init__(self, target):
        self.type = target

    def c(self):
        return "NULL"

    def look(self, m, f):
        return None


def load(m, f, node, cell, held):
    """A reference out of a place; a weak one is handled before."""
    value = cell.value
    if value is not None and value.gone:
        raise Outlives(value)
    if cell.kind == "unowned" and value is not None and value.dead:
        raise Repair(node)
    if held and m.most:
        f.temps.append(m.retain(value))
    return value


class Place(Expr):
    """What can be assigned. cell(m, f) gives it."""

    def kind(self):
        return self.place_kind

    def look(self, m, f):
        cell = self.cell(m, f)
        if cell.kind == "int":
            return cell.value
        if cell.kind == "weak":
            value = m.read_weak(cell.value)
            f.temps.append(value)
            return value
        return load(m, f, self, cell, self.held(f))

    def own(self, m, f):
        cell = self.cell(m, f)
        if cell.kind == "weak":
            return m.read_weak(cell.value)
        return m.retain(load(m, f, self, cell, False))

    def held(self, f):
        return True


class Name(Place):
    def __init__(self, var):
        self.var = var
        self.type = var.target or "int"
        self.place_kind = var.kind
        if var.home.escapes:
            self.flags = frozenset("RW" if var.kind == "weak" else "R")
        else:
            self.uses = frozenset([var.home])
            if var.kind == "weak":
                self.flags = frozenset("W")

    def c(self):
        return self.var.name

    def held(self, f):
        return self.var.home.escapes or self.var.home in f.setting

    def cell(self, m, f):
        if self.var in f.cells:
            return f.cells[self.var]
        return m.globals[self.var]


class Deref(Place):
    """*out"""

    def __init__(self, var):
        self.var = var
        self.type = var.target
        self.place_kind = "strong"
        self.flags = frozenset("R")

    def c(self):
        return "*" + self.var.name

    def cell(self, m, f):
        return f.cells[self.var].value


class Field(Place):
    children = ("base",)

    def __init__(self, base, name, kind, target, style=0):
        self.base = base
        self.name = name
        self.place_kind = kind
        self.type = target or "int"
        self.style = style
        self.take(base)
        self.flags = self.flags | frozenset("RW" if kind == "weak" else "R")

    spelled = None   # another name of the same place: a member of a union

    def c(self):
        base = self.base.c()
        if self.spelled:
            return f"{post(self.base)}->{self.spelled}"
        if self.style == 1:
            return f"(*{post(self.base)}).{self.name}"
        if self.style == 2 and self.type != "int":
            return f"GET({base}, {self.name})"
        return f"{post(self.base)}->{self.name}"

    def cell(self, m, f):
        return target(m, f, self).part(self.base.type)[self.name]


class Element(Place):
    """An element of an array of references: cells name[0], name[1], ..."""

    children = ("index",)

    def __init__(self, cells, name, index, target, escapes, base=None):
        self.cells = cells      # Vars, or names of slots of `base`
        self.name = name
        self.index = index
        self.base = base
        self.type = target
        self.place_kind = "strong"
        self.take(index)
        if base is not None:
            self.children = ("base", "index")
            self.take(base)
            escapes = True
        if escapes:
            self.flags = self.flags | frozenset("R")
        else:
            self.uses = self.uses | frozenset([cells[0].home])
        self.escapes = escapes

    def c(self):
        size = len(self.cells)
        index = (str(self.index.value % size)
                 if isinstance(self.index, Const)
                 else f"(unsigned){post(self.index)} % {size}u")
        before = post(self.base) + "->" if self.base is not None else ""
        return f"{before}{self.name}[{index}]"

    def held(self, f):
        return True

    def cell(self, m, f):
        obj = None
        if self.base is not None:
            obj = target(m, f, self)
        at = (self.index.look(m, f) & 0xffffffff) % len(self.cells)
        if obj is not None:
            return obj.part(self.base.type)[self.cells[at]]
        var = self.cells[at]
        return f.cells[var] if var in f.cells else m.globals[var]


def target(m, f, node):
    """The object that `node` looks into. One that is missing is mended in the
    program, and this run goes on with the spare one."""
    obj = node.base.look(m, f)
    if obj is None:
        m.mend(node)
        obj = m.globals[node.base.type.spare].value
        if obj is None:
            raise Repair(node)
        f.temps.append(m.retain(obj))
    return obj


def post(expr):
    """As the operand of a postfix or unary operator."""
    text = expr.c()
    if isinstance(expr, (Name, Const, Null, Call)) or (
            isinstance(expr, (Field, Element))):
        if not (isinstance(expr, Field) and expr.style == 2):
            return text
    return f"({text})"


class New(Expr):
    children = ("values",)
    makes = True

    def __init__(self, target, names, values):
        self.type = target
        self.names = names
        self.values = values
        self.take(*values)
        self.flags = self.flags | frozenset("A")

    def c(self):
        inits = "".join(f", .{n} = {arg(v)}"
                        for n, v in zip(self.names, self.values))
        if self.type.flexible:
            length = 2 + len(self.values) % 2
            return f"tally_new_flex({self.type.name}, kids, {length}{inits})"
        return f"tally_new({self.type.name}{inits})"

    def own(self, m, f):
        values = []
        for name, value in zip(self.names, self.values):
            kind = next((k for n, k, _ in self.type.fields if n == name),
                        "struct")
            try:
                values.append(value.look(m, f) if kind in NUMBERS
                              else value.own(m, f))
            except Unwind:
                f.temps += [v for v in values if not isinstance(v, int)]
                raise
        obj = m.new(self.type)
        for name, value, made in zip(self.names, self.values, values):
            if not isinstance(made, list):
                obj.slots[name].value = made
                continue
            for (member, _, _), item in zip(value.type.fields, made):
                obj.slots[f"{name}.{member}"].value = item
        return obj

    def look(self, m, f):
        obj = self.own(m, f)
        f.temps.append(obj)
        return obj


def arg(expr):
    """As an argument or initialiser."""
    return f"({expr.c()})" if isinstance(expr, Comma) else expr.c()


def part(expr):
    """As an operand."""
    return (f"({expr.c()})" if isinstance(expr, (Comma, Assign, Fuel, Countdown))
            else expr.c())


def test(expr):
    """As a condition: compilers warn of (a == b) in more parentheses."""
    text = expr.c()
    if isinstance(expr, Binary) and expr.op != "mix" or (
            isinstance(expr, Truth) and expr.style == 2
            and expr.value.type != "int"):
        return text[1:-1]
    return text


def is_temporary(value):
    """Is it owned by the full expression, unless somebody takes it?"""
    return value.makes or isinstance(value, Call) and not value.function.lends


class Call(Expr):
    """args: expressions, or Address for T ** parameters. `via` is how the
    function is named: itself, or a pointer variable."""

    children = ("args",)
    stands_alone = True

    def __init__(self, function, args, via=None):
        self.function = function
        self.args = args
        self.via = via
        self.type = function.result
        self.take(*args)
        if function.quiet:
            if function.quiet != "pure":
                self.flags = self.flags | frozenset("R")
        else:
            self.flags = self.flags | frozenset("X")

    def c(self):
        args = ", ".join(arg(a) for a in self.args)
        return f"{self.via or self.function.name}({args})"

    def run(self, m, f):
        m.tick()
        cells, held = [], []
        for param, value in zip(self.function.params, self.args):
            if param.kind == "out":
                holder, cell = value.address(m, f)
                held.append(m.retain(holder))
                cells.append(Cell("out", cell))
            elif param.kind == "int":
                cells.append(Cell("int", value.look(m, f)))
            elif param.kind == "vout":
                holder, places = value.address(m, f)
                held.append(m.retain(holder))
                cells.append(Cell("vout", places))
            elif param.kind == "struct":
                values = value.look(m, f)
                held.append([m.retain(v) for (_, k, _), v in zip(
                    param.target.fields, values) if k in COUNTED])
                cells.append(Cell("values", values))
            elif param.consumed or param.condition:
                cells.append(Cell("strong", value.own(m, f)))
                if param.condition and is_temporary(value):
                    f.temps.append(cells[-1].value)
            else:
                obj = m.retain(value.look(m, f))
                held.append(obj)
                cells.append(Cell(param.kind, obj))
        temps, f.temps = f.temps, []
        setting = f.setting
        try:
            result = self.function.invoke(m, cells)
        except Unwind:
            f.temps = temps + held
            for param, value, cell in zip(self.function.params, self.args,
                                          cells):
                if param.condition and hasattr(value, "back"):
                    value.back(f, cell.value)
                elif param.condition and not is_temporary(value):
                    f.temps.append(cell.value)
            raise
        f.temps, f.setting = temps, setting
        for param, value, cell in zip(self.function.params, self.args, cells):
            if not param.condition:
                continue
            if param.condition.holds(result):
                if is_temporary(value):
                    at = len(temps) - 1
                    while temps[at] is not cell.value:
                        at -= 1
                    del temps[at]
            elif hasattr(value, "back"):
                value.back(f, cell.value)
            elif not is_temporary(value):
                held.append(cell.value)
        # `most` holds to the end of the full expression.
        if m.most:
            f.temps += held
        else:
            for kept in reversed(held):
                drop(m, kept)
        return result

    def own(self, m, f):
        value = self.run(m, f)
        return m.retain(value) if self.function.lends else value

    def look(self, m, f):
        value = self.run(m, f)
        if self.type in ("int", "void"):
            return value
        if isinstance(value, list):
            f.temps.append([v for (_, k, _), v in zip(
                self.type.fields, value) if k in COUNTED])
        elif not self.function.lends:
            f.temps.append(value)
        elif m.most:
            f.temps.append(m.retain(value))
        return value


class Address(Expr):
    """&place, for an argument."""

    children = ("place",)

    def __init__(self, place):
        self.place = place
        self.type = place.type
        self.take(place)
        # The place itself is not read, only what leads to it.
        self.flags = (frozenset("R") if isinstance(place, (Field, Element))
                      and place.flags else frozenset())
        for leading in ("base", "index"):
            if getattr(place, leading, None) is not None:
                self.flags = self.flags | getattr(place, leading).flags
        if isinstance(place, Name):
            self.uses = frozenset()

    def c(self):
        if isinstance(self.place, Deref):
            return self.place.var.name
        return "&" + self.place.c()

    def address(self, m, f):
        place = self.place
        holder = None
        base = getattr(place, "base", None)
        if base is not None:
            holder = target(m, f, place)
            if isinstance(place, Field):
                return holder, holder.part(base.type)[place.name]
            at = (place.index.look(m, f) & 0xffffffff) % len(place.cells)
            return holder, holder.part(base.type)[place.cells[at]]
        return None, place.cell(m, f)


class Assign(Expr):
    children = ("place", "value")
    stands_alone = True

    def __init__(self, place, value):
        self.place = place
        self.value = value
        self.type = place.type
        self.macro = False
        self.take(value)
        self.flags = self.flags | place.flags | frozenset()
        if isinstance(place, Name) and not place.var.home.escapes:
            self.sets = self.sets | frozenset([place.var.home])
        else:
            self.take(place)
            self.flags = self.flags | frozenset("X")
        if isinstance(place, Element) and not place.escapes:
            self.sets = self.sets | place.uses
        # The old object's finalizer may do anything.
        self.flags = self.flags | frozenset("X")

    def c(self):
        if self.macro:
            return f"SET({self.place.c()}, {arg(self.value)})"
        return f"{self.place.c()} = {arg(self.value)}"

    def run(self, m, f):
        m.tick()
        kind = self.place.kind()
        cell = self.place.cell(m, f)
        if kind == "strong":
            value = self.value.own(m, f)
            old, cell.value = cell.value, value
            return cell, value, old
        value = self.value.look(m, f)
        cell.value = value
        return cell, value, None

    def discard(self, m, f):
        _, _, old = self.run(m, f)
        m.release(old)

    def look(self, m, f):
        _, value, old = self.run(m, f)
        if self.type != "int" and m.most:
            f.temps.append(m.retain(value))
        m.release(old)
        return value

    def own(self, m, f):
        _, value, old = self.run(m, f)
        m.retain(value)
        m.release(old)
        return value


class Cond(Expr):
    children = ("test", "yes", "no")

    def __init__(self, test, yes, no):
        self.test, self.yes, self.no = test, yes, no
        self.type = yes.type
        self.take(test, yes, no)

    def c(self):
        return f"({part(self.test)} ? {part(self.yes)} : {part(self.no)})"

    def look(self, m, f):
        taken = self.yes if self.test.look(m, f) else self.no
        if m.most and self.type not in ("int", "void"):
            value = taken.own(m, f)
            f.temps.append(value)
            return value
        return taken.look(m, f)

    def own(self, m, f):
        return (self.yes if self.test.look(m, f) else self.no).own(m, f)


class Comma(Expr):
    children = ("first", "second")

    def __init__(self, first, second):
        self.first, self.second = first, second
        self.type = second.type
        self.take(first, second)

    def c(self):
        return f"({self.first.c()}, {arg(self.second)})"

    def look(self, m, f):
        self.first.discard(m, f)
        return self.second.look(m, f)

    def own(self, m, f):
        self.first.discard(m, f)
        return self.second.own(m, f)


class Binary(Expr):
    children = ("left", "right")

    def __init__(self, op, left, right):
        self.op, self.left, self.right = op, left, right
        self.take(left, right)

    def c(self):
        if self.op == "mix":
            return f"MIX({arg(self.left)}, {arg(self.right)})"
        return f"({part(self.left)} {self.op} {part(self.right)})"

    def look(self, m, f):
        if self.op == "&&":
            return int(bool(self.left.look(m, f))
                       and bool(self.right.look(m, f)))
        if self.op == "||":
            return int(bool(self.left.look(m, f))
                       or bool(self.right.look(m, f)))
        a, b = self.left.look(m, f), self.right.look(m, f)
        if self.op == "mix":
            return ((a & 0xffffffff) * 31 + (b & 0xffffffff)) & 0xffff
        if self.op == "==":
            return int(a is b if self.left.type != "int" else a == b)
        if self.op == "!=":
            return int(a is not b if self.left.type != "int" else a != b)
        if self.op == "<":
            return int(a < b)
        raise AssertionError(self.op)


class Truth(Expr):
    """A reference or number as a condition: e, !e, e != NULL."""

    children = ("value",)

    def __init__(self, value, style):
        self.value = value
        self.style = style
        self.take(value)

    def c(self):
        if self.style == 1:
            return "!" + post(self.value)
        if self.style == 2 and self.value.type != "int":
            return f"({part(self.value)} != NULL)"
        return part(self.value)

    def look(self, m, f):
        truth = bool(self.value.look(m, f))
        return int(not truth if self.style == 1 else truth)


class Fuel(Expr):
    """fuel-- > 0: loops and recursion end."""

    flags = frozenset("X")

    def c(self):
        return "fuel-- > 0"

    def look(self, m, f):
        m.fuel -= 1
        return int(m.fuel + 1 > 0)


class Countdown(Expr):
    """n-- > 0, for a local n."""

    def __init__(self, var):
        self.var = var
        self.uses = self.sets = frozenset([var])

    def c(self):
        return f"{self.var.name}-- > 0"

    def look(self, m, f):
        cell = f.cells[self.var]
        cell.value -= 1
        return int(cell.value + 1 > 0)


class Say(Expr):
    """Output: on stdout, or an event."""

    children = ("value",)
    type = "void"

    def __init__(self, stream, tag, value):
        self.stream, self.tag, self.value = stream, tag, value
        self.take(value)
        self.flags = self.flags | frozenset("X")

    def c(self):
        return f"{self.stream}({self.tag}, {arg(self.value)})"

    def look(self, m, f):
        text = f"{self.tag} {self.value.look(m, f)}"
        if self.stream == "out":
            m.tick()
            m.out.append(text)
        else:
            m.event(text)


class Collect(Expr):
    type = "void"
    flags = frozenset("X")

    def c(self):
        return "(void)tally_collect()"

    def look(self, m, f):
        m.collect()
