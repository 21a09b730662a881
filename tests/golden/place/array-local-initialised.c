/* An initialised array.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(Node *p) {
    Node *a[2] = {p, make()};
    use(a[1]);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 p param strong stable : Node *
 * IR-NEXT:   var 1 a local owned : Node *[2]
 * IR-NEXT:   var 2 tally_t1 temp strong owned stable conditional : Node *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     declare a
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load p hazard
 * IR-NEXT:     %4 = retain %1
 * IR-NEXT:     init a.a, %4
 * IR-NEXT:     %2 = call make()
 * IR-NEXT:     init a.a, %2
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     %3 = load a.[]
 * IR-NEXT:     %5 = retain %3
 * IR-NEXT:     %6 = hold tally_t1, %5
 * IR-NEXT:     call use(%6)
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 1
 * IR-NEXT:     drop a
 * IR-NEXT:     leave a
 * IR-NEXT:     return
 * C: void f(Node *p) { struct Node *tally_t1 = 0;
 * C-NEXT:     Node *a[2] = {tally_incref(p), make()};
 * C-NEXT:     use((tally_t1 = tally_incref(a[1]))), tally__drop_Node(&tally_t1);
 * C-NEXT: tally__drop_value(&a, &tally__layout_2_strong); }
 */
