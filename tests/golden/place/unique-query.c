/* Asking for the count counts nothing.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

int f(Node *n) {
    return tally_is_unique(n) && tally_is_unique(n->next);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 n param strong stable : Node *
 * IR-NEXT:   full 0 return
 * IR-NEXT:   block 0 -> 1, 2
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load n
 * IR-NEXT:     call tally_is_unique(%1) quiet
 * IR-NEXT:     branch
 * IR-NEXT:   block 1 -> 2
 * IR-NEXT:     %2 = load n
 * IR-NEXT:     %3 = load %2->next
 * IR-NEXT:     call tally_is_unique(%3) quiet
 * IR-NEXT:     jump
 * IR-NEXT:   block 2
 * IR-NEXT:     end 0
 * IR-NEXT:     return in 0
 * IR-NEXT:   block 3
 * IR-NEXT:     return
 * C: int f(Node *n) {
 * C-NEXT:     return tally_is_unique(n) && tally_is_unique(n->next);
 * C-NEXT: }
 */
