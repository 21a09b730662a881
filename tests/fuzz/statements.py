"""Statements, functions and programs, as trees that are written as C (c gives
lines) and run on the model. Ways out of a statement are exceptions; a block
ends its variables however it is left."""

from expressions import (Frame, arg, declare, drop_left, drop_temps, full,
                         part, test)
from machine import COUNTED, NUMBERS, Cell, Leave, Unfit, Unwind


class Break(Leave):
    pass


class Continue(Leave):
    pass


class Return(Leave):
    def __init__(self, value):
        super().__init__()
        self.value = value


class Goto(Leave):
    def __init__(self, label):
        super().__init__()
        self.label = label


class Stmt:
    children = ()
    declares = ()


class Eval(Stmt):
    children = ("expr",)

    def __init__(self, expr):
        self.expr = expr

    def c(self, pad):
        text = self.expr.c()
        if self.expr.type != "void" and not self.expr.stands_alone:
            text = "(void)" + (text if text[0] == "(" else f"({text})")
        return [f"{pad}{text};"]

    def run(self, m, f):
        full(m, f, self.expr, self.expr.discard)


class Declare(Stmt):
    """T *v = e; several in one declaration if their kinds are the same."""

    children = ("values",)

    def __init__(self, variables, values):
        self.declares = variables
        self.values = values

    def c(self, pad):
        first = self.declares[0]
        parts = []
        for var, value in zip(self.declares, self.values):
            name = declare(var) if var is first else declare(var)[
                declare(var).index("*"):]
            if var.auto and value and not value.untyped:
                name = "__auto_type " + var.name
            parts.append(f"{name} = {arg(value)}" if value else name)
        return [f"{pad}{', '.join(parts)};"]

    def run(self, m, f):
        for var, value in zip(self.declares, self.values):
            cell = Cell(var.kind)
            f.cells[var] = cell
            if value is None:
                continue
            how = value.own if var.kind == "strong" else value.look
            # In its own initialiser it is there, but not used.
            cell.value = full_init(m, f, value, how, cell)
            f.cells[var] = cell


def full_init(m, f, expr, how, cell):
    f.setting = expr.sets
    cell.value = how(m, f)
    drop_temps(m, f)
    return cell.value


class DeclareGroup(Stmt):
    """A local array or struct of references, empty at first. `members` are
    variables named whole[i] or whole.member."""

    children = ("values",)

    def __init__(self, whole, text, members, values=()):
        self.declares = [whole]
        self.whole = whole
        self.text = text
        self.members = members
        self.values = list(values)   # of the first members, in order

    def c(self, pad):
        values = ", ".join(arg(v) for v in self.values) or "0"
        return [f"{pad}{self.text} = {{{values}}};"]

    def run(self, m, f):
        f.cells[self.whole] = Cell("group", self.members)
        for member in self.members:
            f.cells[member] = Cell(member.kind,
                                   0 if member.kind == "int" else None)
        f.setting = frozenset().union(*[v.sets for v in self.values])
        for member, value in zip(self.members, self.values):
            f.cells[member].value = (
                value.own if member.kind == "strong" else value.look)(m, f)
        drop_temps(m, f)


class DeclareWhole(Stmt):
    """struct S v = e;"""

    children = ("value",)

    def __init__(self, var, value):
        self.declares = [var]
        self.var = var
        self.value = value

    def c(self, pad):
        if self.value is None:
            return [f"{pad}{declare(self.var)} = {{0}};"]
        return [f"{pad}{declare(self.var)} = {self.value.c()};"]

    def run(self, m, f):
        fill(f, self.var, [0 if kind in NUMBERS else None
                           for _, kind, _ in self.var.target.fields])
        if self.value is not None:
            f.setting = self.value.sets
            fill(f, self.var, self.value.own(m, f))
            drop_temps(m, f)


def fill(f, var, values):
    """A variable of struct type gets its members."""
    f.cells[var] = Cell("group", var.members)
    for member, value in zip(var.members, values):
        f.cells[member] = Cell(member.kind, value)


def end_variable(m, f, var):
    cell = f.cells.pop(var, None)
    if cell is None:
        return
    if cell.kind == "group":
        for member in cell.value:
            end_variable(m, f, member)
    elif cell.kind == "object":
        m.end_object(cell.value)
    elif cell.kind == "strong":
        old, cell.value = cell.value, None
        m.release(old)
    elif cell.kind == "raw":
        m.release(cell.value[0])


