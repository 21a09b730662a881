"""longjmp, in programs that are built with --unwind=shadow.

A function `try` sets a buffer and calls; others jump to the innermost one. The
model's way out is an exception. What temporaries let go of then has an order
that nobody promises; that of variables is that of every way out.

Such programs are tamed: of what the tool refuses there (an owned value that is
in no variable beside a call) little is left."""

from expressions import (Assign, Call, Const, Expr, Name, Null, Say, Var,
                         drop_left)
from machine import Unwind
from statements import (Block, Declare, DeclareGroup, DeclareWhole, Eval,
                        Function, Give, If, Stmt)
from structs import (Literal, Member, Overwrite, Struct, Whole, WholeAssign,
                     null_literal)
from variants import StorePair


class Throw(Stmt):
    """longjmp(*top, 1), if there is a buffer"""

    def c(self, pad):
        return [f"{pad}if (top)", f"{pad}    longjmp(*top, 1);"]

    def run(self, m, f):
        m.tick()
        if m.tries:
            raise Unwind()


class Try(Stmt):
    children = ("body", "handler")

    def __init__(self, name, body, handler):
        self.name, self.body, self.handler = name, body, handler

    def c(self, pad):
        here, before = f"here{self.name}", f"before{self.name}"
        lines = [f"{pad}jmp_buf {here}, *{before} = top;",
                 f"{pad}if (setjmp({here}) == 0)", pad + "{",
                 f"{pad}    top = &{here};"]
        lines += self.body.c(pad + "    ")
        lines += [f"{pad}    top = {before};", pad + "}", pad + "else",
                  pad + "{", f"{pad}    top = {before};"]
        return lines + self.handler.c(pad + "    ") + [pad + "}"]

    def run(self, m, f):
        m.tick()
        before = m.tries
        m.tries += 1
        try:
            self.body.run(m, f)
        except Unwind:
            drop_left(m, f)
        else:
            m.tries = before
            return
        m.tries = before
        self.handler.run(m, f)


# ---- what would be refused


def operands(node):
    for name in node.children:
        child = getattr(node, name)
        for part in child if isinstance(child, list) else [child]:
            if part is not None:
                yield part


def calls(expr):
    """How many calls of it may be left, for all that the tool knows."""
    mine = isinstance(expr, (Call, Say))
    return mine + sum(calls(part) for part in operands(expr)
                      if isinstance(part, Expr))


def hands_over(expr):
    mine = isinstance(expr, Call) and any(
        p.consumed or p.condition for p in expr.function.params)
    return mine or any(hands_over(part) for part in operands(expr)
                       if isinstance(part, Expr))


def has_values(expr):
    return isinstance(expr, (Literal, Whole, WholeAssign, Member, Overwrite)
                      ) or isinstance(expr.type, Struct) or any(
        has_values(part) for part in operands(expr) if isinstance(part, Expr))


def fits(expr, takes=False):
    """`takes`: its value becomes owned."""
    count = calls(expr)
    if count == 0:
        return True
    if takes and not isinstance(expr, Call) or has_values(expr):
        return False
    return count == 1 or not hands_over(expr)


def instead(expr):
    if isinstance(expr.type, Struct):
        return null_literal(expr.type, Const(0))
    if isinstance(expr.type, str):
        return Const(0)
    return Null(expr.type)


def tame(stmt):
    """The statement, or a simple one. What fills a variable still does: it may
    have been given away."""
    if isinstance(stmt, Eval) and not fits(stmt.expr):
        if not (isinstance(stmt.expr, Assign)
                and isinstance(stmt.expr.place, Name)):
            return Block([])
        stmt.expr.value = instead(stmt.expr.value)
        return stmt
    if isinstance(stmt, (DeclareGroup, DeclareWhole, StorePair)):
        values = [v for v in operands(stmt)]
        if sum(calls(v) for v in values):
            if isinstance(stmt, DeclareGroup):
                stmt.values = []
            elif isinstance(stmt, DeclareWhole):
                stmt.value = None
            else:
                return Block([])
        return stmt
    for name in stmt.children:
        child = getattr(stmt, name)
        if isinstance(child, list):
            for at, part in enumerate(child):
                if isinstance(part, Stmt):
                    child[at] = tame(part)
                elif part is not None and not fits(
                        part, isinstance(stmt, Declare)):
                    child[at] = instead(part)
        elif isinstance(child, Stmt):
            setattr(stmt, name, tame(child))
        elif child is not None and not fits(child, isinstance(stmt, Give)):
            setattr(stmt, name, instead(child))
    return stmt


class UnwindMaker:
    """What the generator makes of them."""

    def make_tries(self):
        if not self.program.shadow:
            return
        for _ in range(self.random.randint(1, 2)):
            function = Function(self.name("try"), "void", [])
            self.function = function
            function.statics = []
            self.budget = 6
            scope = self.scope(None)
            target = self.pick(self.types)
            var = Var(self.name("v"), "strong", target)
            var.assigned = True
            body = [Declare([var], [self.reference(scope, target, 1)])]
            scope.variables.append(var)
            scope.own.append(var)
            inside = []
            for _ in range(self.random.randint(1, 3)):
                made = self.call(scope, self.pick(
                    ["void", "int"] + self.types), 1)
                if made and made.type is target and self.chance(0.7):
                    made = Assign(Name(var), made)
                if made:
                    inside.append(Eval(made))
            handler = [Eval(self.effect(scope, 2))]
            body.append(Try(self.name(""), Block(inside), Block(handler)))
            body.append(Eval(self.effect(scope, 2)))
            function.body = Block(body)
            self.program.globals += function.statics
            self.program.functions.append(function)
            self.callable.append(function)

    def throw(self, scope):
        if self.function.name == "main":
            return None
        return [If(self.condition(scope, 1), Block(
            self.maybe_effect(scope) + [Throw()]), None)]

    def tame_all(self):
        if self.program.shadow:
            for function in self.program.functions:
                if not function.inline:
                    tame(function.body)
