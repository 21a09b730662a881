/* Nobody wants the value.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=gnu11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=gnu11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(Node *n) {
    ({
        Node *next = n->next;
        use(next);
        next;
    });
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 n param strong stable : Node *
 * IR-NEXT:   var 1 next local strong owned stable : Node *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   full 2 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     declare next
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load n
 * IR-NEXT:     %2 = load %1->next
 * IR-NEXT:     %5 = retain %2
 * IR-NEXT:     init next, %5
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     %3 = load next
 * IR-NEXT:     call use(%3)
 * IR-NEXT:     end 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     %4 = load next
 * IR-NEXT:     end 2
 * IR-NEXT:     drop next
 * IR-NEXT:     leave next
 * IR-NEXT:     return
 * C: void f(Node *n) {
 * C-NEXT:     ({
 * C-NEXT:         Node *next = tally_incref(n->next);
 * C-NEXT:         use(next);
 * C-NEXT:         (void)(next);
 * C-NEXT:     tally_decref(next); });
 * C-NEXT: }
 */
