/* A raw pointer out of an object that was loaded from memory.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(Node *in) {
    char *s = in->next->name;
    use(in);
    text(s);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 in param strong stable : Node *
 * IR-NEXT:   var 1 tally_k1 local strong owned stable : Node *
 * IR-NEXT:   var 2 tally_t1 temp strong owned stable conditional : Node *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   full 2 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     declare tally_k1
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load in
 * IR-NEXT:     %2 = load %1->next
 * IR-NEXT:     %9 = retain %2
 * IR-NEXT:     %3 = move tally_k1
 * IR-NEXT:     %10 = hold tally_t1, %3
 * IR-NEXT:     use %10
 * IR-NEXT:     init tally_k1, %9
 * IR-NEXT:     %4 = load tally_k1
 * IR-NEXT:     %5 = address %4->name, %4
 * IR-NEXT:     use %5
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     %6 = load in
 * IR-NEXT:     call use(%6)
 * IR-NEXT:     end 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     %7 = load tally_k1
 * IR-NEXT:     %8 = raw %7
 * IR-NEXT:     call text(%8)
 * IR-NEXT:     end 2
 * IR-NEXT:     drop tally_k1
 * IR-NEXT:     leave tally_k1
 * IR-NEXT:     return
 * C: void f(Node *in) { struct Node *tally_k1 = 0; struct Node *tally_t1 = 0;
 * C-NEXT:     char *s = tally__keep_Node(&tally_k1, &tally_t1, tally_incref(in->next))->name; tally__drop_Node(&tally_t1);
 * C-NEXT:     use(in);
 * C-NEXT:     text(s);
 * C-NEXT: tally__drop_Node(&tally_k1); }
 */
