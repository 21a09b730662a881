/* p = p->next keeps the next node before the old one dies.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(Node *p) {
    Node *n = p;
    n = n->next;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 p param strong stable : Node *
 * IR-NEXT:   var 1 n local strong owned stable : Node *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     declare n
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load p
 * IR-NEXT:     %4 = retain %1
 * IR-NEXT:     init n, %4
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     %2 = load n
 * IR-NEXT:     %3 = load %2->next
 * IR-NEXT:     %5 = retain %3
 * IR-NEXT:     store n, %5
 * IR-NEXT:     end 1
 * IR-NEXT:     drop n
 * IR-NEXT:     leave n
 * IR-NEXT:     return
 * C: void f(Node *p) {
 * C-NEXT:     Node *n = tally_incref(p);
 * C-NEXT:     tally__set_Node(&n, tally_incref(n->next));
 * C-NEXT: tally_decref(n); }
 */
