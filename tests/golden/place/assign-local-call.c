/* An owned result moves into the store.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(void) {
    Node *n = make();
    n = make();
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 n local strong owned stable : Node *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     declare n
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = call make()
 * IR-NEXT:     init n, %1
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     %2 = call make()
 * IR-NEXT:     store n, %2
 * IR-NEXT:     end 1
 * IR-NEXT:     drop n
 * IR-NEXT:     leave n
 * IR-NEXT:     return
 * C: void f(void) {
 * C-NEXT:     Node *n = make();
 * C-NEXT:     tally__set_Node(&n, make());
 * C-NEXT: tally_decref(n); }
 */
