/* A macro into which no edit falls stays as written.
 * RUN: %tally check --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c */
#include "node.h"

#define VALUE(n) ((n)->value)
void f(void) {
    Node *n = make();
    number(VALUE(n));
}
