/* A local array of references is dropped as a value.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(Node *p) {
    Node *a[3];
    a[0] = p;
    use(a[0]);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 p param strong stable : Node *
 * IR-NEXT:   var 1 a local owned : Node *[3]
 * IR-NEXT:   var 2 tally_t1 temp strong owned stable conditional : Node *
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     declare a
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load p
 * IR-NEXT:     %3 = retain %1
 * IR-NEXT:     store a.[], %3
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     %2 = load a.[]
 * IR-NEXT:     %4 = retain %2
 * IR-NEXT:     %5 = hold tally_t1, %4
 * IR-NEXT:     call use(%5)
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 1
 * IR-NEXT:     drop a
 * IR-NEXT:     leave a
 * IR-NEXT:     return
 * C: void f(Node *p) { struct Node *tally_t1 = 0;
 * C-NEXT:     Node *a[3] = {0};
 * C-NEXT:     tally__set_Node(&a[0], tally_incref(p));
 * C-NEXT:     use((tally_t1 = tally_incref(a[0]))), tally__drop_Node(&tally_t1);
 * C-NEXT: tally__drop_value(&a, &tally__layout_3_strong); }
 */
