/* What a search finds is retained where it is returned, and nowhere else.
 * RUN: %tally check --dump=optimise --function=f %s -- -std=c11 -I%S/../place | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --validate %s -o %t.c -- -std=c11 -I%S/../place && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

Node *f(Node *tree, int value) {
    Node *best = NULL;
    for (Node *n = tree; n != NULL;) {
        Node *side = n->value < value ? n->next : n->kids[0];
        if (n->value == value)
            best = n;
        n = side;
    }
    return best;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 tree param strong stable : Node *
 * IR-NEXT:   var 1 best local strong stable : Node *
 * IR-NEXT:   var 2 n local strong stable : Node *
 * IR-NEXT:   var 3 side local strong stable : Node *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 init last
 * IR-NEXT:   full 2 condition
 * IR-NEXT:   full 3 init last
 * IR-NEXT:   full 4 condition
 * IR-NEXT:   full 5 statement
 * IR-NEXT:   full 6 statement
 * IR-NEXT:   full 7 return
 * IR-NEXT:   block 0 -> 1
 * IR-NEXT:     declare best
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = null
 * IR-NEXT:     point best, %1
 * IR-NEXT:     end 0
 * IR-NEXT:     declare n
 * IR-NEXT:     begin 1
 * IR-NEXT:     %2 = load tree
 * IR-NEXT:     point n, %2
 * IR-NEXT:     end 1
 * IR-NEXT:     jump
 * IR-NEXT:   block 1 -> 2, 4
 * IR-NEXT:     begin 2
 * IR-NEXT:     %3 = load n
 * IR-NEXT:     use %3
 * IR-NEXT:     end 2
 * IR-NEXT:     branch
 * IR-NEXT:   block 2 -> 5, 6
 * IR-NEXT:     declare side
 * IR-NEXT:     begin 3
 * IR-NEXT:     %4 = load n
 * IR-NEXT:     use %4
 * IR-NEXT:     branch
 * IR-NEXT:   block 3 -> 1
 * IR-NEXT:     jump in none
 * IR-NEXT:   block 4
 * IR-NEXT:     leave n
 * IR-NEXT:     begin 7
 * IR-NEXT:     %13 = load best
 * IR-NEXT:     %15 = retain %13
 * IR-NEXT:     end 7
 * IR-NEXT:     leave best
 * IR-NEXT:     return %15 in 7
 * IR-NEXT:   block 5 -> 7
 * IR-NEXT:     %5 = load n in 3
 * IR-NEXT:     %6 = load %5->next
 * IR-NEXT:     jump
 * IR-NEXT:   block 6 -> 7
 * IR-NEXT:     %7 = load n
 * IR-NEXT:     %8 = load %7->[]
 * IR-NEXT:     jump
 * IR-NEXT:   block 7 -> 8, 9
 * IR-NEXT:     %9 = phi 5: %6, 6: %8
 * IR-NEXT:     point side, %9
 * IR-NEXT:     end 3
 * IR-NEXT:     begin 4
 * IR-NEXT:     %10 = load n
 * IR-NEXT:     use %10
 * IR-NEXT:     end 4
 * IR-NEXT:     branch
 * IR-NEXT:   block 8 -> 9
 * IR-NEXT:     begin 5
 * IR-NEXT:     %11 = load n
 * IR-NEXT:     point best, %11
 * IR-NEXT:     end 5
 * IR-NEXT:     jump
 * IR-NEXT:   block 9 -> 3
 * IR-NEXT:     begin 6
 * IR-NEXT:     %12 = load side
 * IR-NEXT:     point n, %12
 * IR-NEXT:     end 6
 * IR-NEXT:     leave side
 * IR-NEXT:     jump
 * IR-NEXT:   block 10
 * IR-NEXT:     return
 * C: Node *f(Node *tree, int value) {
 * C-NEXT:     Node *best = NULL;
 * C-NEXT:     for (Node *n = tree; n != NULL;) {
 * C-NEXT:         Node *side = n->value < value ? n->next : n->kids[0];
 * C-NEXT:         if (n->value == value)
 * C-NEXT:             best = n;
 * C-NEXT:         n = side;
 * C-NEXT:     }
 * C-NEXT:     return tally_incref(best);
 * C-NEXT: }
 */
