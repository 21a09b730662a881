/* continue does so too.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(int c) {
    while (c--) {
        Node *n = make();
        if (n->value) continue;
        use(n);
    }
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 n local strong owned stable : Node *
 * IR-NEXT:   full 0 condition
 * IR-NEXT:   full 1 init last
 * IR-NEXT:   full 2 condition
 * IR-NEXT:   full 3 statement
 * IR-NEXT:   block 0 -> 1
 * IR-NEXT:     jump
 * IR-NEXT:   block 1 -> 2, 3
 * IR-NEXT:     begin 0
 * IR-NEXT:     end 0
 * IR-NEXT:     branch
 * IR-NEXT:   block 2 -> 4, 6
 * IR-NEXT:     declare n
 * IR-NEXT:     begin 1
 * IR-NEXT:     %1 = call make()
 * IR-NEXT:     init n, %1
 * IR-NEXT:     end 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     %2 = load n
 * IR-NEXT:     use %2
 * IR-NEXT:     end 2
 * IR-NEXT:     branch
 * IR-NEXT:   block 3
 * IR-NEXT:     return
 * IR-NEXT:   block 4 -> 1
 * IR-NEXT:     drop n
 * IR-NEXT:     leave n
 * IR-NEXT:     jump
 * IR-NEXT:   block 5 -> 6
 * IR-NEXT:     jump
 * IR-NEXT:   block 6 -> 1
 * IR-NEXT:     begin 3
 * IR-NEXT:     %3 = load n
 * IR-NEXT:     call use(%3)
 * IR-NEXT:     end 3
 * IR-NEXT:     drop n
 * IR-NEXT:     leave n
 * IR-NEXT:     jump
 * C: void f(int c) {
 * C-NEXT:     while (c--) {
 * C-NEXT:         Node *n = make();
 * C-NEXT:         if (n->value) { tally_decref(n); continue; }
 * C-NEXT:         use(n);
 * C-NEXT:     tally_decref(n); }
 * C-NEXT: }
 */
