/* A variable of a case block.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(int c) {
    switch (c) {
    case 1: {
        Node *n = make();
        use(n);
        break;
    }
    default:
        break;
    }
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 n local strong owned stable : Node *
 * IR-NEXT:   full 0 switch
 * IR-NEXT:   full 1 init last
 * IR-NEXT:   full 2 statement
 * IR-NEXT:   block 0 -> 3, 5
 * IR-NEXT:     begin 0
 * IR-NEXT:     end 0
 * IR-NEXT:     switch
 * IR-NEXT:   block 1
 * IR-NEXT:     return
 * IR-NEXT:   block 2 -> 3
 * IR-NEXT:     jump
 * IR-NEXT:   block 3 -> 1
 * IR-NEXT:     declare n
 * IR-NEXT:     begin 1
 * IR-NEXT:     %1 = call make()
 * IR-NEXT:     init n, %1
 * IR-NEXT:     end 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     %2 = load n
 * IR-NEXT:     call use(%2)
 * IR-NEXT:     end 2
 * IR-NEXT:     drop n
 * IR-NEXT:     leave n
 * IR-NEXT:     jump
 * IR-NEXT:   block 4 -> 5
 * IR-NEXT:     jump
 * IR-NEXT:   block 5 -> 1
 * IR-NEXT:     jump
 * IR-NEXT:   block 6 -> 1
 * IR-NEXT:     jump
 * C: void f(int c) {
 * C-NEXT:     switch (c) {
 * C-NEXT:     case 1: {
 * C-NEXT:         Node *n = make();
 * C-NEXT:         use(n);
 * C-NEXT:         { tally_decref(n); break; }
 * C-NEXT:     }
 * C-NEXT:     default:
 * C-NEXT:         break;
 * C-NEXT:     }
 * C-NEXT: }
 */
