"""The model: what an annotated program does, by the contract alone.

A Machine holds objects and counts and carries out what docs/language.md says,
with nothing taken from the tool. Programs (statements.py) run on it.

Ways to run the same program:

  erased      nothing dies, no finalizer runs, weak references never end
  least       a borrowed value is kept no longer than the rules ask for: an
              argument during its call
  most        everything that is read from memory is held to the end of its
              full expression, as the rules allow

What a counted program writes is fixed where `least` and `most` agree. Beyond
that there is one freedom: the order in which a collection runs finalizers. Such
events stand in a Group, which matches in any order.
"""

LIMIT = 8000
NUMBERS = ("int", "tag", "casenum")    # kinds of fields; "tag" selects which
COUNTED = ("strong", "case")           # of "casenum" and "case" are live


class Unfit(Exception):
    """The program does what C or the contract leaves open."""


class Repair(Exception):
    """A dereference of NULL, or a dead unowned reference: at `node`."""

    def __init__(self, node):
        super().__init__(type(node).__name__)
        self.node = node


def refuse(node):
    raise Repair(node)


class Outlives(Exception):
    """A reference to an automatic object, behind the end of its scope."""

    def __init__(self, obj):
        super().__init__(obj.home.name)
        self.var = obj.home


class Leave(Exception):
    """A statement that does not end at its end."""


class Unwind(Leave):
    """longjmp"""


class Cell:
    """One place: 'strong', 'weak', 'unowned', 'int'; 'out' holds a Cell."""

    PLAIN = {"tag": "int", "casenum": "int", "case": "strong",
             "traced": "strong"}

    __slots__ = ("kind", "value")

    def __init__(self, kind, value=None):
        self.kind = self.PLAIN.get(kind, kind)
        self.value = value


class Object:
    """An object; `slots` maps field names to cells, in declaration order."""

    __slots__ = ("type", "slots", "count", "dead", "finalized", "serial",
                 "home", "gone")

    def __init__(self, kind, serial):
        self.type = kind
        self.slots = kind.fresh()
        self.count = 0
        self.dead = False
        self.finalized = False
        self.serial = serial
        self.home = None     # the automatic variable that it is
        self.gone = False    # in the erased program: its scope has ended

    def part(self, kind):
        """Its slots for one that knows it as a `kind`: its type or a base."""
        slots, own = self.slots, self.type
        while own is not kind:
            slots = {name[len("up."):]: cell for name, cell in slots.items()
                     if name.startswith("up.")}
            own = own.base
        return slots

    def strong(self):
        for cell in self.slots.values():
            if cell.kind == "strong":
                yield cell


class Group(list):
    """Events whose order is not promised."""


