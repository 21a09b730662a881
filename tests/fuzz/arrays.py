"""Counted arrays: of references, of structs that hold some, of numbers.

An array is an object whose fields are its elements, "0", "1", "2.x" and so on.
All have two elements at least, so an index below two is always right."""

from expressions import (Address, Assign, Call, Const, Element, Expr, Name, Type,
                         post, target)
from machine import NUMBERS, Cell
from statements import Eval
from structs import Struct, WholeField, exchange


class ArrayType(Type):
    def __init__(self, name, element):
        super().__init__(name)
        self.element = element     # a Type, a Struct or None: int

    def of(self):
        if self.element is None:
            return "int"
        if isinstance(self.element, Struct):
            return f"struct {self.element.name}"
        return f"{self.element.name} *"

    @property
    def pointer(self):
        of = self.of()
        return f"{of}{'' if of[-1] == '*' else ' '}*tally_array "

    def make(self, m, length):
        made = m.new(self)
        for at in range(length):
            self.add(made, at)
        return made

    def add(self, made, at):
        for name, kind in self.cells(at):
            made.slots[name] = Cell(kind, 0 if kind in NUMBERS else None)

    def cells(self, at):
        if isinstance(self.element, Struct):
            return [(f"{at}.{n}", k) for n, k, _ in self.element.fields]
        return [(str(at), "strong" if self.element else "int")]

    def length(self, obj):
        return len(obj.slots) // len(self.cells(0))


class NewArray(Expr):
    children = ("length",)
    makes = True

    def __init__(self, kind, length):
        self.type = kind
        self.length = length
        self.take(length)
        self.flags = self.flags | frozenset("A")

    def count(self, m, f):
        return 2 + (self.length.look(m, f) & 0xffffffff) % 3

    def length_text(self):
        if isinstance(self.length, Const):
            return str(2 + self.length.value % 3)
        return f"2u + (unsigned){post(self.length)} % 3u"

    def c(self):
        return f"tally_new_array({self.type.of()}, {self.length_text()})"

    def own(self, m, f):
        return self.type.make(m, self.count(m, f))

    def look(self, m, f):
        obj = self.own(m, f)
        f.temps.append(obj)
        return obj


class Length(Expr):
    children = ("array",)

    def __init__(self, array):
        self.array = array
        self.take(array)
        self.flags = self.flags | frozenset("R")

    def c(self):
        return f"(int)tally_length({self.array.c()})"

    def look(self, m, f):
        obj = self.array.look(m, f)
        return 0 if obj is None else obj.type.length(obj)


class ArrayElement(Element):
    """a[i], or a[i].x"""

    def __init__(self, base, index, kind, member=""):
        array = base.type
        if member:
            self.sort, field = next((k, t) for n, k, t in array.element.fields
                                    if n == member[1:])
        else:
            self.sort, field = ("strong", array.element) if array.element \
                else ("int", None)
        super().__init__([f"0{member}", f"1{member}"], "", index, field, True,
                         base)
        self.type = field or "int"
        self.place_kind = self.sort
        self.member = member

    def c(self):
        index = (str(self.index.value % 2) if isinstance(self.index, Const)
                 else f"(unsigned){post(self.index)} % 2u")
        return f"{post(self.base)}[{index}]{self.member}"


class WholeElement(WholeField):
    """a[i], of structs"""

    def __init__(self, base, at):
        super().__init__(base, str(at), base.type.element)

    def c(self):
        return f"{post(self.base)}[{self.name}]"


class Resize(Expr):
    """tally_resize(&place, n)"""

    type = "void"
    children = ("place", "length")

    def __init__(self, address, length):
        self.place = address      # an Address
        self.length = length      # a NewArray, for its length
        self.take(address, length)
        self.flags = self.flags | frozenset("X")

    def c(self):
        return f"tally_resize({self.place.c()}, {self.length.length_text()})"

    def look(self, m, f):
        m.tick()
        _, cell = self.place.address(m, f)
        count = self.length.count(m, f)
        kind = self.place.type
        old = cell.value
        made = self.alike(m, kind, old)
        for at in range(count):
            kind.add(made, at)
        for name, slot in made.slots.items():
            if old is not None and name in old.slots:
                slot.value = old.slots[name].value
                if slot.kind == "strong":
                    m.retain(slot.value)
        cell.value = made
        m.release(old)

    @staticmethod
    def alike(m, kind, old):
        """In place, nothing is allocated that a collection goes before."""
        if old is None or old.count != 1 or not m.collect_every:
            return m.new(kind)
        every, m.collect_every = m.collect_every, False
        made = m.new(kind)
        m.collect_every = every
        return made


