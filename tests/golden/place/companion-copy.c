/* A copy has a companion of its own, which takes what that of the first has.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(Node *in) {
    char *s = in->next->name, *t;
    t = s;
    s = in->kids[0]->name;
    text(t);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 in param strong stable : Node *
 * IR-NEXT:   var 1 tally_k1 local strong owned stable : Node *
 * IR-NEXT:   var 2 tally_k2 local strong owned stable : Node *
 * IR-NEXT:   var 3 tally_t1 temp strong owned stable conditional : Node *
 * IR-NEXT:   full 0 init
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   full 2 statement
 * IR-NEXT:   full 3 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     declare tally_k1
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load in
 * IR-NEXT:     %2 = load %1->next
 * IR-NEXT:     %17 = retain %2
 * IR-NEXT:     %3 = move tally_k1
 * IR-NEXT:     %18 = hold tally_t1, %3
 * IR-NEXT:     use %18
 * IR-NEXT:     init tally_k1, %17
 * IR-NEXT:     %4 = load tally_k1
 * IR-NEXT:     %5 = address %4->name, %4
 * IR-NEXT:     use %5
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 0
 * IR-NEXT:     declare tally_k2
 * IR-NEXT:     begin 1
 * IR-NEXT:     %6 = load tally_k1
 * IR-NEXT:     %19 = retain %6
 * IR-NEXT:     %7 = move tally_k2
 * IR-NEXT:     %20 = hold tally_t1, %7
 * IR-NEXT:     use %20
 * IR-NEXT:     init tally_k2, %19
 * IR-NEXT:     %8 = load tally_k2
 * IR-NEXT:     %9 = raw %8
 * IR-NEXT:     use %9
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     %10 = load in
 * IR-NEXT:     %11 = load %10->[]
 * IR-NEXT:     %21 = retain %11
 * IR-NEXT:     %12 = move tally_k1
 * IR-NEXT:     %22 = hold tally_t1, %12
 * IR-NEXT:     use %22
 * IR-NEXT:     init tally_k1, %21
 * IR-NEXT:     %13 = load tally_k1
 * IR-NEXT:     %14 = address %13->name, %13
 * IR-NEXT:     use %14
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 2
 * IR-NEXT:     begin 3
 * IR-NEXT:     %15 = load tally_k2
 * IR-NEXT:     %16 = raw %15
 * IR-NEXT:     call text(%16)
 * IR-NEXT:     end 3
 * IR-NEXT:     drop tally_k2
 * IR-NEXT:     leave tally_k2
 * IR-NEXT:     drop tally_k1
 * IR-NEXT:     leave tally_k1
 * IR-NEXT:     return
 * C: void f(Node *in) { struct Node *tally_k1 = 0; struct Node *tally_k2 = 0; struct Node *tally_t1 = 0; char *tally_v1;
 * C-NEXT:     char *s = (tally_v1 = (tally__keep_Node(&tally_k1, &tally_t1, tally_incref(in->next))->name), tally__drop_Node(&tally_t1), tally_v1), *t;
 * C-NEXT:     t = (tally__keep_Node(&tally_k2, &tally_t1, tally_incref(tally_k1)), s), tally__drop_Node(&tally_t1);
 * C-NEXT:     s = tally__keep_Node(&tally_k1, &tally_t1, tally_incref(in->kids[0]))->name, tally__drop_Node(&tally_t1);
 * C-NEXT:     text(t);
 * C-NEXT: tally__drop_Node(&tally_k2); tally__drop_Node(&tally_k1); }
 */
