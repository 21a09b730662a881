/* '&*' of a reference is that reference.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

Node *f(Node *p, int c) {
    Node *n = &*(c ? p : make());
    return &*n;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 p param strong stable : Node *
 * IR-NEXT:   var 1 n local strong owned stable : Node *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 return
 * IR-NEXT:   block 0 -> 1, 2
 * IR-NEXT:     declare n
 * IR-NEXT:     begin 0
 * IR-NEXT:     branch
 * IR-NEXT:   block 1 -> 3
 * IR-NEXT:     %1 = load p
 * IR-NEXT:     %7 = retain %1
 * IR-NEXT:     jump
 * IR-NEXT:   block 2 -> 3
 * IR-NEXT:     %2 = call make()
 * IR-NEXT:     jump
 * IR-NEXT:   block 3
 * IR-NEXT:     %3 = phi 1: %7, 2: %2 owned
 * IR-NEXT:     %4 = cast %3 owned
 * IR-NEXT:     init n, %4
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     %5 = load n
 * IR-NEXT:     %6 = cast %5
 * IR-NEXT:     %8 = retain %6
 * IR-NEXT:     end 1
 * IR-NEXT:     drop n
 * IR-NEXT:     leave n
 * IR-NEXT:     return %8 in 1
 * IR-NEXT:   block 4
 * IR-NEXT:     return
 * C: Node *f(Node *p, int c) {
 * C-NEXT:     Node *n = &*((struct Node *)((c ? tally_incref(p) : make())));
 * C-NEXT:     { struct Node *tally_r = tally_incref(&*n); tally_decref(n); return tally_r; }
 * C-NEXT: }
 */
