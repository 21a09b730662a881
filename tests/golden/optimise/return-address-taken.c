/* Somebody else may have the variable's address: it is counted.
 * RUN: %tally check --dump=optimise --function=f %s -- -std=c11 -I%S/../place | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --validate %s -o %t.c -- -std=c11 -I%S/../place && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

Node *f(void) {
    Node *n = NULL;
    out(&n);
    return n;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 n local strong owned escapes : Node *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   full 2 return
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
 * IR-NEXT:     end 2
 * IR-NEXT:     drop n
 * IR-NEXT:     leave n
 * IR-NEXT:     return %3 in 2
 * IR-NEXT:   block 1
 * IR-NEXT:     return
 * C: Node *f(void) {
 * C-NEXT:     Node *n = NULL;
 * C-NEXT:     out(&n);
 * C-NEXT:     { struct Node *tally_r = tally_incref(n); tally__drop_Node(&n); return tally_r; }
 * C-NEXT: }
 */
