/* The type of a value is not that of the place that it was read from.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=gnu11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=gnu11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(Node *n) {
    __auto_type a = n->parent;
    __typeof__(n->parent) b = a;
    use2(a, b);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 n param strong stable : Node *
 * IR-NEXT:   var 1 a local strong owned stable : Node *
 * IR-NEXT:   var 2 b local weak owned : Node *
 * IR-NEXT:   var 3 tally_t1 temp strong owned stable conditional : Node *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 init last
 * IR-NEXT:   full 2 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     declare a
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load n
 * IR-NEXT:     %2 = load_weak %1->parent
 * IR-NEXT:     init a, %2
 * IR-NEXT:     end 0
 * IR-NEXT:     declare b
 * IR-NEXT:     begin 1
 * IR-NEXT:     %3 = load a
 * IR-NEXT:     init_weak b, %3
 * IR-NEXT:     end 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     %4 = load a
 * IR-NEXT:     %5 = load_weak b
 * IR-NEXT:     %6 = hold tally_t1, %5
 * IR-NEXT:     call use2(%4, %6)
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 2
 * IR-NEXT:     drop b
 * IR-NEXT:     leave b
 * IR-NEXT:     drop a
 * IR-NEXT:     leave a
 * IR-NEXT:     return
 * C: void f(Node *n) { struct Node *tally_t1 = 0;
 * C-NEXT:     __auto_type a = (struct Node *)(tally__weak_load_Node(&n->parent));
 * C-NEXT:     __typeof__(n->parent) b = tally__weak_init_Node(a);
 * C-NEXT:     use2(a, (tally_t1 = tally__weak_load_Node(&b))), tally__drop_Node(&tally_t1);
 * C-NEXT: tally__weak_drop_Node(&b); tally_decref(a); }
 */
