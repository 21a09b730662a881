/* A parameter whose address is taken does so too.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(Node *p) {
    out(&p);
    use(p);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 p param strong owned escapes : Node *
 * IR-NEXT:   var 1 tally_t1 temp strong owned stable conditional : Node *
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     copy_param p
 * IR-NEXT:     begin 0
 * IR-NEXT:     call out()
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     %1 = load p
 * IR-NEXT:     %2 = retain %1
 * IR-NEXT:     %3 = hold tally_t1, %2
 * IR-NEXT:     call use(%3)
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 1
 * IR-NEXT:     drop p
 * IR-NEXT:     leave p
 * IR-NEXT:     return
 * C: void f(Node *p) { struct Node *tally_t1 = 0; tally_incref(p);
 * C-NEXT:     out(&p);
 * C-NEXT:     use((tally_t1 = tally_incref(p))), tally__drop_Node(&tally_t1);
 * C-NEXT: tally__drop_Node(&p); }
 */
