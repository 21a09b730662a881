/* A case past a declaration, which the case before it falls into.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(int c) {
    switch (c) {
    case 1:;
        Node *a = make();
        use(a);
    case 2:
        a = make();
        break;
    default:
        a = 0;
    }
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 a local strong owned stable : Node *
 * IR-NEXT:   full 0 switch
 * IR-NEXT:   full 1 init last
 * IR-NEXT:   full 2 statement
 * IR-NEXT:   full 3 statement
 * IR-NEXT:   full 4 statement
 * IR-NEXT:   block 0 -> 3, 5, 8
 * IR-NEXT:     begin 0
 * IR-NEXT:     end 0
 * IR-NEXT:     switch
 * IR-NEXT:   block 1
 * IR-NEXT:     return
 * IR-NEXT:   block 2 -> 3
 * IR-NEXT:     jump
 * IR-NEXT:   block 3 -> 4
 * IR-NEXT:     declare a
 * IR-NEXT:     begin 1
 * IR-NEXT:     %1 = call make()
 * IR-NEXT:     init a, %1
 * IR-NEXT:     end 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     %2 = load a
 * IR-NEXT:     call use(%2)
 * IR-NEXT:     end 2
 * IR-NEXT:     jump
 * IR-NEXT:   block 4 -> 1
 * IR-NEXT:     begin 3
 * IR-NEXT:     %3 = call make()
 * IR-NEXT:     store a, %3
 * IR-NEXT:     end 3
 * IR-NEXT:     drop a
 * IR-NEXT:     leave a
 * IR-NEXT:     jump
 * IR-NEXT:   block 5 -> 4
 * IR-NEXT:     declare a
 * IR-NEXT:     jump
 * IR-NEXT:   block 6 -> 7
 * IR-NEXT:     jump
 * IR-NEXT:   block 7 -> 1
 * IR-NEXT:     begin 4
 * IR-NEXT:     %4 = null
 * IR-NEXT:     store a, %4
 * IR-NEXT:     end 4
 * IR-NEXT:     drop a
 * IR-NEXT:     leave a
 * IR-NEXT:     jump
 * IR-NEXT:   block 8 -> 7
 * IR-NEXT:     declare a
 * IR-NEXT:     jump
 * C: void f(int c) {
 * C-NEXT:     switch (c) {
 * C-NEXT:     case 1:;
 * C-NEXT:         Node *a = make();
 * C-NEXT:         use(a);
 * C-NEXT:     goto tally_s1; case 2:
 * C-NEXT:         a = 0; tally_s1: tally__set_Node(&a, make());
 * C-NEXT:         { tally_decref(a); break; }
 * C-NEXT:     default:
 * C-NEXT:         a = 0; tally__set_Node(&a, 0);
 * C-NEXT:     tally_decref(a); }
 * C-NEXT: }
 */
