/* Trap 2: a sibling argument may free what was loaded.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(Node *p) {
    use2(p->next, find(p, 1));
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 p param strong stable : Node *
 * IR-NEXT:   var 1 tally_t1 temp strong owned stable conditional : Node *
 * IR-NEXT:   var 2 tally_t2 temp strong owned stable conditional : Node *
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load p hazard
 * IR-NEXT:     %2 = load %1->next hazard
 * IR-NEXT:     %5 = retain %2
 * IR-NEXT:     %6 = hold tally_t1, %5
 * IR-NEXT:     %3 = load p
 * IR-NEXT:     %4 = call find(%3)
 * IR-NEXT:     %7 = hold tally_t2, %4
 * IR-NEXT:     call use2(%6, %7)
 * IR-NEXT:     drop tally_t2
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 0
 * IR-NEXT:     return
 * C: void f(Node *p) { struct Node *tally_t1 = 0; struct Node *tally_t2 = 0;
 * C-NEXT:     use2((tally_t1 = tally_incref(p->next)), (tally_t2 = find(p, 1))), tally__drop_Node(&tally_t2), tally__drop_Node(&tally_t1);
 * C-NEXT: }
 */
