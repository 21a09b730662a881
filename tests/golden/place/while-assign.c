/* Assignment in a condition.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(Node *p) {
    Node *n = p;
    while ((n = n->next)) number(n->value);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 p param strong stable : Node *
 * IR-NEXT:   var 1 n local strong owned stable : Node *
 * IR-NEXT:   var 2 tally_t1 temp strong owned stable conditional : Node *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 condition
 * IR-NEXT:   full 2 statement
 * IR-NEXT:   block 0 -> 1
 * IR-NEXT:     declare n
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load p
 * IR-NEXT:     %5 = retain %1
 * IR-NEXT:     init n, %5
 * IR-NEXT:     end 0
 * IR-NEXT:     jump
 * IR-NEXT:   block 1 -> 2, 3
 * IR-NEXT:     begin 1
 * IR-NEXT:     %2 = load n
 * IR-NEXT:     %3 = load %2->next
 * IR-NEXT:     %6 = retain %3
 * IR-NEXT:     %7 = hold tally_t1, %6
 * IR-NEXT:     %8 = retain %7
 * IR-NEXT:     store n, %8
 * IR-NEXT:     use %7
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 1
 * IR-NEXT:     branch
 * IR-NEXT:   block 2 -> 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     %4 = load n
 * IR-NEXT:     use %4
 * IR-NEXT:     call number()
 * IR-NEXT:     end 2
 * IR-NEXT:     jump
 * IR-NEXT:   block 3
 * IR-NEXT:     drop n
 * IR-NEXT:     leave n
 * IR-NEXT:     return
 * C: void f(Node *p) { struct Node *tally_t1 = 0; int tally_c1;
 * C-NEXT:     Node *n = tally_incref(p);
 * C-NEXT:     while ((tally_c1 = ((tally__set_Node(&n, tally_incref((tally_t1 = tally_incref(n->next)))))) != 0, tally__drop_Node(&tally_t1), tally_c1)) number(n->value);
 * C-NEXT: tally_decref(n); }
 */
