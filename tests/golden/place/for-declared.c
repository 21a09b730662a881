/* A variable of for is released behind the loop.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(Node *p) {
    for (Node *n = p; n; n = n->next) number(n->value);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 p param strong stable : Node *
 * IR-NEXT:   var 1 n local strong owned stable : Node *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 condition
 * IR-NEXT:   full 2 statement
 * IR-NEXT:   full 3 statement
 * IR-NEXT:   block 0 -> 1
 * IR-NEXT:     declare n
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load p
 * IR-NEXT:     %6 = retain %1
 * IR-NEXT:     init n, %6
 * IR-NEXT:     end 0
 * IR-NEXT:     jump
 * IR-NEXT:   block 1 -> 2, 4
 * IR-NEXT:     begin 1
 * IR-NEXT:     %2 = load n
 * IR-NEXT:     use %2
 * IR-NEXT:     end 1
 * IR-NEXT:     branch
 * IR-NEXT:   block 2 -> 3
 * IR-NEXT:     begin 2
 * IR-NEXT:     %3 = load n
 * IR-NEXT:     use %3
 * IR-NEXT:     call number()
 * IR-NEXT:     end 2
 * IR-NEXT:     jump
 * IR-NEXT:   block 3 -> 1
 * IR-NEXT:     begin 3
 * IR-NEXT:     %4 = load n
 * IR-NEXT:     %5 = load %4->next
 * IR-NEXT:     %7 = retain %5
 * IR-NEXT:     store n, %7
 * IR-NEXT:     end 3
 * IR-NEXT:     jump
 * IR-NEXT:   block 4
 * IR-NEXT:     drop n
 * IR-NEXT:     leave n
 * IR-NEXT:     return
 * C: void f(Node *p) {
 * C-NEXT:     { Node *n = tally_incref(p); { for (; n; tally__set_Node(&n, tally_incref(n->next))) number(n->value); } tally_decref(n); }
 * C-NEXT: }
 */
