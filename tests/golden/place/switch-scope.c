/* A variable of a case block.
 * RUN: %tally check --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c */
#include "node.h"

void f(int c) {
    switch (c) {
    case 1: {
        Node *n = make();
        use(n);
        break;
    }
    default:
        break;
    }
}