class Block(Stmt):
    """{ ... }; a label stands in front of a statement of it."""

    children = ("body",)

    def __init__(self, body):
        self.body = body

    def c(self, pad):
        lines = [pad + "{"]
        for stmt in self.body:
            lines += stmt.c(pad + "    ")
        return lines + [pad + "}"]

    def run(self, m, f, label=None):
        """From the start, or from a label that may lie deeper."""
        i = 0
        try:
            while label or i < len(self.body):
                try:
                    if label:
                        i, wanted, label = self.find(label), label, None
                        self.make_null(f, i)
                        enter(self.body[i], m, f, wanted)
                    else:
                        self.body[i].run(m, f)
                    i += 1
                except Goto as jump:
                    i = self.find(jump.label)
                    if i is None:
                        raise
                    m.tick()
                    self.leave(m, f, i)
                    label = jump.label
        finally:
            self.leave(m, f, 0)

    def find(self, label):
        """The statement in which the label lies; None if there is none."""
        return next((i for i, s in enumerate(self.body) if holds(s, label)),
                    None)

    def make_null(self, f, end):
        """Variables whose declaration was jumped past."""
        for stmt in self.body[:end]:
            for var in stmt.declares:
                if var in f.cells:
                    continue
                if var.kind not in ("strong", "weak"):
                    raise Unfit("reads what is indeterminate")
                f.cells[var] = Cell(var.kind)

    def leave(self, m, f, start):
        for stmt in reversed(self.body[start:]):
            for var in reversed(stmt.declares):
                end_variable(m, f, var)


def holds(stmt, label):
    if isinstance(stmt, Label):
        return stmt.name == label
    if isinstance(stmt, Block):
        return stmt.find(label) is not None
    return isinstance(stmt, While) and holds(stmt.body, label)


def enter(stmt, m, f, label):
    if isinstance(stmt, Label):
        stmt.run(m, f)
    else:
        stmt.run(m, f, label)


class Label(Stmt):
    def __init__(self, name):
        self.name = name

    def c(self, pad):
        return [f"{pad[:-4]}{self.name}:;"]

    def run(self, m, f):
        m.tick()


class Jump(Stmt):
    """goto, break, continue"""

    def __init__(self, text, label=None):
        self.text = text
        self.label = label

    def c(self, pad):
        return [f"{pad}{self.text};"]

    def run(self, m, f):
        m.tick()
        if self.label:
            raise Goto(self.label)
        raise Break() if self.text == "break" else Continue()


class Give(Stmt):
    """return"""

    children = ("value",)

    def __init__(self, value):
        self.value = value

    def c(self, pad):
        if self.value is None:
            return [pad + "return;"]
        return [f"{pad}return {self.value.c()};"]

    def run(self, m, f):
        value = None
        if self.value is not None:
            how = (self.value.look if self.value.type == "int"
                   else self.value.own)
            if f.lends:
                how = self.value.look
            value = full(m, f, self.value, how)
        raise Return(value)


class If(Stmt):
    children = ("test", "yes", "no")

    def __init__(self, test, yes, no):
        self.test, self.yes, self.no = test, yes, no

    def c(self, pad):
        lines = [f"{pad}if ({test(self.test)})"] + self.yes.c(pad)
        if self.no:
            lines += [pad + "else"] + self.no.c(pad)
        return lines

    def run(self, m, f):
        m.tick()
        if full(m, f, self.test, self.test.look):
            self.yes.run(m, f)
        elif self.no:
            self.no.run(m, f)


class Bare(Stmt):
    """One statement as a body without braces."""

    children = ("stmt",)

    def __init__(self, stmt):
        self.stmt = stmt

    def c(self, pad):
        return self.stmt.c(pad + "    ")

    def run(self, m, f):
        self.stmt.run(m, f)


class While(Stmt):
    children = ("test", "body")

    def __init__(self, test, body, do):
        self.test, self.body, self.do = test, body, do

    def c(self, pad):
        head = f"while ({test(self.test)})"
        if self.do:
            lines = [pad + "do"] + self.body.c(pad)
            return lines + [f"{pad}{head};"]
        return [pad + head] + self.body.c(pad)

    def run(self, m, f, label=None):
        first = self.do or label
        while first or full(m, f, self.test, self.test.look):
            first = False
            m.tick()
            try:
                if label:
                    wanted, label = label, None
                    self.body.run(m, f, wanted)
                else:
                    self.body.run(m, f)
            except Break:
                break
            except Continue:
                pass


class For(Stmt):
    """init is a Declare, an expression or None."""

    children = ("init", "test", "step", "body")

    def __init__(self, init, test, step, body):
        self.init, self.test, self.step, self.body = init, test, step, body

    def c(self, pad):
        init = ""
        if isinstance(self.init, Declare):
            init = self.init.c("")[0][:-1]
        elif self.init:
            init = self.init.c()
        check = test(self.test)
        step = self.step.c() if self.step else ""
        return [f"{pad}for ({init}; {check}; {step})"] + self.body.c(pad)

    def run(self, m, f):
        if isinstance(self.init, Declare):
            self.init.run(m, f)
        elif self.init:
            full(m, f, self.init, self.init.discard)
        try:
            while full(m, f, self.test, self.test.look):
                m.tick()
                try:
                    self.body.run(m, f)
                except Break:
                    break
                except Continue:
                    pass
                if self.step:
                    full(m, f, self.step, self.step.discard)
        finally:
            if isinstance(self.init, Declare):
                for var in reversed(self.init.declares):
                    end_variable(m, f, var)


