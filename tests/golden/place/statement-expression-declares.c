/* The value of a statement expression outlives its variables.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=gnu11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=gnu11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

Node *f(Node *n) {
    Node *found = ({
        Node *next = n->next;
        next->value = 1;
        next;
    });
    return found;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 n param strong stable : Node *
 * IR-NEXT:   var 1 found local strong owned stable : Node *
 * IR-NEXT:   var 2 next local strong owned stable : Node *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   full 2 init last blocks
 * IR-NEXT:   full 3 return
 * IR-NEXT:   block 0
 * IR-NEXT:     declare next
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load n
 * IR-NEXT:     %2 = load %1->next
 * IR-NEXT:     %6 = retain %2
 * IR-NEXT:     init next, %6
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     %3 = load next
 * IR-NEXT:     use %3
 * IR-NEXT:     end 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     %4 = load next
 * IR-NEXT:     %7 = retain %4
 * IR-NEXT:     drop next
 * IR-NEXT:     leave next
 * IR-NEXT:     declare found
 * IR-NEXT:     init found, %7
 * IR-NEXT:     end 2
 * IR-NEXT:     begin 3
 * IR-NEXT:     %5 = load found
 * IR-NEXT:     %8 = retain %5
 * IR-NEXT:     end 3
 * IR-NEXT:     drop found
 * IR-NEXT:     leave found
 * IR-NEXT:     return %8 in 3
 * IR-NEXT:   block 1
 * IR-NEXT:     return
 * C: Node *f(Node *n) { struct Node *tally_v1 = 0;
 * C-NEXT:     Node *found = ({
 * C-NEXT:         Node *next = tally_incref(n->next);
 * C-NEXT:         next->value = 1;
 * C-NEXT:         tally_v1 = (tally_incref(next));
 * C-NEXT:     tally_decref(next); tally_v1; });
 * C-NEXT:     { struct Node *tally_r = tally_incref(found); tally_decref(found); return tally_r; }
 * C-NEXT: }
 */
