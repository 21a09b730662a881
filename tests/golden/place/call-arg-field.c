/* Trap 1: a field is held, because the callee may overwrite it.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(Node *p) {
    use(p->next);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 p param strong stable : Node *
 * IR-NEXT:   var 1 tally_t1 temp strong owned stable conditional : Node *
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load p
 * IR-NEXT:     %2 = load %1->next
 * IR-NEXT:     %3 = retain %2
 * IR-NEXT:     %4 = hold tally_t1, %3
 * IR-NEXT:     call use(%4)
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 0
 * IR-NEXT:     return
 * C: void f(Node *p) { struct Node *tally_t1 = 0;
 * C-NEXT:     use((tally_t1 = tally_incref(p->next))), tally__drop_Node(&tally_t1);
 * C-NEXT: }
 */
