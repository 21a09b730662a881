/* One arm owned: the other is retained in its arm.
 * RUN: %tally check --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c */
#include "node.h"

void f(int c, Node *p) {
    Node *n = c ? make() : p;
    use(n);
}
