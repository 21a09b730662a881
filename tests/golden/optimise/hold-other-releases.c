/* ... or where something else is released between them.
 * RUN: %tally check --dump=optimise --function=f %s -- -std=c11 -I%S/../place | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --validate %s -o %t.c -- -std=c11 -I%S/../place && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(void) {
    Node *l = make();
    l = find(l, test(make()));
    use(l);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 l local strong owned stable : Node *
 * IR-NEXT:   var 1 tally_t1 temp strong owned stable conditional : Node *
 * IR-NEXT:   var 2 tally_t2 temp strong owned stable conditional : Node *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   full 2 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     declare l
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = call make()
 * IR-NEXT:     init l, %1
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     %2 = load l hazard
 * IR-NEXT:     %6 = retain %2
 * IR-NEXT:     %7 = hold tally_t1, %6
 * IR-NEXT:     %3 = call make()
 * IR-NEXT:     %8 = hold tally_t2, %3
 * IR-NEXT:     call test(%8)
 * IR-NEXT:     %4 = call find(%7)
 * IR-NEXT:     store l, %4
 * IR-NEXT:     drop tally_t2
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     %5 = load l
 * IR-NEXT:     call use(%5)
 * IR-NEXT:     end 2
 * IR-NEXT:     drop l
 * IR-NEXT:     leave l
 * IR-NEXT:     return
 * C: void f(void) { struct Node *tally_t1 = 0; struct Node *tally_t2 = 0;
 * C-NEXT:     Node *l = make();
 * C-NEXT:     tally__set_Node(&l, find((tally_t1 = tally_incref(l)), test((tally_t2 = make())))), tally__drop_Node(&tally_t2), tally__drop_Node(&tally_t1);
 * C-NEXT:     use(l);
 * C-NEXT: tally_decref(l); }
 */
