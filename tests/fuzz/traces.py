"""Trace functions: an object keeps a reference as a word, and only its trace
function says that it is one. Helpers put it there and look at it."""

from expressions import Call, Var
from statements import Eval, Function, Return, Stmt


class Text(Stmt):
    """The body of a helper, as it is written, and what it does."""

    def __init__(self, lines):
        self.lines = lines

    def c(self, pad):
        return ["{", *["    " + line for line in self.lines], "}"]


class Put(Text):
    """Adopts the old word, and leaks the new reference."""

    def __init__(self, p, x):
        self.p, self.x = p, x
        kind = x.target.name
        super().__init__([
            "if (p)", "{",
            f"    {kind} *old = p->word ? tally_adopt({kind}, p->word) : NULL;",
            "    p->word = x ? tally_leak(x) : NULL;", "}"])

    def run(self, m, f):
        obj = f.cells[self.p].value
        if obj is None:
            return
        cell = obj.slots["word"]
        old, cell.value = cell.value, m.retain(f.cells[self.x].value)
        m.release(old)


class Look(Text):
    def __init__(self, p, kind):
        self.p = p
        super().__init__([f"return p && p->word ? "
                          f"tally_borrow({kind.name}, p->word) : NULL;"])

    def run(self, m, f):
        obj = f.cells[self.p].value
        value = obj and obj.slots["word"].value
        raise Return(m.retain(value))


def traced(program, unit):
    """The trace functions; unit None: their prototypes."""
    lines = []
    before = "static " if program.units == 1 else ""
    for kind in program.types:
        if not kind.traced:
            continue
        head = f"{before}void trace_{kind.name}({kind.name} *self, " \
               "tally_visitor *v)"
        if unit is None:
            lines.append(head + " tally_trace;")
        elif unit == 0:
            lines += ["", head, "{", "    tally_visit(v, &self->word);", "}"]
    return lines


class TraceMaker:
    """What the generator makes of them."""

    def traced_field(self, kind):
        kind.traced = self.pick(self.types)
        return "void *word;", [("word", "traced", kind.traced)]

    def make_words(self):
        self.words = {}
        for kind in self.types:
            if not kind.traced:
                continue
            p = Var("p", "strong", kind, "param")
            x = Var("x", "strong", kind.traced, "param")
            put = Function(f"put_{kind.name}", "void", [p, x])
            put.body = Put(p, x)
            q = Var("p", "strong", kind, "param")
            look = Function(f"look_{kind.name}", kind.traced, [q])
            look.body = Look(q, kind.traced)
            self.words[kind] = put, look
            self.program.functions += [put, look]

    def put_word(self, scope):
        if not self.words:
            return None
        put, _ = self.pick(list(self.words.values()))
        made = self.call_of(scope, put, 2)
        return [Eval(made)] if made else None

    def look_word(self, scope, target, depth):
        found = [look for _, look in self.words.values()
                 if look.result is target]
        if not found:
            return None
        look = self.pick(found)
        return Call(look, [self.reference(scope, look.params[0].target,
                                          depth - 1)])
