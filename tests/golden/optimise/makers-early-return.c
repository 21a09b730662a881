/* Not where a path returns something else.
 * RUN: %tally check --dump=optimise --function=f %s -- -std=c11 -I%S/../place | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --validate %s -o %t.c -- -std=c11 -I%S/../place && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

static Node *f(Node *next, int count) {
    if (count == 0)
        return NULL;
    return tally_new(Node, .next = next);
}

Node *all(Node *n) {
    return f(n, 1);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 next param strong stable : Node *
 * IR-NEXT:   full 0 condition
 * IR-NEXT:   full 1 return
 * IR-NEXT:   full 2 return
 * IR-NEXT:   block 0 -> 1, 3
 * IR-NEXT:     begin 0
 * IR-NEXT:     end 0
 * IR-NEXT:     branch
 * IR-NEXT:   block 1
 * IR-NEXT:     begin 1
 * IR-NEXT:     %1 = null
 * IR-NEXT:     end 1
 * IR-NEXT:     return %1 in 1
 * IR-NEXT:   block 2 -> 3
 * IR-NEXT:     jump
 * IR-NEXT:   block 3
 * IR-NEXT:     begin 2
 * IR-NEXT:     %2 = load next
 * IR-NEXT:     %4 = retain %2
 * IR-NEXT:     %3 = new struct_Node(%4)
 * IR-NEXT:     end 2
 * IR-NEXT:     return %3 in 2
 * IR-NEXT:   block 4
 * IR-NEXT:     return
 * C: static Node *f(Node *next, int count) {
 * C-NEXT:     if (count == 0)
 * C-NEXT:         return NULL;
 * C-NEXT:     return tally__new_with(Node, tally__type_Node, .next = tally_incref(next));
 * C-NEXT: }
 */
