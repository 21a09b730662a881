/* Nothing dies while `sum` runs, so its argument needs no reference of its own.
 * RUN: %tally check --dump=optimise --function=f %s -- -std=c11 -I%S/../place | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --validate %s -o %t.c -- -std=c11 -I%S/../place && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

static int sum(Node *n) {
    return n ? n->value + sum(n->next) : 0;
}
int f(Node *n) {
    return sum(n->next);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 n param strong stable : Node *
 * IR-NEXT:   full 0 return
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load n
 * IR-NEXT:     %2 = load %1->next
 * IR-NEXT:     call sum(%2) quiet
 * IR-NEXT:     end 0
 * IR-NEXT:     return in 0
 * IR-NEXT:   block 1
 * IR-NEXT:     return
 * C: int f(Node *n) {
 * C-NEXT:     return sum(n->next);
 * C-NEXT: }
 */
