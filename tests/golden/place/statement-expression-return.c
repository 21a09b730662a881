/* A return out of the initialiser of a variable, which is not there yet.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=gnu11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=gnu11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

#include <stddef.h>

Node *f(Node *n) {
    Node *found = ({
        Node *next = find(n, 1);
        if (!next)
            return NULL;
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
 * IR-NEXT:   full 1 condition
 * IR-NEXT:   full 2 return
 * IR-NEXT:   full 3 init last blocks
 * IR-NEXT:   full 4 return
 * IR-NEXT:   block 0 -> 1, 3
 * IR-NEXT:     declare next
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load n
 * IR-NEXT:     %2 = call find(%1)
 * IR-NEXT:     init next, %2
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     %3 = load next
 * IR-NEXT:     use %3
 * IR-NEXT:     end 1
 * IR-NEXT:     branch
 * IR-NEXT:   block 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     %4 = null
 * IR-NEXT:     end 2
 * IR-NEXT:     drop next
 * IR-NEXT:     leave next
 * IR-NEXT:     return %4 in 2
 * IR-NEXT:   block 2 -> 3
 * IR-NEXT:     jump
 * IR-NEXT:   block 3
 * IR-NEXT:     begin 3
 * IR-NEXT:     %5 = load next
 * IR-NEXT:     %7 = retain %5
 * IR-NEXT:     drop next
 * IR-NEXT:     leave next
 * IR-NEXT:     declare found
 * IR-NEXT:     init found, %7
 * IR-NEXT:     end 3
 * IR-NEXT:     begin 4
 * IR-NEXT:     %6 = load found
 * IR-NEXT:     %8 = retain %6
 * IR-NEXT:     end 4
 * IR-NEXT:     drop found
 * IR-NEXT:     leave found
 * IR-NEXT:     return %8 in 4
 * IR-NEXT:   block 4
 * IR-NEXT:     return
 * C: Node *f(Node *n) { struct Node *tally_v1 = 0;
 * C-NEXT:     Node *found = ({
 * C-NEXT:         Node *next = find(n, 1);
 * C-NEXT:         if (!next)
 * C-NEXT:             { struct Node *tally_r = NULL; tally_decref(next); return tally_r; }
 * C-NEXT:         tally_v1 = (tally_incref(next));
 * C-NEXT:     tally_decref(next); tally_v1; });
 * C-NEXT:     { struct Node *tally_r = tally_incref(found); tally_decref(found); return tally_r; }
 * C-NEXT: }
 */
