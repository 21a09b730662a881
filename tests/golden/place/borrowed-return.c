/* A function that lends its result: its cursor is dropped behind it.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

tally_borrowed Node *f(Node *in) {
    Node *n = in->next;
    return n;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 in param strong stable : Node *
 * IR-NEXT:   var 1 n local strong owned stable : Node *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 return
 * IR-NEXT:   block 0
 * IR-NEXT:     declare n
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load in
 * IR-NEXT:     %2 = load %1->next
 * IR-NEXT:     %4 = retain %2
 * IR-NEXT:     init n, %4
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     %3 = load n
 * IR-NEXT:     end 1
 * IR-NEXT:     drop n
 * IR-NEXT:     leave n
 * IR-NEXT:     return use %3 in 1
 * IR-NEXT:   block 1
 * IR-NEXT:     return
 * C: tally_borrowed Node *f(Node *in) {
 * C-NEXT:     Node *n = tally_incref(in->next);
 * C-NEXT:     { struct Node *tally_r = n; tally_decref(n); return tally_r; }
 * C-NEXT: }
 */
