/* ... also for a comparison.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

int f(Node *p) {
    return p->parent == NULL;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 p param strong stable : Node *
 * IR-NEXT:   var 1 tally_t1 temp strong owned stable conditional : Node *
 * IR-NEXT:   full 0 return
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load p
 * IR-NEXT:     %2 = load_weak %1->parent
 * IR-NEXT:     %3 = hold tally_t1, %2
 * IR-NEXT:     use %3
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 0
 * IR-NEXT:     return in 0
 * IR-NEXT:   block 1
 * IR-NEXT:     return
 * C: int f(Node *p) { struct Node *tally_t1 = 0;
 * C-NEXT:     { int tally_r = (tally_t1 = tally__weak_load_Node(&p->parent)) == NULL; tally__drop_Node(&tally_t1); return tally_r; }
 * C-NEXT: }
 */
