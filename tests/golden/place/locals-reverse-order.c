/* Variables are released in reverse order of declaration.
 * RUN: %tally check --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c */
#include "node.h"

void f(void) {
    Node *a = make(), *b = make();
    Node *c = make();
    use2(a, b);
    use(c);
}
