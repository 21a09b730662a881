/* A library function without callbacks releases nothing: nothing is held.
 * RUN: %tally check --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c */
#include "node.h"
#include <string.h>

size_t f(Node *p) {
    return strlen(p->next->name);
}
