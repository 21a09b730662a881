/* Only what is returned moves; the other variable is released.
 * RUN: %tally check --dump=optimise --function=f %s -- -std=c11 -I%S/../place | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --validate %s -o %t.c -- -std=c11 -I%S/../place && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

Node *f(void) {
    Node *a = make(), *b = make();
    number(a->value);
    return b;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 a local strong owned stable : Node *
 * IR-NEXT:   var 1 b local strong owned stable : Node *
 * IR-NEXT:   full 0 init
 * IR-NEXT:   full 1 init last
 * IR-NEXT:   full 2 statement
 * IR-NEXT:   full 3 return
 * IR-NEXT:   block 0
 * IR-NEXT:     declare a
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = call make()
 * IR-NEXT:     init a, %1
 * IR-NEXT:     end 0
 * IR-NEXT:     declare b
 * IR-NEXT:     begin 1
 * IR-NEXT:     %2 = call make()
 * IR-NEXT:     init b, %2
 * IR-NEXT:     end 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     %3 = load a
 * IR-NEXT:     use %3
 * IR-NEXT:     call number()
 * IR-NEXT:     end 2
 * IR-NEXT:     begin 3
 * IR-NEXT:     %4 = move b
 * IR-NEXT:     end 3
 * IR-NEXT:     leave b
 * IR-NEXT:     drop a
 * IR-NEXT:     leave a
 * IR-NEXT:     return %4 in 3
 * IR-NEXT:   block 1
 * IR-NEXT:     return
 * C: Node *f(void) {
 * C-NEXT:     Node *a = make(), *b = make();
 * C-NEXT:     number(a->value);
 * C-NEXT:     { struct Node *tally_r = tally__take_Node(&b); tally_decref(a); return tally_r; }
 * C-NEXT: }
 */
