/* Not of functions that one calls which counts by hand.
 * RUN: %tally check --dump=optimise --function=f %s -- -std=c11 -I%S/../place | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --validate %s -o %t.c -- -std=c11 -I%S/../place && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

static Node *f(Node *next) {
    return tally_new(Node, .next = next);
}

tally_unmanaged Node *all(Node *n) {
    return f(n);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 next param strong stable : Node *
 * IR-NEXT:   full 0 return
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load next
 * IR-NEXT:     %3 = retain %1
 * IR-NEXT:     %2 = new struct_Node(%3)
 * IR-NEXT:     end 0
 * IR-NEXT:     return %2 in 0
 * IR-NEXT:   block 1
 * IR-NEXT:     return
 * C: static Node *f(Node *next) {
 * C-NEXT:     return tally__new_with(Node, tally__type_Node, .next = tally_incref(next));
 * C-NEXT: }
 */
