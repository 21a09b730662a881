/* A function without references is left alone.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

int f(int a, int b) {
    return a > b ? a : b;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   block 0
 * IR-NEXT:     return
 * C: int f(int a, int b) {
 * C-NEXT:     return a > b ? a : b;
 * C-NEXT: }
 */
