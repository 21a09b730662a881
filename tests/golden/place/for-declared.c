/* A variable of for is released behind the loop.
 * RUN: %tally check --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c */
#include "node.h"

void f(Node *p) {
    for (Node *n = p; n; n = n->next) number(n->value);
}
