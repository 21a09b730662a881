/* A struct that nobody wants.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

struct pair pair(void);

void f(void) {
    pair();
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = call pair()
 * IR-NEXT:     release %1
 * IR-NEXT:     end 0
 * IR-NEXT:     return
 * C: void f(void) {
 * C-NEXT:     tally__release_pair(pair());
 * C-NEXT: }
 */