class Copy(Expr):
    """tally_copy(to, from, n)"""

    type = "void"
    children = ("to", "source")

    def __init__(self, to, source, count, shift):
        self.to, self.source = to, source
        self.count, self.shift = count, shift
        self.take(to, source)
        self.flags = self.flags | frozenset("X")

    def c(self):
        shift = f" + {self.shift}" if self.shift else ""
        return f"tally_copy({post(self.to)}{shift}, {post(self.source)}, " \
               f"{self.count})"

    def look(self, m, f):
        m.tick()
        to = target(m, f, Based(self, "to"))
        source = target(m, f, Based(self, "source"))
        kind = self.to.type
        order = range(self.count)
        for at in reversed(order) if self.shift else order:
            cells = [to.slots[n] for n, _ in kind.cells(at + self.shift)]
            values = []
            for name, sort in kind.cells(at):
                value = source.slots[name].value
                if sort == "strong":
                    m.retain(value)
                elif sort == "weak" and value is not None and value.dead:
                    value = None
                values.append(value)
            for old in exchange(m, cells, values):
                m.release(old)


class Based:
    """An operand that is looked into: what is mended is the operand."""

    def __init__(self, node, name):
        self.__dict__.update(node=node, name=name)

    @property
    def base(self):
        return getattr(self.node, self.name)

    def __setattr__(self, name, value):
        setattr(self.node, self.name if name == "base" else name, value)


class ArrayMaker:
    """What the generator makes of them."""

    def make_arrays(self):
        self.arrays_of = []     # ArrayTypes
        if "arrays" not in self.features:
            return
        elements = self.random.sample(self.types, 1)
        if self.chance(0.5):
            elements.append(self.pick([s for s in self.structs
                                       if not s.variants]))
        if self.chance(0.3):
            elements.append(None)
        for at, element in enumerate(elements):
            self.arrays_of.append(ArrayType(f"A{at}", element))

    def any_type(self, share=0.25):
        """Of objects, or of arrays."""
        if self.arrays_of and self.chance(share):
            return self.pick(self.arrays_of)
        return self.pick(self.types)

    def new_array(self, scope, kind, depth):
        return NewArray(kind, self.integer(scope, depth - 1)
                        if self.chance(0.3) else self.constant())

    def array_base(self, scope, kind, depth):
        return self.typed(self.reference(scope, kind, min(depth, 2) - 1))

    def array_element(self, scope, target, depth):
        """An element, or a member of one, of that type."""
        options = []
        for kind in self.arrays_of:
            if kind.element is target:
                options.append((kind, ""))
            elif isinstance(kind.element, Struct):
                options += [(kind, "." + n) for n, k, t in kind.element.fields
                            if t is target and k == "strong"]
        if not options:
            return None
        kind, member = self.pick(options)
        base = self.array_base(scope, kind, depth)
        index = self.index(scope, 0) if self.chance(0.5) else self.constant()
        if self.clash(base, index):
            index = self.constant()
        return ArrayElement(base, index, kind, member)

    def array_number(self, scope, depth):
        kinds = [k for k in self.arrays_of if k.element is None]
        if not kinds or self.chance(0.4):
            kind = self.pick(self.arrays_of)
            return Call(self.ids[kind], [self.reference(scope, kind,
                                                        depth - 1)])
        kind = self.pick(kinds)
        return ArrayElement(self.array_base(scope, kind, depth),
                            self.constant(), kind)

    def whole_element(self, scope, kind, depth):
        kinds = [k for k in self.arrays_of if k.element is kind]
        if not kinds:
            return None
        return WholeElement(self.array_base(scope, self.pick(kinds), depth),
                            self.random.randint(0, 1))

    def change_array(self, scope):
        kind = self.pick(self.arrays_of)
        how = self.random.random()
        if how < 0.4:
            place = self.out_place(scope, kind, 2)
            if place is None:
                return None
            length = self.new_array(scope, kind, 1)
            address = Address(place)
            if self.clash(address, length):
                length = NewArray(kind, self.constant())
            return [Eval(Resize(address, length))]
        if how < 0.65:
            to = self.array_base(scope, kind, 2)
            source = self.array_base(scope, kind, 2)
            if self.clash(to, source):
                places = [p for p in self.strong_places(scope, kind)
                          if isinstance(p, Name)]
                source = self.typed(self.pick(places))
                to = Name(self.nils[kind])
            count = self.random.randint(1, 2)
            return [Eval(Copy(to, source, count, self.random.randint(
                0, 2 - count)))]
        if kind.element is None:
            place = ArrayElement(self.array_base(scope, kind, 2),
                                 self.constant(), kind)
            value = self.integer(scope, 2)
            if self.clash(place.base, value):
                value = self.constant()
            return [Eval(Assign(place, value))]
        if isinstance(kind.element, Struct):
            return None
        place = self.array_element(scope, kind.element, 2)
        return [Eval(self.store(scope, place, self.reference(
            scope, kind.element, 2)))] if place else None
