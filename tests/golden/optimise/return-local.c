/* What a variable holds is returned, and not counted.
 * RUN: %tally check --dump=optimise --function=f %s -- -std=c11 -I%S/../place | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --validate %s -o %t.c -- -std=c11 -I%S/../place && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

Node *f(int value) {
    Node *n = make();
    n->value = value;
    return n;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 n local strong owned stable : Node *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   full 2 return
 * IR-NEXT:   block 0
 * IR-NEXT:     declare n
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = call make()
 * IR-NEXT:     init n, %1
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     %2 = load n
 * IR-NEXT:     use %2
 * IR-NEXT:     end 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     %3 = move n
 * IR-NEXT:     end 2
 * IR-NEXT:     leave n
 * IR-NEXT:     return %3 in 2
 * IR-NEXT:   block 1
 * IR-NEXT:     return
 * C: Node *f(int value) {
 * C-NEXT:     Node *n = make();
 * C-NEXT:     n->value = value;
 * C-NEXT:     return tally__take_Node(&n);
 * C-NEXT: }
 */
