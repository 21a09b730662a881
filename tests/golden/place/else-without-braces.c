/* Unbraced branches.
 * RUN: %tally check --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c */
#include "node.h"

Node *f(int c, Node *p) {
    Node *n = make();
    if (c)
        return n;
    else
        return p;
}
