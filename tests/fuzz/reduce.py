"""Makes a failing program small, on its own tree."""

import pickle
import shutil

import generate
import judge
from expressions import Const, Name, Null
from statements import Block, For, If, Switch, While


def blocks(node, found):
    """All lists of statements under a statement."""
    if isinstance(node, Block):
        found.append(node)
    for name in node.children:
        child = getattr(node, name)
        for part in child if isinstance(child, list) else [child]:
            if part is not None:
                blocks(part, found)


def bodies(program):
    found = []
    for function in program.functions:
        if not function.inline:
            blocks(function.body, found)
    return found


def inner(stmt):
    """What could stand for a compound statement."""
    if isinstance(stmt, If):
        return [s for s in (stmt.yes, stmt.no) if isinstance(s, Block)]
    if isinstance(stmt, (While, For)):
        return [stmt.body] if isinstance(stmt.body, Block) else []
    if isinstance(stmt, Switch):
        return stmt.blocks
    return []


class Reducer:
    def __init__(self, build, folder, program, problem, ways):
        self.build, self.folder, self.ways = build, folder, ways
        self.problem = problem
        self.best = pickle.dumps(program)
        self.tries = 0

    def fails(self, program):
        """Does it fail in the same way?"""
        self.tries += 1
        try:
            program.fuel = program.fuel
            runs = generate.runs(program)
        except Exception:
            return False
        try:
            judge.Judge(self.build, self.folder, program, runs).judge(
                self.ways)
        except judge.Problem as problem:
            if problem.kind == self.problem.kind:
                self.problem = problem
                return True
        return False

    def attempt(self, change):
        """change(program) gives whether it did anything."""
        program = pickle.loads(self.best)
        if self.tries > 400 or not change(program) or not self.fails(program):
            return False
        self.best = pickle.dumps(program)
        return True

    def drop_statements(self):
        went = False
        count = len(bodies(pickle.loads(self.best)))
        for k in range(count):
            size = 8
            while size:
                at = 0
                while True:
                    def change(program, at=at, size=size):
                        found = bodies(program)
                        if k >= len(found) or at >= len(found[k].body):
                            return False
                        del found[k].body[at:at + size]
                        return True
                    found = bodies(pickle.loads(self.best))
                    if k >= len(found) or at >= len(found[k].body):
                        break
                    if self.attempt(change):
                        went = True
                    else:
                        at += size
                size //= 2
        return went

    def unwrap(self):
        """A compound statement becomes one of its blocks."""
        went = False
        k = 0
        while k < len(bodies(pickle.loads(self.best))):
            block = bodies(pickle.loads(self.best))[k]
            for at, stmt in enumerate(block.body):
                for n in range(len(inner(stmt))):
                    def change(program):
                        body = bodies(program)[k].body
                        body[at] = inner(body[at])[n]
                        return True
                    if self.attempt(change):
                        went = True
                        break
            k += 1
        return went

    def simplify(self):
        """Expressions become one of their operands, or NULL."""
        went = False
        k = 0
        while True:
            spots = self.spots(pickle.loads(self.best))
            if k >= len(spots):
                return went
            node, name, at = spots[k]
            for n in range(3):
                def change(program):
                    node, name, at = self.spots(program)[k]
                    old = getattr(node, name)
                    if at is not None:
                        old = old[at]
                    new = self.smaller(old, n)
                    if new is None:
                        return False
                    if at is None:
                        setattr(node, name, new)
                    else:
                        getattr(node, name)[at] = new
                    return True
                if self.attempt(change):
                    went = True
                    break
            k += 1

    @staticmethod
    def smaller(old, n):
        kind = getattr(old, "type", None)
        if kind is None or kind == "void" or isinstance(
                old, (Const, Null, Name)):
            return None
        if n == 0:
            return Const(0) if kind == "int" else Null(kind)
        parts = []
        for name in old.children:
            child = getattr(old, name)
            parts += child if isinstance(child, list) else [child]
        parts = [p for p in parts if getattr(p, "type", None) == kind]
        return parts[n - 1] if n <= len(parts) else None

    def spots(self, program):
        found = []

        def walk(node):
            for name in node.children:
                child = getattr(node, name)
                if isinstance(child, list):
                    for at, part in enumerate(child):
                        if part is not None:
                            found.append((node, name, at))
                            walk(part)
                elif child is not None:
                    found.append((node, name, None))
                    walk(child)
        for function in program.functions:
            if not function.inline:
                walk(function.body)
        return [s for s in found if type(s[0]).__name__ != "Block"]

    def drop_functions(self):
        went = False
        names = [f.name for f in pickle.loads(self.best).functions]
        for name in names:
            def change(program):
                if name == "main":
                    return False
                for kind in program.types:
                    if kind.finalizer and kind.finalizer.name == name:
                        kind.finalizer = None
                program.functions = [f for f in program.functions
                                     if f.name != name]
                return True
            went |= self.attempt(change)
        for at in reversed(range(len(pickle.loads(self.best).globals))):
            def drop(program):
                del program.globals[at]
                return True
            went |= self.attempt(drop)
        return went

    def run(self):
        while (self.drop_statements() | self.unwrap() | self.drop_functions()
               | self.simplify()) and self.tries < 400:
            pass
        return pickle.loads(self.best)


def keep(build, target, scratch, program, problem, ways):
    """Leaves the program, reduced, in `target`."""
    target.mkdir(parents=True, exist_ok=True)
    for path in scratch.glob("case*.[ch]"):
        shutil.copy(path, target / path.name.replace("case", "whole"))
    (target / "problem").write_text(str(problem) + "\n")
    reducer = Reducer(build, scratch, program, problem, ways)
    small = reducer.run()
    runs = generate.runs(small)
    judge.Judge(build, target, small, runs)
    events = []
    for event in runs["least"].events:
        events += event if isinstance(event, list) else [event]
    (target / "case.counted").write_text(
        "".join(f"@{event}\n" for event in events))
    (target / "case.expected").write_text(
        "".join(f"{line}\n" for line in runs["least"].out))
    (target / "problem").write_text(str(reducer.problem) + "\n")