class Exchange(Stmt):
    """SWAP(T, a, b): { T *t = a; a = b; b = t; }, of places without effects."""

    children = ("left", "right")

    def __init__(self, left, right):
        self.left, self.right = left, right

    def c(self, pad):
        return [f"{pad}SWAP({self.left.type.name}, {self.left.c()}, "
                f"{self.right.c()});"]

    def run(self, m, f):
        kept = self.left.own(m, f)
        for place, value in ((self.left, self.right.own(m, f)), (
                self.right, m.retain(kept))):
            cell = place.cell(m, f)
            old, cell.value = cell.value, value
            m.release(old)
        m.release(kept)


class Switch(Stmt):
    """cases: [value or None, Block, ends with break]"""

    children = ("value", "blocks")

    def __init__(self, value, labels, blocks, breaks):
        self.value, self.labels = value, labels
        self.blocks, self.breaks = blocks, breaks

    def c(self, pad):
        lines = [f"{pad}switch ({part(self.value)} & 3) {{"]
        for label, block, ends in zip(self.labels, self.blocks, self.breaks):
            lines.append(pad + ("default:" if label is None
                                else f"case {label}:"))
            lines += block.c(pad + "    ")
            if ends:
                lines.append(pad + "    break;")
            else:
                lines.append(pad + "    /* fall through */")
        if not self.breaks[-1]:
            lines.append(pad + "    break;")
        return lines + [pad + "}"]

    def run(self, m, f):
        m.tick()
        value = full(m, f, self.value, self.value.look) & 3
        start = None
        if value in self.labels:
            start = self.labels.index(value)
        elif None in self.labels:
            start = self.labels.index(None)
        if start is None:
            return
        try:
            for block, ends in list(zip(self.blocks, self.breaks))[start:]:
                block.run(m, f)
                if ends:
                    break
        except Break:
            pass


# ---- functions and programs


class Function:
    """quiet: 'pure' touches nothing but its arguments, 'reads' reads memory;
    None anything."""

    def __init__(self, name, result, params):
        self.name = name
        self.result = result
        self.params = params
        self.body = None
        self.quiet = None
        self.lends = False     # its result is borrowed
        self.static = True
        self.inline = False
        self.unit = 0
        self.mark = ""

    def head(self):
        result = {"int": "int ", "void": "void "}.get(self.result)
        if result is None and hasattr(self.result, "finalizer"):
            result = self.result.pointer
        elif result is None:
            result = f"struct {self.result.name} "
        params = ", ".join(declare(p) for p in self.params) or "void"
        before = "static inline " if self.inline else (
            "static " if self.static else "")
        return f"{before}{result}{self.name}({params}){self.mark}"

    def c(self):
        head = self.head()
        if self.mark:
            head = head.replace(self.mark, "")
        return [head] + self.body.c("")

    def invoke(self, m, cells):
        m.tick()
        f = Frame()
        f.lends = self.lends
        for param, cell in zip(self.params, cells):
            if param.kind == "struct":
                fill(f, param, cell.value)
                if self.owns(param):
                    for member in param.members:
                        if member.kind in COUNTED:
                            m.retain(f.cells[member].value)
                continue
            f.cells[param] = Cell(cell.kind, cell.value)
            if param.kind == "strong" and self.owns(param) and not (
                    param.consumed or param.condition):
                m.retain(cell.value)
        value = None
        try:
            self.body.run(m, f)
        except Return as result:
            value = result.value
        except Unwind:
            drop_left(m, f)
            for param in reversed(self.params):
                if param.kind in ("strong", "struct") and self.owns(param) \
                        and not param.condition:
                    end_variable(m, f, param)
            raise
        for param in reversed(self.params):
            if param.condition and not param.condition.holds(value):
                continue
            if param.kind in ("strong", "struct") and self.owns(param):
                end_variable(m, f, param)
        if value is None and self.result == "int":
            value = 0
        return value

    def owns(self, param):
        return (param.assigned or param.escapes or param.consumed
                or bool(param.condition))


class Program:
    def __init__(self):
        self.types = []
        self.structs = []     # of globals
        self.values = []      # Structs
        self.globals = []     # (text, members) in the order of declaration
        self.functions = []
        self.main = None
        self.fuel = 60
        self.units = 1
        self.not_tcc = False  # tcc loses its stack over jumps around VLAs
        self.shadow = False   # built with --unwind=shadow

    def run(self, machine):
        """Runs it; gives the machine."""
        machine.fuel = self.fuel
        machine.globals = {}
        first, order = [], []
        for place in self.globals:
            for var in place.members:
                machine.globals[var] = Cell(
                    var.kind, 0 if var.kind in NUMBERS else None)
            cells = [machine.globals[v] for v in place.members]
            if any(v.thread_local for v in place.members):
                first += cells
            else:
                order.append(cells)
            if hasattr(place, "start"):
                place.start(machine)
        self.main.invoke(machine, [])
        machine.leave(
            first + [c for cells in reversed(order) for c in cells])
        return machine


class Static:
    """A global or static: how it is written, and its cells."""

    def __init__(self, text, members):
        self.text = text
        self.members = members


class StaticLocal(Stmt):
    """static T *v; in a function: a place of the unit."""

    def __init__(self, var):
        self.var = var

    def c(self, pad):
        return [f"{pad}static {declare(self.var)};"]

    def run(self, m, f):
        m.tick()
