/* nullptr, and types that C23's auto infers.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c2x | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c2x && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

Node *f(Node *n) {
    auto next = n->next;
    n->next = nullptr;
    if (next == nullptr)
        return nullptr;
    return next;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 n param strong stable : Node *
 * IR-NEXT:   var 1 next local strong owned stable : Node *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   full 2 condition
 * IR-NEXT:   full 3 return
 * IR-NEXT:   full 4 return
 * IR-NEXT:   block 0 -> 1, 3
 * IR-NEXT:     declare next
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load n
 * IR-NEXT:     %2 = load %1->next
 * IR-NEXT:     %8 = retain %2
 * IR-NEXT:     init next, %8
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     %3 = load n
 * IR-NEXT:     %4 = null
 * IR-NEXT:     store %3->next, %4
 * IR-NEXT:     end 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     %5 = load next
 * IR-NEXT:     use %5
 * IR-NEXT:     end 2
 * IR-NEXT:     branch
 * IR-NEXT:   block 1
 * IR-NEXT:     begin 3
 * IR-NEXT:     %6 = null
 * IR-NEXT:     end 3
 * IR-NEXT:     drop next
 * IR-NEXT:     leave next
 * IR-NEXT:     return %6 in 3
 * IR-NEXT:   block 2 -> 3
 * IR-NEXT:     jump
 * IR-NEXT:   block 3
 * IR-NEXT:     begin 4
 * IR-NEXT:     %7 = load next
 * IR-NEXT:     %9 = retain %7
 * IR-NEXT:     end 4
 * IR-NEXT:     drop next
 * IR-NEXT:     leave next
 * IR-NEXT:     return %9 in 4
 * IR-NEXT:   block 4
 * IR-NEXT:     return
 * C: Node *f(Node *n) {
 * C-NEXT:     auto next = (struct Node *)(tally_incref(n->next));
 * C-NEXT:     tally__set_Node(&n->next, nullptr);
 * C-NEXT:     if (next == nullptr)
 * C-NEXT:         { struct Node *tally_r = nullptr; tally_decref(next); return tally_r; }
 * C-NEXT:     { struct Node *tally_r = tally_incref(next); tally_decref(next); return tally_r; }
 * C-NEXT: }
 */
