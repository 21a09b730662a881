/* break leaves the scopes of the body.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(int c) {
    for (;;) {
        Node *n = make();
        if (n->value == c) break;
    }
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 n local strong owned stable : Node *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 condition
 * IR-NEXT:   block 0 -> 1
 * IR-NEXT:     jump
 * IR-NEXT:   block 1 -> 2
 * IR-NEXT:     jump
 * IR-NEXT:   block 2 -> 5, 7
 * IR-NEXT:     declare n
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = call make()
 * IR-NEXT:     init n, %1
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     %2 = load n
 * IR-NEXT:     use %2
 * IR-NEXT:     end 1
 * IR-NEXT:     branch
 * IR-NEXT:   block 3 -> 1
 * IR-NEXT:     jump
 * IR-NEXT:   block 4
 * IR-NEXT:     return
 * IR-NEXT:   block 5 -> 4
 * IR-NEXT:     drop n
 * IR-NEXT:     leave n
 * IR-NEXT:     jump
 * IR-NEXT:   block 6 -> 7
 * IR-NEXT:     jump
 * IR-NEXT:   block 7 -> 3
 * IR-NEXT:     drop n
 * IR-NEXT:     leave n
 * IR-NEXT:     jump
 * C: void f(int c) {
 * C-NEXT:     for (;;) {
 * C-NEXT:         Node *n = make();
 * C-NEXT:         if (n->value == c) { tally_decref(n); break; }
 * C-NEXT:     tally_decref(n); }
 * C-NEXT: }
 */
