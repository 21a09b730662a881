"""Prints a unit that nests one construct: nested.py CONSTRUCT DEPTH."""

import sys

HEAD = """#include <tally.h>
typedef struct tally_object Node Node; struct Node { Node *next; int value; };
Node *same(Node *node); int f(Node *node);
"""
BODY = "int f(Node *node) { Node *n = node; %s }\n"


def make(construct, n):
    if construct == "parentheses":
        return BODY % ("return " + "(" * n + "n->value" + ")" * n + ";")
    if construct == "blocks":
        return BODY % ("{" * n + "n = n->next;" + "}" * n + " return !n;")
    if construct == "calls":
        return BODY % ("n = " + "same(" * n + "n" + ")" * n + "; return !n;")
    if construct == "macros":
        define = f"#define OPEN {'(' * n}\n#define CLOSE {')' * n}\n"
        return define + BODY % "return OPEN n->value CLOSE;"
    if construct == "else":
        return BODY % ("if (node->value == 1) { n = n->next; } else " * n
                       + "n = 0; return !n;")
    if construct == "unary":
        return BODY % ("return " + "!" * n + "n;")
    if construct == "loops":
        return BODY % ("for (Node *p = n; p; p = p->next) {" * n + "n = p;"
                       + "}" * n + " return !n;")
    if construct == "structs":
        return ("struct s0 { Node *node; };\n" + "".join(
            f"struct s{i} {{ struct s{i - 1} s; }};\n" for i in range(1, n))
            + BODY % f"struct s{n - 1} s = {{0}}; (void)s; return !n;")
    raise ValueError(construct)


sys.stdout.write(HEAD + make(sys.argv[1], int(sys.argv[2])))
