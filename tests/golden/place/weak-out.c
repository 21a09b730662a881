/* The address of a weak place.
 * RUN: %tally check --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c */
#include "node.h"

void f(Node *p) {
    out_weak(&p->parent);
}
