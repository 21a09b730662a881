"""Jumps into scopes, past the declarations of their variables: goto in all
directions, switch with its cases anywhere in it, Duff's device, computed goto.

A variable whose declaration is jumped past is NULL in the counted program and
indeterminate in the erased one: behind the label it is assigned before
anything reads it."""

from expressions import Assign, Binary, Const, Name, Null, Say, Var, part
from statements import (Block, Break, Declare, Eval, Goto, If, Jump, Label,
                        Stmt, While, full)


class Case(Label):
    """case 1:, default: with number None"""

    def __init__(self, name, number):
        super().__init__(name)
        self.number = number

    def c(self, pad):
        text = "default" if self.number is None else f"case {self.number}"
        return [f"{pad}/* fall through */", f"{pad[:-4]}{text}:;"]


class Cases(Stmt):
    """switch (value & 3) { body }, whose cases are Case statements at the top
    of the body or in a loop there."""

    children = ("value", "body")

    def __init__(self, value, body, cases):
        self.value, self.body = value, body
        self.cases = cases    # {number or None: name of the label}

    def c(self, pad):
        body = self.body.c(pad)
        return [f"{pad}switch ({part(self.value)} & 3) {{"] + body[1:]

    def run(self, m, f):
        m.tick()
        value = full(m, f, self.value, self.value.look) & 3
        label = self.cases.get(value, self.cases.get(None))
        if label is None:
            return
        try:
            self.body.run(m, f, label)
        except Break:
            pass


class Leap(Stmt):
    """goto *table[value & 1];"""

    children = ("value",)

    def __init__(self, table, labels, value):
        self.table, self.labels, self.value = table, labels, value

    def c(self, pad):
        return [f"{pad}goto *{self.table}[{part(self.value)} & 1];"]

    def run(self, m, f):
        m.tick()
        raise Goto(self.labels[full(m, f, self.value, self.value.look) & 1])


class Table(Stmt):
    """The labels of a computed goto."""

    def __init__(self, name, labels):
        self.name, self.labels = name, labels

    def c(self, pad):
        labels = ", ".join(f"&&{label}" for label in self.labels)
        return [f"{pad}static void *const {self.name}[] = {{{labels}}};"]

    def run(self, m, f):
        pass


class JumpMaker:
    """What the generator makes of them."""

    def skipped(self, scope):
        """Declarations that are jumped past, and what assigns them."""
        declared, assigned, made = [], [], []
        for _ in range(self.random.randint(1, 3)):
            target = self.pick(self.types)
            kind = "weak" if self.chance(0.2) else "strong"
            var = Var(self.name("v"), kind, target)
            var.escapes, var.assigned = self.chance(0.3), True
            value = self.reference(scope, target, 2)
            declared.append(Declare(
                [var], [value if self.chance(0.7) else None]))
            assigned.append(Eval(Assign(
                Name(var), self.reference(scope, target, 2))))
            made.append(var)
        return declared, assigned, made

    def block_to_enter(self, scope, label, size):
        """A block with a label behind its declarations."""
        inner = self.scope(scope)
        declared, assigned, made = self.skipped(scope)
        inner.variables += made
        inner.own += made
        body = declared + [label] + assigned
        for _ in range(size):
            body += self.statement(inner, body)
        return Block(body)

    def jump_in(self, scope):
        name = self.name("in")
        before, count = self.countdown()
        block = self.block_to_enter(scope, Label(name), 2)
        if self.chance(0.3):
            again, more = self.countdown()
            block = Block([again, While(more, block, self.chance(0.5))])
            block, outer = block.body[1], block.body[0]
        else:
            outer = None
        jump = If(Binary("&&", count, self.condition(scope, 1)),
                  Block([Jump(f"goto {name}", name)]), None)
        middle = self.scope(scope)
        between = Block(self.statement(middle, [])
                        + self.statement(middle, []))
        body = [before] + ([outer] if outer else [])
        if self.chance(0.6):
            body += [jump, between]
        body.append(block)
        if len(body) < 4 or self.chance(0.4):
            body.append(If(Binary("&&", count, self.condition(scope, 1)),
                           Block([Jump(f"goto {name}", name)]), None))
        return Block(body)

    def cases(self, scope):
        """switch past declarations"""
        name, labels = self.name("case"), {}
        numbers = self.random.sample([0, 1, 2, 3, None], 3)
        inner = self.scope(scope)
        inner.breaks += 1
        body, known = [], []
        for at, number in enumerate(numbers):
            label = labels[number] = f"{name}_{at}"
            body.append(Case(label, number))
            for var in known:
                body.append(Eval(Assign(Name(var), self.reference(
                    scope, var.target, 1))))
            declared, _, made = self.skipped(scope)
            if at < len(numbers) - 1:
                body += declared
                for var, stmt in zip(made, declared):
                    if stmt.values[0] is None:
                        body.append(Eval(Assign(Name(var), Null(var.target))))
                inner.variables += made
                inner.own += made
                known += made
            body.append(Block(self.statement(self.scope(inner), [])))
            if self.chance(0.4):
                body.append(Jump("break"))
        return Cases(self.integer(scope, 2), Block(body), labels)

    def duff(self, scope):
        name = self.name("duff")
        before, count = self.countdown()
        labels = {0: name + "_0", 1: name + "_1", None: name + "_2"}
        inner = self.scope(scope)
        inner.loops += 1
        declared, assigned, made = self.skipped(scope)
        inner.variables += made
        inner.own += made
        body = declared + [Case(labels[1], 1)] + assigned
        body.append(Block(self.statement(self.scope(inner), [])))
        again = [Eval(Assign(Name(v), self.reference(scope, v.target, 1)))
                 for v in made]
        body += [Case(labels[None], None)] + again
        body.append(Block(self.statement(self.scope(inner), [])))
        loop = While(count, Block(body), True)
        return [before, Cases(self.integer(scope, 2),
                              Block([Case(labels[0], 0), loop]), labels)]

    def leap(self, scope):
        """Computed goto, once in a function."""
        if getattr(self.function, "leaps", False):
            return Block([])
        self.function.leaps = True
        back, out = self.name("l"), self.name("l")
        table = self.name("table")
        before, count = self.countdown()
        return Block([
            before, Table(table, [back, out]), Label(back),
            Block(self.statement(self.scope(scope), [])),
            If(Binary("&&", count, self.condition(scope, 1)),
               Block([Leap(table, [back, out], self.integer(scope, 1))]),
               None),
            Block(self.statement(self.scope(scope), [])),
            Label(out), Eval(Say("ev", self.tag(), Const(1)))])

    def some_jump(self, scope):
        how = self.random.random()
        if how < 0.5:
            return [self.jump_in(scope)]
        if how < 0.7:
            return [self.cases(scope)]
        if how < 0.87:
            return self.duff(scope)
        return [self.leap(scope)]
