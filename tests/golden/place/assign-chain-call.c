/* a = b = make() holds the result for the second taker.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(Node *p) {
    Node *a;
    a = p->next = make();
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 p param strong stable : Node *
 * IR-NEXT:   var 1 a local strong owned stable : Node *
 * IR-NEXT:   var 2 tally_t1 temp strong owned stable conditional : Node *
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     declare a
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load p hazard
 * IR-NEXT:     %2 = call make()
 * IR-NEXT:     %3 = hold tally_t1, %2
 * IR-NEXT:     %4 = retain %3
 * IR-NEXT:     %5 = retain %3
 * IR-NEXT:     store %1->next, %4
 * IR-NEXT:     store a, %5
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 0
 * IR-NEXT:     drop a
 * IR-NEXT:     leave a
 * IR-NEXT:     return
 * C: void f(Node *p) { struct Node *tally_t1 = 0;
 * C-NEXT:     Node *a = 0;
 * C-NEXT:     tally__set_Node(&a, tally__set_Node(&p->next, tally_incref(tally_incref((tally_t1 = make()))))), tally__drop_Node(&tally_t1);
 * C-NEXT: tally_decref(a); }
 */
