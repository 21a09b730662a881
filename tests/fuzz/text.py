"""A program as C text."""

from expressions import declare

HEAD = """\
#include <tally.h>

#include <stdio.h>

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
    head = function.head().replace("static ", "").replace(
        function.name + "(", f"(*{function.hook})(", 1)
    return f"static {head} = {function.name};"


def single(program):
    """One unit."""
    lines = [HEAD]
    for kind in program.types:
        lines.append(f"typedef struct tally_object {kind.name} {kind.name};")
    for kind in program.types:
        lines.append(f"struct {kind.name} {{")
        lines += ["    " + line for line in kind.lines]
        lines.append("};")
    for kind in program.types:
        if kind.finalizer:
            lines.append(kind.finalizer.head() + ";")
    lines.append(OUTPUT)
    lines.append(f"static int fuel = {program.fuel};")
    for place in program.globals:
        if place.text:
            lines.append(f"static {place.text};")
    later = [f for f in program.functions
             if f.name != "main" and not f.inline and not f.mark]
    for function in program.functions:
        if function.inline:
            lines += [""] + function.c()
    lines += [f.head() + ";" for f in later]
    for function in later:
        if getattr(function, "hook", None):
            lines.append(pointer(function))
    for function in program.functions:
        if not function.inline:
            lines += [""] + function.c()
    return "\n".join(lines) + "\n"
