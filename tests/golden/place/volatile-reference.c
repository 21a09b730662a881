/* Each access to a volatile place counts: it has helpers of its own.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

static Node *volatile current;

void f(Node *n) {
    Node *volatile local = current;
    current = n->next;
    use(local);
    local = make();
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 n param strong stable : Node *
 * IR-NEXT:   var 1 local local strong owned escapes : Node *volatile
 * IR-NEXT:   var 2 tally_t1 temp strong owned stable conditional : Node *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   full 2 statement
 * IR-NEXT:   full 3 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     declare local
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load @current
 * IR-NEXT:     %6 = retain %1
 * IR-NEXT:     init local, %6
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     %2 = load n
 * IR-NEXT:     %3 = load %2->next
 * IR-NEXT:     %7 = retain %3
 * IR-NEXT:     store @current, %7
 * IR-NEXT:     end 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     %4 = load local
 * IR-NEXT:     %8 = retain %4
 * IR-NEXT:     %9 = hold tally_t1, %8
 * IR-NEXT:     call use(%9)
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 2
 * IR-NEXT:     begin 3
 * IR-NEXT:     %5 = call make()
 * IR-NEXT:     store local, %5
 * IR-NEXT:     end 3
 * IR-NEXT:     drop local
 * IR-NEXT:     leave local
 * IR-NEXT:     return
 * C: void f(Node *n) { struct Node *tally_t1 = 0; tally__enter_unit(&tally__unit);
 * C-NEXT:     Node *volatile local = tally_incref(current);
 * C-NEXT:     tally__vset_Node(&current, tally_incref(n->next));
 * C-NEXT:     use((tally_t1 = tally_incref(local))), tally__drop_Node(&tally_t1);
 * C-NEXT:     tally__vset_Node(&local, make());
 * C-NEXT: tally__vdrop_Node((void *)&local); }
 */
