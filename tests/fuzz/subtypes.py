"""Subtypes: struct T1 { T0 up; ... }. The base's fields are among those of the
subtype as up.a, and machine.Object.part finds them as a."""

from expressions import Expr, post, target


class Up(Expr):
    """A reference to a subtype as one to its base: (T0 *)p, or &p->up."""

    children = ("base",)

    def __init__(self, base, style):
        self.base = base
        self.style = style
        self.type = base.type.base
        self.makes = base.makes
        self.take(base)

    def c(self):
        if self.style:
            return f"(&{post(self.base)}->up)"
        return f"({self.type.pointer}){post(self.base)}"

    def look(self, m, f):
        return target(m, f, self) if self.style else self.base.look(m, f)

    def own(self, m, f):
        if self.style:
            return m.retain(target(m, f, self))
        return self.base.own(m, f)


class Down(Expr):
    """Up, and back again: (T1 *)(T0 *)p"""

    children = ("up",)

    def __init__(self, up):
        self.up = up
        self.type = up.base.type
        self.makes = up.makes
        self.take(up)

    def c(self):
        return f"({self.type.pointer}){post(self.up)}"

    def look(self, m, f):
        return self.up.look(m, f)

    def own(self, m, f):
        return self.up.own(m, f)


class SubtypeMaker:
    """What the generator makes of them."""

    def base_field(self, kind, earlier):
        """Makes `kind` a subtype of one of those; or None."""
        bases = [t for t in earlier if not (
            t.flexible or t.traced or t.variants or t.acyclic)]
        if not bases:
            return None
        kind.base = self.pick(bases)
        kind.base.is_base = True
        return f"{kind.base.name} up;", [
            (f"up.{n}", k, t) for n, k, t in kind.base.fields]

    def go_up(self, scope, base, depth):
        kinds = [t for t in self.types if t.base is base]
        if not kinds:
            return None
        value = self.reference(scope, self.pick(kinds), depth - 1)
        return Up(self.typed(value), int(self.chance(0.3)))

    def go_down(self, scope, kind, depth):
        if kind not in self.types or kind.base is None:
            return None
        value = self.reference(scope, kind, depth - 1)
        return Down(Up(self.typed(value), int(self.chance(0.3))))
