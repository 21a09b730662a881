/* Unbraced branches.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

Node *f(int c, Node *p) {
    Node *n = make();
    if (c)
        return n;
    else
        return p;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 p param strong stable : Node *
 * IR-NEXT:   var 1 n local strong owned stable : Node *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 condition
 * IR-NEXT:   full 2 return
 * IR-NEXT:   full 3 return
 * IR-NEXT:   block 0 -> 1, 3
 * IR-NEXT:     declare n
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = call make()
 * IR-NEXT:     init n, %1
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     end 1
 * IR-NEXT:     branch
 * IR-NEXT:   block 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     %2 = load n
 * IR-NEXT:     %4 = retain %2
 * IR-NEXT:     end 2
 * IR-NEXT:     drop n
 * IR-NEXT:     leave n
 * IR-NEXT:     return %4 in 2
 * IR-NEXT:   block 2 -> 5
 * IR-NEXT:     jump
 * IR-NEXT:   block 3
 * IR-NEXT:     begin 3
 * IR-NEXT:     %3 = load p
 * IR-NEXT:     %5 = retain %3
 * IR-NEXT:     end 3
 * IR-NEXT:     drop n
 * IR-NEXT:     leave n
 * IR-NEXT:     return %5 in 3
 * IR-NEXT:   block 4 -> 5
 * IR-NEXT:     jump
 * IR-NEXT:   block 5
 * IR-NEXT:     return
 * C: Node *f(int c, Node *p) {
 * C-NEXT:     Node *n = make();
 * C-NEXT:     if (c)
 * C-NEXT:         { struct Node *tally_r = tally_incref(n); tally_decref(n); return tally_r; }
 * C-NEXT:     else
 * C-NEXT:         { struct Node *tally_r = tally_incref(p); tally_decref(n); return tally_r; }
 * C-NEXT: }
 */
