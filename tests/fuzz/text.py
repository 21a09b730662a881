"""A program as C text."""

from expressions import declare
from raws import comparators
from traces import traced

HEAD = """\
#include <tally.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define MIX(a, b) ((int)(((unsigned)(a) * 31u + (unsigned)(b)) & 0xffffu))
#define GET(p, member) ((p)->member)
#define SET(place, value) ((place) = (value))
#define SWAP(T, a, b) do { T *t_ = (a); (a) = (b); (b) = t_; } while (0)
"""

OUTPUT = """\
static inline void out(int tag, int value) {
    printf("%d %d\\n", tag, value);
}
static inline void ev(int tag, int value) {
    fprintf(stderr, "@%d %d\\n", tag, value);
}
"""


def pointer(function):
    """A variable that holds the function's address."""
    return function.head().replace("static ", "").replace(
        function.name + "(", f"(*{function.hook})(", 1)


def types(program):
    lines = [HEAD]
    if program.shadow:
        lines += ["#include <setjmp.h>", "", "static jmp_buf *top;"]
    for kind in program.types:
        marks = (" tally_base" if kind.is_base else "") + (
            " tally_acyclic" if kind.acyclic else "")
        lines.append(f"typedef struct tally_object{marks} {kind.name} "
                     f"{kind.name};")
    lines += [kind.c() for kind in program.values]
    for kind in program.types:
        lines.append(f"struct {kind.name} {{")
        lines += ["    " + line for line in kind.lines]
        lines.append("};")
    lines += program.structs
    arms = ", ".join(f"{k.name} *: id_{k.name}" for k in program.types)
    lines.append(f"#define ID(p) _Generic((p), {arms})(p)")
    for kind in program.types:
        if kind.finalizer:
            lines.append(kind.finalizer.head() + ";")
    return lines + traced(program, None) + [OUTPUT]


def inlines(program):
    lines = []
    for function in program.functions:
        if function.inline:
            lines += [function.head() + ";"] if function.mark else []
            lines += [""] + function.c()
    return lines + comparators(program)


def called(program):
    """The functions that need a prototype."""
    return [f for f in program.functions
            if f.name != "main" and not f.inline and not f.mark]


def hooks(program):
    return [f for f in called(program) if getattr(f, "hook", None)]


def files(program):
    """{name: text}"""
    if program.units == 1:
        return {"case.c": single(program)}
    return several(program)


def single(program):
    lines = types(program)
    lines.append(f"static int fuel = {program.fuel};")
    lines += [f"static {p.text};" for p in program.globals if p.text]
    lines += inlines(program)
    lines += [f.head() + ";" for f in called(program)]
    lines += [f"static {pointer(f)} = {f.name};" for f in hooks(program)]
    lines += traced(program, 0)
    for function in program.functions:
        if not function.inline:
            lines += [""] + function.c()
    return "\n".join(lines) + "\n"


def several(program):
    """A header, and units: all that is static is defined in the first."""
    header = ["#ifndef CASE_H", "#define CASE_H", *types(program)]
    header.append("extern int fuel;")
    header += [f"extern {p.text.split(' = ')[0]};"
               for p in program.globals if p.text]
    header += inlines(program)
    header += [f.head() + ";" for f in called(program)]
    header += [f"extern {pointer(f)};" for f in hooks(program)]
    made = {"case.h": "\n".join(header + ["#endif"]) + "\n"}
    for unit in range(program.units):
        lines = ['#include "case.h"']
        if unit == 0:
            lines.append(f"int fuel = {program.fuel};")
            lines += [f"{p.text};" for p in program.globals if p.text]
            lines += [f"{pointer(f)} = {f.name};" for f in hooks(program)]
        lines += traced(program, unit)
        for function in program.functions:
            if not function.inline and function.unit == unit:
                lines += [""] + function.c()
        made[f"case{unit}.c"] = "\n".join(lines) + "\n"
    return made
