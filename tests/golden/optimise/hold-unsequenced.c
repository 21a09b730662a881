/* What C may evaluate in another order stays held.
 * RUN: %tally check --dump=optimise --function=f %s -- -std=c11 -I%S/../place | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --validate %s -o %t.c -- -std=c11 -I%S/../place && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

Node *join(Node *a, Node *b);

void f(void) {
    Node *l = make();
    for (int i = 0; i < 3; i++)
        l = join(join(l, NULL), l);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 l local strong owned stable : Node *
 * IR-NEXT:   var 1 tally_t1 temp strong owned stable conditional : Node *
 * IR-NEXT:   var 2 tally_t2 temp strong owned stable conditional : Node *
 * IR-NEXT:   var 3 tally_t3 temp strong owned stable conditional : Node *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 init last
 * IR-NEXT:   full 2 condition
 * IR-NEXT:   full 3 statement
 * IR-NEXT:   full 4 statement
 * IR-NEXT:   block 0 -> 1
 * IR-NEXT:     declare l
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = call make()
 * IR-NEXT:     init l, %1
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     end 1
 * IR-NEXT:     jump
 * IR-NEXT:   block 1 -> 2, 4
 * IR-NEXT:     begin 2
 * IR-NEXT:     end 2
 * IR-NEXT:     branch
 * IR-NEXT:   block 2 -> 3
 * IR-NEXT:     begin 3
 * IR-NEXT:     %2 = load l
 * IR-NEXT:     %7 = retain %2
 * IR-NEXT:     %8 = hold tally_t1, %7
 * IR-NEXT:     %3 = null
 * IR-NEXT:     %4 = call join(%8, %3)
 * IR-NEXT:     %9 = hold tally_t2, %4
 * IR-NEXT:     %5 = load l hazard
 * IR-NEXT:     %10 = retain %5
 * IR-NEXT:     %11 = hold tally_t3, %10
 * IR-NEXT:     %6 = call join(%9, %11)
 * IR-NEXT:     store l, %6
 * IR-NEXT:     drop tally_t3
 * IR-NEXT:     drop tally_t2
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 3
 * IR-NEXT:     jump
 * IR-NEXT:   block 3 -> 1
 * IR-NEXT:     begin 4
 * IR-NEXT:     end 4
 * IR-NEXT:     jump
 * IR-NEXT:   block 4
 * IR-NEXT:     drop l
 * IR-NEXT:     leave l
 * IR-NEXT:     return
 * C: void f(void) { struct Node *tally_t1 = 0; struct Node *tally_t2 = 0; struct Node *tally_t3 = 0;
 * C-NEXT:     Node *l = make();
 * C-NEXT:     for (int i = 0; i < 3; i++)
 * C-NEXT:         tally__set_Node(&l, join((tally_t2 = join((tally_t1 = tally_incref(l)), NULL)), (tally_t3 = tally_incref(l)))), tally__drop_Node(&tally_t3), tally__drop_Node(&tally_t2), tally__drop_Node(&tally_t1);
 * C-NEXT: tally_decref(l); }
 */
