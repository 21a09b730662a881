/* A weak local variable.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(Node *p) {
    Node *tally_weak w = p;
    use(w);
    w = NULL;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 p param strong stable : Node *
 * IR-NEXT:   var 1 w local weak owned : Node *
 * IR-NEXT:   var 2 tally_t1 temp strong owned stable conditional : Node *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   full 2 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     declare w
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load p
 * IR-NEXT:     init_weak w, %1
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     %2 = load_weak w
 * IR-NEXT:     %4 = hold tally_t1, %2
 * IR-NEXT:     call use(%4)
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     %3 = null
 * IR-NEXT:     store_weak w, %3
 * IR-NEXT:     end 2
 * IR-NEXT:     drop w
 * IR-NEXT:     leave w
 * IR-NEXT:     return
 * C: void f(Node *p) { struct Node *tally_t1 = 0;
 * C-NEXT:     Node *tally_weak w = tally__weak_init_Node(p);
 * C-NEXT:     use((tally_t1 = tally__weak_load_Node(&w))), tally__drop_Node(&tally_t1);
 * C-NEXT:     tally__weak_store_Node(&w, NULL);
 * C-NEXT: tally__weak_drop_Node(&w); }
 */
