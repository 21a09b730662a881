/* Others may write a variable whose address is taken: it counts.
 * RUN: %tally check --dump=optimise --function=f %s -- -std=c11 -I%S/../place | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --validate %s -o %t.c -- -std=c11 -I%S/../place && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

static void next(Node **place) {
    (void)place;
}
int f(Node *list) {
    Node *n = list, *m = n;
    next(&m);
    return n->value + m->value;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 list param strong stable : Node *
 * IR-NEXT:   var 1 n local strong owned stable : Node *
 * IR-NEXT:   var 2 m local strong owned escapes : Node *
 * IR-NEXT:   full 0 init
 * IR-NEXT:   full 1 init last
 * IR-NEXT:   full 2 statement
 * IR-NEXT:   full 3 return
 * IR-NEXT:   block 0
 * IR-NEXT:     declare n
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load list
 * IR-NEXT:     %5 = retain %1
 * IR-NEXT:     init n, %5
 * IR-NEXT:     end 0
 * IR-NEXT:     declare m
 * IR-NEXT:     begin 1
 * IR-NEXT:     %2 = load n
 * IR-NEXT:     %6 = retain %2
 * IR-NEXT:     init m, %6
 * IR-NEXT:     end 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     call next() quiet
 * IR-NEXT:     end 2
 * IR-NEXT:     begin 3
 * IR-NEXT:     %3 = load n
 * IR-NEXT:     use %3
 * IR-NEXT:     %4 = load m
 * IR-NEXT:     use %4
 * IR-NEXT:     end 3
 * IR-NEXT:     drop m
 * IR-NEXT:     leave m
 * IR-NEXT:     drop n
 * IR-NEXT:     leave n
 * IR-NEXT:     return in 3
 * IR-NEXT:   block 1
 * IR-NEXT:     return
 * C: int f(Node *list) {
 * C-NEXT:     Node *n = tally_incref(list), *m = tally_incref(n);
 * C-NEXT:     next(&m);
 * C-NEXT:     { int tally_r = n->value + m->value; tally__drop_Node(&m); tally_decref(n); return tally_r; }
 * C-NEXT: }
 */
