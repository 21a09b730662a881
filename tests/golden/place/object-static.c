/* Nobody counts a static object.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

static Node nil;

Node *f(Node *p) {
    p->next = &nil;
    nil.next = p;
    return &nil;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 p param strong stable : Node *
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   full 2 return
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load p
 * IR-NEXT:     %2 = null
 * IR-NEXT:     store %1->next, %2
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     %3 = null
 * IR-NEXT:     %4 = load p
 * IR-NEXT:     %6 = retain %4
 * IR-NEXT:     store %3->next, %6
 * IR-NEXT:     end 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     %5 = null
 * IR-NEXT:     end 2
 * IR-NEXT:     return %5 in 2
 * IR-NEXT:   block 1
 * IR-NEXT:     return
 * C: Node *f(Node *p) { tally__enter_unit(&tally__unit);
 * C-NEXT:     tally__set_Node(&p->next, &nil.tally__object);
 * C-NEXT:     tally__set_Node(&nil.tally__object.next, tally_incref(p));
 * C-NEXT:     return &nil.tally__object;
 * C-NEXT: }
 */
