"""The same in other words: `a ?: b`, variables whose type is inferred,
variadic functions."""

from expressions import Call, Expr, part
from machine import Cell
from statements import Function


class OrElse(Expr):
    """a ?: b"""

    children = ("first", "second")

    def __init__(self, first, second):
        self.first, self.second = first, second
        self.type = first.type
        self.take(first, second)

    def c(self):
        return (f"(__extension__({part(self.first)} ?: "
                f"{part(self.second)}))")

    def look(self, m, f):
        if not m.most:
            found = self.first.look(m, f)
            return self.second.look(m, f) if found is None else found
        found = self.own(m, f)
        f.temps.append(found)
        return found

    def own(self, m, f):
        found = self.first.own(m, f)
        if found is None:
            found = self.second.own(m, f)
        # It is asked and taken: `most` holds it in between.
        if m.most:
            f.temps.append(m.retain(found))
        return found


class LastOf(Function):
    """T *last_T(int count, ...): the last of its arguments that is not NULL.
    `params` are those of one call."""

    def __init__(self, kind):
        super().__init__(f"last_{kind.name}", kind, [])
        self.quiet, self.inline = "pure", True

    def head(self):
        return (f"static inline {self.result.pointer}{self.name}"
                "(int count, ...)")

    def c(self):
        return [self.head() + " {",
                f"    {self.result.pointer}found = NULL;",
                "    va_list list;",
                "    va_start(list, count);",
                "    while (count-- > 0) {",
                f"        {self.result.pointer}one = "
                f"va_arg(list, {self.result.pointer});",
                "        if (one) found = one;",
                "    }",
                "    va_end(list);",
                "    return found;",
                "}"]


class LastCall(Call):
    """last_T(2, a, b)"""

    def __init__(self, function, values):
        super().__init__(function, values)

    def c(self):
        args = "".join(", " + (f"({v.c()})" if v.c()[0] == "(" else v.c())
                       for v in self.args)
        return f"{self.function.name}({len(self.args)}{args})"

    def run(self, m, f):
        m.tick()
        held = [m.retain(value.look(m, f)) for value in self.args]
        found = m.retain(next((v for v in reversed(held) if v is not None),
                              None))
        if m.most:
            f.temps += held
        else:
            for kept in reversed(held):
                m.release(kept)
        return found


class SpellingMaker:
    """What the generator makes of them."""

    def or_else(self, scope, target, depth):
        first = self.reference(scope, target, depth - 1)
        second = self.reference(scope, target, depth - 1)
        if first.untyped or first.makes:
            return None
        return OrElse(first, second)

    def last_of(self, scope, target, depth):
        if target not in self.lasts:
            self.lasts[target] = LastOf(target)
            self.program.functions.insert(0, self.lasts[target])
        values = self.agree(scope, [
            self.typed(self.reference(scope, target, depth - 1))
            for _ in range(self.random.randint(1, 3))])
        return LastCall(self.lasts[target],
                        [self.typed(v) for v in values])

    def infer_type(self, var, value):
        """__auto_type v = x; or __typeof__(of another) v = x;"""
        if ("spellings" not in self.features or value is None
                or not self.chance(0.2)):
            return
        var.inferred = f"__typeof__({self.nils[var.target].name}) "
        var.auto = self.chance(0.3)