class Machine:
    def __init__(self, counted=True, most=False, collect_every=False):
        self.counted = counted
        self.most = most
        self.collect_every = collect_every
        self.out = []      # stdout, line by line
        self.events = []   # the second stream: strings and Groups
        self.objects = {}  # live ones, by serial
        self.serial = 0
        self.steps = 0
        self.finalizing = 0
        self.waiting = []
        self.collecting = False
        self.unordered = None  # why the order of events is open
        self.found = 0
        self.finalized = 0     # how many finalizers ran
        self.tries = 0         # buffers that may be jumped to
        self.mend = refuse     # called for what dereferences NULL

    def tick(self):
        self.steps += 1
        if self.steps > LIMIT:
            raise Unfit("takes too long")

    def event(self, text):
        self.tick()
        self.events.append(text)

    # ---- objects and counts

    def new(self, kind):
        if self.collect_every and self.counted:
            self.collect(automatic=True)
        self.tick()
        self.serial += 1
        made = Object(kind, self.serial)
        self.objects[made.serial] = made
        made.count = 1
        return made

    def retain(self, obj):
        if obj is not None and self.counted:
            obj.count += 1
        return obj

    def release(self, obj):
        if obj is None or not self.counted:
            return
        obj.count -= 1
        if obj.count < 0:
            raise AssertionError("the model released too much")
        if obj.count == 0:
            self.die(obj)

    def die(self, obj):
        if obj.type.finalizers() and not obj.finalized:
            if self.finalizing:
                obj.dead = True
                self.waiting.append(obj)
            else:
                self.dispose(obj)
        else:
            self.take_apart(obj)

    def run_finalizer(self, obj):
        """Gives the objects that have waited for its end."""
        outer, self.waiting = self.waiting, []
        obj.finalized = True
        self.finalized += 1
        self.finalizing += 1
        for finalizer in obj.type.finalizers():
            finalizer.invoke(self, [Cell("strong", obj)])
        self.finalizing -= 1
        died, self.waiting = self.waiting, outer
        return died

    def dispose(self, obj):
        """A dead object with a finalizer that has not run."""
        obj.dead = False
        obj.count = 1
        died = self.run_finalizer(obj)
        obj.count -= 1
        back = obj.count > 0
        obj.dead = not back
        for other in died:
            self.dispose(other)
        if not back:
            self.take_apart(obj)

    def take_apart(self, obj):
        obj.dead = True
        self.objects.pop(obj.serial)
        self.release_all(obj)

    def release_all(self, obj):
        """What its trace function names loses a reference first; what dies of
        that waits until the object is gone."""
        named = []
        if obj.type.traced:
            cell = obj.slots["word"]
            child, cell.value = cell.value, None
            if child is not None:
                child.count -= 1
                if child.count == 0:
                    child.dead = True
                    named.append(child)
        for cell in obj.strong():
            child, cell.value = cell.value, None
            self.release(child)
        for child in named:
            self.die(child)

    def end_object(self, obj):
        """Of a variable: its scope ends, or it is its turn at exit."""
        if not self.counted:
            obj.gone = obj.home is not None
            return
        if obj.type.finalizers() and not obj.finalized:
            for other in self.run_finalizer(obj):
                self.dispose(other)
        obj.dead = True
        self.release_all(obj)
        if obj.home is not None and obj.count != 1:
            self.collect()
            if obj.count != 1:
                raise Outlives(obj)

    def read_weak(self, obj):
        """Owned."""
        if obj is not None and obj.gone:
            raise Outlives(obj)
        if obj is None or obj.dead:
            return None
        return self.retain(obj)

    # ---- the collector

    def unreachable(self):
        outside = {o: o.count for o in self.objects.values() if not o.dead}
        for obj in list(outside):
            for cell in obj.strong():
                if cell.value in outside:
                    outside[cell.value] -= 1
        work = [o for o, n in outside.items() if n > 0]
        alive = set(work)
        while work:
            for cell in work.pop().strong():
                if cell.value in outside and cell.value not in alive:
                    alive.add(cell.value)
                    work.append(cell.value)
        return [o for o in outside if o not in alive]

    def collect(self, automatic=False):
        """How many were found."""
        if not self.counted or self.collecting:
            return 0
        if automatic and self.finalizing:
            return 0
        garbage = self.unreachable()
        if not garbage:
            return 0
        if self.finalizing:
            raise Unfit("a finalizer collects garbage")
        self.collecting = True
        before, self.events = self.events, []
        if any(o.type.effects and not o.finalized for o in garbage):
            self.unordered = "finalizers of a cycle have effects"
        todo = [o for o in garbage
                if o.type.finalizers() and not o.finalized]
        died = []
        for obj in todo:
            obj.count += 1
            died += self.run_finalizer(obj)
            obj.count -= 1
        for obj in died:
            self.dispose(obj)
        if todo:
            still = set(self.unreachable())
            garbage = [o for o in garbage if o in still]
        for obj in garbage:
            obj.dead = True
            self.objects.pop(obj.serial, None)
        inside = set(garbage)
        loose = []
        for obj in garbage:
            for cell in obj.strong():
                child, cell.value = cell.value, None
                if child is not None and child not in inside:
                    loose.append(child)
        for child in loose:
            self.release(child)
        self.collecting = False
        group = Group()
        for event in self.events:
            group.extend(event if isinstance(event, Group) else [event])
        self.events = before
        if group:
            self.events.append(group)
        self.found += len(garbage)
        return len(garbage)

    def leave(self, statics):
        """Exit: `statics` are cells in the order in which they go."""
        if not self.counted:
            return
        made = 0
        while made < 32:
            before = len(self.objects), self.finalized, self.serial
            for cell in statics:
                if cell.kind == "object":
                    self.end_object(cell.value)
                if cell.kind == "strong":
                    old, cell.value = cell.value, None
                    self.release(old)
            self.collect()
            if before[:2] == (len(self.objects), self.finalized):
                break
            made += before[2] != self.serial
        else:
            raise Unfit("finalizers fill static places for ever")
        if self.objects:
            raise AssertionError("the model leaks")
