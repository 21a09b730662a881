/* So it does in one that calls another one for its result.
 * RUN: %tally check --dump=optimise --function=f %s -- -std=c11 -I%S/../place | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --validate %s -o %t.c -- -std=c11 -I%S/../place && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

static Node *cons(Node *next) {
    return tally_new(Node, .next = next);
}

static Node *f(Node *next) {
    return cons(cons(next));
}

Node *all(Node *n) {
    return f(n);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 next param strong owned consumed stable : Node *
 * IR-NEXT:   full 0 return
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = move next
 * IR-NEXT:     %2 = call cons(take %1)
 * IR-NEXT:     %3 = call cons(take %2)
 * IR-NEXT:     end 0
 * IR-NEXT:     leave next
 * IR-NEXT:     return %3 in 0
 * IR-NEXT:   block 1
 * IR-NEXT:     return
 * C: static Node *f(Node *next) {
 * C-NEXT:     return cons(cons(tally__take_Node(&next)));
 * C-NEXT: }
 */
