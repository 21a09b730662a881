"""tally_consumes_if: arguments that are handed over if the result says so."""

from expressions import (Assign, Binary, Call, Const, Expr, Field, Name, Null,
                         Say, Var)
from statements import Block, Declare, Eval, Function, Give, If


class Condition:
    """result == 0, and its likes"""

    TESTS = {"result == 0": lambda r: r == 0, "!result": lambda r: not r,
             "result != 0": lambda r: r != 0, "result": bool,
             "result > 3": lambda r: r > 3}

    def __init__(self, text):
        self.text = text

    def mark(self):
        return f" tally_consumes_if({self.text})"

    def holds(self, result):
        return self.TESTS[self.text](result)


class Given(Expr):
    """A plain local as such an argument: empty if it was taken."""

    def __init__(self, var):
        self.var = var
        self.type = var.target
        self.uses = self.sets = frozenset([var])

    def c(self):
        return self.var.name

    def own(self, m, f):
        cell = f.cells[self.var]
        value, cell.value = cell.value, None
        return value

    def back(self, f, value):
        f.cells[self.var].value = value


class Kept(Expr):
    """f(x) != 0, which proves that the argument was kept: f's condition,
    turned round."""

    PROOFS = {"result == 0": "({} != 0)", "!result": "({})",
              "result != 0": "({} == 0)", "result": "(!{})",
              "result > 3": "({} <= 3)"}

    children = ("call",)

    def __init__(self, call, condition):
        self.call, self.condition = call, condition
        self.take(call)

    def c(self):
        return self.PROOFS[self.condition.text].format(self.call.c())

    def look(self, m, f):
        return int(not self.condition.holds(self.call.look(m, f)))


class HandingMaker:
    """What the generator makes of them."""

    def make_takers(self):
        """int take(T *q tally_consumes_if(result == 0), int n)"""
        self.takers = []
        if "handing" not in self.features:
            return
        for _ in range(self.random.randint(1, 2)):
            target = self.pick(self.types)
            q = Var(self.name("q"), "strong", target, "param")
            q.condition = Condition(self.pick(list(Condition.TESTS)))
            n = Var(self.name("n"), "int", None, "param")
            taker = Function(self.name("take"), "int", [q, n])
            self.function = taker
            taker.statics = []
            self.budget = 4
            scope = self.scope(None)
            scope.variables += [n]
            body = []
            if self.chance(0.5):
                body.append(Eval(Say("ev", self.tag(), Call(
                    self.ids[target], [Name(q)]))))
            places = [g for g in self.globals
                      if g.target is target and g.kind == "strong"]
            store = None
            if places and self.chance(0.7):
                store = Eval(Assign(Name(self.pick(places)), Name(q)))
            fields = target.of_kind("strong", target)
            if fields and self.chance(0.4):
                name = self.pick(fields)[0]
                if "[" not in name:
                    body.append(Eval(Assign(Field(
                        Call(self.ors[target], [Name(q)]), name, "strong",
                        target), Null(target))))
            if self.chance(0.5):
                body += self.statement(scope, body)
            value = Binary("mix", Name(n), Const(self.random.randint(0, 3)))
            early = Block(([store] if store else [])
                          + [Give(self.pick([Const(0), Name(n), Const(5)]))])
            body.append(If(Binary("<", Name(n), Const(self.pick([3, 6, 50]))),
                           early, None))
            body.append(Give(self.pick([value, Const(0), Const(1)])))
            taker.body = Block(body)
            self.program.globals += taker.statics
            self.program.functions.append(taker)
            self.takers.append(taker)
            self.callable.append(taker)

    def hand_over(self, scope):
        """T *v = e; if (take(v, n) != 0) use(v); else v = another;"""
        if not self.takers:
            return None
        taker = self.pick(self.takers)
        param = taker.params[0]
        target = param.target
        var = Var(self.name("v"), "strong", target)
        var.assigned = True
        first = self.reference(scope, target, 2)
        number = self.integer(scope, 1)
        inner = self.scope(scope)
        inner.variables.append(var)
        inner.own.append(var)
        kept = self.block(inner, 2)
        again = Eval(Assign(Name(var), self.reference(scope, target, 2)))
        test = Kept(Call(taker, [Given(var), number]), param.condition)
        branch = If(test, kept, Block([again]))
        if self.chance(0.3):
            # In a block of its own: there, names may hide others.
            kept = branch.yes = Block([
                kept, self.give(inner) if self.function.name != "main"
                else again])
        body = [Declare([var], [first]), branch]
        for _ in range(self.random.randint(0, 2)):
            body += self.statement(inner, body)
        return [Block(body)]
