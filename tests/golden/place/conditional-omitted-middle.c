/* The condition of ?: is also what it gives.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=gnu11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=gnu11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(Node *n) {
    Node *first = n->next ?: n->kids[0] ?: make();
    use(first);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 n param strong stable : Node *
 * IR-NEXT:   var 1 first local strong owned stable : Node *
 * IR-NEXT:   var 2 tally_t1 temp strong owned stable conditional : Node *
 * IR-NEXT:   var 3 tally_t2 temp strong owned stable conditional : Node *
 * IR-NEXT:   var 4 tally_t3 temp strong owned stable conditional : Node *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   block 0 -> 1, 2
 * IR-NEXT:     declare first
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load n
 * IR-NEXT:     %2 = load %1->next
 * IR-NEXT:     %9 = retain %2
 * IR-NEXT:     %10 = hold tally_t1, %9
 * IR-NEXT:     use %10
 * IR-NEXT:     branch
 * IR-NEXT:   block 1 -> 6
 * IR-NEXT:     jump
 * IR-NEXT:   block 2 -> 3, 4
 * IR-NEXT:     %3 = load n
 * IR-NEXT:     %4 = load %3->[]
 * IR-NEXT:     %11 = retain %4
 * IR-NEXT:     %12 = hold tally_t2, %11
 * IR-NEXT:     use %12
 * IR-NEXT:     branch
 * IR-NEXT:   block 3 -> 5
 * IR-NEXT:     jump
 * IR-NEXT:   block 4 -> 5
 * IR-NEXT:     %5 = call make()
 * IR-NEXT:     %13 = hold tally_t3, %5
 * IR-NEXT:     jump
 * IR-NEXT:   block 5 -> 6
 * IR-NEXT:     %6 = phi 3: %12, 4: %13
 * IR-NEXT:     jump
 * IR-NEXT:   block 6
 * IR-NEXT:     %7 = phi 1: %10, 5: %6
 * IR-NEXT:     %14 = retain %7
 * IR-NEXT:     init first, %14
 * IR-NEXT:     drop tally_t3
 * IR-NEXT:     drop tally_t2
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     %8 = load first
 * IR-NEXT:     call use(%8)
 * IR-NEXT:     end 1
 * IR-NEXT:     drop first
 * IR-NEXT:     leave first
 * IR-NEXT:     return
 * C: void f(Node *n) { struct Node *tally_t1 = 0; struct Node *tally_t2 = 0; struct Node *tally_t3 = 0;
 * C-NEXT:     Node *first = tally_incref((tally_t1 = tally_incref(n->next)) ?: (tally_t2 = tally_incref(n->kids[0])) ?: (tally_t3 = make())); tally__drop_Node(&tally_t3); tally__drop_Node(&tally_t2); tally__drop_Node(&tally_t1);
 * C-NEXT:     use(first);
 * C-NEXT: tally_decref(first); }
 */
