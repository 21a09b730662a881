"""GNU statement expressions, as the values of declarations, assignments and
returns; _Generic over functions for each type of object."""

from expressions import Assign, Call, Expr, Field, Name, New, Var, drop_temps
from statements import Block, Declare, Eval, Leave


class Last(Eval):
    """The value, as the last statement."""

    def c(self, pad):
        return [f"{pad}{self.expr.c()};"]

    def run(self, m, f):
        self.result = self.expr.own(m, f)


class Statements(Expr):
    """({ ...; e; })"""

    children = ("block",)
    flags = frozenset("XRWA")

    def __init__(self, body, value):
        self.type = value.type
        self.last = Last(value)
        self.block = Block(body + [self.last])

    def c(self):
        lines = self.block.c("        ")
        lines[0] = "__extension__ ({"
        lines[-1] = lines[-1].replace("}", "})")
        return "\n".join(lines)

    def own(self, m, f):
        # What it leaves behind is the full expression's that it stands in.
        temps, f.temps = f.temps, []
        setting = f.setting
        try:
            self.block.run(m, f)
        except Leave:
            f.temps += temps
            drop_temps(m, f)
            raise
        f.temps, f.setting = temps + f.temps, setting
        return self.last.result

    def look(self, m, f):
        value = self.own(m, f)
        if self.type != "int":
            f.temps.append(value)
        return value


class ValueMaker:
    """What the generator makes of them."""

    def statements(self, scope, target):
        inner = self.scope(scope)
        var = Var(self.name("v"), "strong", target)
        body = [Declare([var], [self.reference(scope, target, 2)])]
        inner.variables.append(var)
        inner.own.append(var)
        for _ in range(self.random.randint(1, 2)):
            body += self.statement(inner, body)
        how = self.random.random()
        value = Name(var)
        fields = [n for n, _ in target.of_kind("strong", target)
                  if "[" not in n]
        if how < 0.3 and fields:
            value = Field(Call(self.ors[target], [value]), self.pick(fields),
                          "strong", target)
        elif how < 0.4:
            value = New(target, [], [])
        elif how < 0.5:
            value = self.reference(inner, target, 1)
            if value.untyped:
                value = Name(var)
        return Statements(body, value)

    def use_statements(self, scope):
        if self.budget <= 0:
            return None
        self.budget -= 3
        target = self.pick(self.types)
        made = self.statements(scope, target)
        how = self.random.random()
        if how < 0.5:
            var = Var(self.name("v"), "strong", target)
            scope.variables.append(var)
            scope.own.append(var)
            return [Declare([var], [made])]
        places = [p for p in self.strong_places(scope, target)
                  if isinstance(p, Name) and p.var.home is p.var]
        if places:
            place = self.pick(places)
            place.var.assigned = place.var.home.assigned = True
            return [Eval(Assign(place, made))]
        return [Eval(made)]
