/* An opaque type is counted through its header alone.
 * RUN: %tally check --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c */
#include "node.h"

void f(void) {
    Opaque *a = opaque();
    Opaque *b = a;
    (void)b;
}
