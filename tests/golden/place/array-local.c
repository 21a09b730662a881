/* A local array of references is dropped as a value.
 * RUN: %tally check --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c */
#include "node.h"

void f(Node *p) {
    Node *a[3];
    a[0] = p;
    use(a[0]);
}
