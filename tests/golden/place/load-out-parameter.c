/* A load through T **.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

Node *f(Node **place) {
    return *place;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   full 0 return
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load [].*
 * IR-NEXT:     %2 = retain %1
 * IR-NEXT:     end 0
 * IR-NEXT:     return %2 in 0
 * IR-NEXT:   block 1
 * IR-NEXT:     return
 * C: Node *f(Node **place) {
 * C-NEXT:     return tally_incref(*place);
 * C-NEXT: }
 */
