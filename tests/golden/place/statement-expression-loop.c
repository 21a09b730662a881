/* A loop in a statement expression, and a break out of one.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=gnu11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=gnu11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

int f(Node *n) {
    int sum = 0;
    for (;;) {
        sum += ({
            Node *next = n->next;
            if (!next)
                break;
            for (Node *kid = next; kid; kid = kid->next)
                use(kid);
            next->value;
        });
    }
    return sum;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 n param strong stable : Node *
 * IR-NEXT:   var 1 next local strong owned stable : Node *
 * IR-NEXT:   var 2 kid local strong owned stable : Node *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 init last
 * IR-NEXT:   full 2 condition
 * IR-NEXT:   full 3 init last
 * IR-NEXT:   full 4 condition
 * IR-NEXT:   full 5 statement
 * IR-NEXT:   full 6 statement
 * IR-NEXT:   full 7 statement blocks
 * IR-NEXT:   full 8 return
 * IR-NEXT:   block 0 -> 1
 * IR-NEXT:     begin 0
 * IR-NEXT:     end 0
 * IR-NEXT:     jump
 * IR-NEXT:   block 1 -> 2
 * IR-NEXT:     jump
 * IR-NEXT:   block 2 -> 5, 7
 * IR-NEXT:     declare next
 * IR-NEXT:     begin 1
 * IR-NEXT:     %1 = load n
 * IR-NEXT:     %2 = load %1->next
 * IR-NEXT:     %10 = retain %2
 * IR-NEXT:     init next, %10
 * IR-NEXT:     end 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     %3 = load next
 * IR-NEXT:     use %3
 * IR-NEXT:     end 2
 * IR-NEXT:     branch
 * IR-NEXT:   block 3 -> 1
 * IR-NEXT:     jump
 * IR-NEXT:   block 4
 * IR-NEXT:     begin 8
 * IR-NEXT:     end 8
 * IR-NEXT:     return in 8
 * IR-NEXT:   block 5 -> 4
 * IR-NEXT:     drop next
 * IR-NEXT:     leave next
 * IR-NEXT:     jump
 * IR-NEXT:   block 6 -> 7
 * IR-NEXT:     jump
 * IR-NEXT:   block 7 -> 8
 * IR-NEXT:     declare kid
 * IR-NEXT:     begin 3
 * IR-NEXT:     %4 = load next
 * IR-NEXT:     %11 = retain %4
 * IR-NEXT:     init kid, %11
 * IR-NEXT:     end 3
 * IR-NEXT:     jump
 * IR-NEXT:   block 8 -> 9, 11
 * IR-NEXT:     begin 4
 * IR-NEXT:     %5 = load kid
 * IR-NEXT:     use %5
 * IR-NEXT:     end 4
 * IR-NEXT:     branch
 * IR-NEXT:   block 9 -> 10
 * IR-NEXT:     begin 5
 * IR-NEXT:     %6 = load kid
 * IR-NEXT:     call use(%6)
 * IR-NEXT:     end 5
 * IR-NEXT:     jump
 * IR-NEXT:   block 10 -> 8
 * IR-NEXT:     begin 6
 * IR-NEXT:     %7 = load kid
 * IR-NEXT:     %8 = load %7->next
 * IR-NEXT:     %12 = retain %8
 * IR-NEXT:     store kid, %12
 * IR-NEXT:     end 6
 * IR-NEXT:     jump
 * IR-NEXT:   block 11 -> 3
 * IR-NEXT:     drop kid
 * IR-NEXT:     leave kid
 * IR-NEXT:     begin 7
 * IR-NEXT:     %9 = load next
 * IR-NEXT:     use %9
 * IR-NEXT:     drop next
 * IR-NEXT:     leave next
 * IR-NEXT:     end 7
 * IR-NEXT:     jump
 * IR-NEXT:   block 12
 * IR-NEXT:     return
 * C: int f(Node *n) { int tally_v1;
 * C-NEXT:     int sum = 0;
 * C-NEXT:     for (;;) {
 * C-NEXT:         sum += ({
 * C-NEXT:             Node *next = tally_incref(n->next);
 * C-NEXT:             if (!next)
 * C-NEXT:                 { tally_decref(next); break; }
 * C-NEXT:             { Node *kid = tally_incref(next); { for (; kid; tally__set_Node(&kid, tally_incref(kid->next)))
 * C-NEXT:                 use(kid); } tally_decref(kid); }
 * C-NEXT:             tally_v1 = (next->value);
 * C-NEXT:         tally_decref(next); tally_v1; });
 * C-NEXT:     }
 * C-NEXT:     return sum;
 * C-NEXT: }
 */
