/* The address of a local variable.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(void) {
    Node *n = NULL;
    out(&n);
    use(n);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 n local strong owned escapes : Node *
 * IR-NEXT:   var 1 tally_t1 temp strong owned stable conditional : Node *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   full 2 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     declare n
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = null
 * IR-NEXT:     init n, %1
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     call out()
 * IR-NEXT:     end 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     %2 = load n
 * IR-NEXT:     %3 = retain %2
 * IR-NEXT:     %4 = hold tally_t1, %3
 * IR-NEXT:     call use(%4)
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 2
 * IR-NEXT:     drop n
 * IR-NEXT:     leave n
 * IR-NEXT:     return
 * C: void f(void) { struct Node *tally_t1 = 0;
 * C-NEXT:     Node *n = NULL;
 * C-NEXT:     out(&n);
 * C-NEXT:     use((tally_t1 = tally_incref(n))), tally__drop_Node(&tally_t1);
 * C-NEXT: tally__drop_Node(&n); }
 */
