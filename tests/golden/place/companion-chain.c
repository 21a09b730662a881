/* One object for the companions of two raw pointers.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(Node *in) {
    char *a, *b;
    a = b = in->next->name;
    b = in->kids[0]->name;
    text(a);
    text(b);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 in param strong stable : Node *
 * IR-NEXT:   var 1 tally_k1 local strong owned stable : Node *
 * IR-NEXT:   var 2 tally_k2 local strong owned stable : Node *
 * IR-NEXT:   var 3 tally_t1 temp strong owned stable conditional : Node *
 * IR-NEXT:   var 4 tally_t2 temp strong owned stable conditional : Node *
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   full 2 statement
 * IR-NEXT:   full 3 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     declare tally_k1
 * IR-NEXT:     declare tally_k2
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load in
 * IR-NEXT:     %2 = load %1->next
 * IR-NEXT:     %17 = retain %2
 * IR-NEXT:     %3 = move tally_k2
 * IR-NEXT:     %18 = hold tally_t1, %3
 * IR-NEXT:     use %18
 * IR-NEXT:     init tally_k2, %17
 * IR-NEXT:     %4 = load tally_k2
 * IR-NEXT:     %19 = retain %4
 * IR-NEXT:     %5 = move tally_k1
 * IR-NEXT:     %20 = hold tally_t2, %5
 * IR-NEXT:     use %20
 * IR-NEXT:     init tally_k1, %19
 * IR-NEXT:     %6 = load tally_k1
 * IR-NEXT:     %7 = address %6->name, %6
 * IR-NEXT:     use %7
 * IR-NEXT:     use %7
 * IR-NEXT:     drop tally_t2
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     %8 = load in
 * IR-NEXT:     %9 = load %8->[]
 * IR-NEXT:     %21 = retain %9
 * IR-NEXT:     %10 = move tally_k2
 * IR-NEXT:     %22 = hold tally_t1, %10
 * IR-NEXT:     use %22
 * IR-NEXT:     init tally_k2, %21
 * IR-NEXT:     %11 = load tally_k2
 * IR-NEXT:     %12 = address %11->name, %11
 * IR-NEXT:     use %12
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     %13 = load tally_k1
 * IR-NEXT:     %14 = raw %13
 * IR-NEXT:     call text(%14)
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
 * C: void f(Node *in) { struct Node *tally_k1 = 0; struct Node *tally_k2 = 0; struct Node *tally_t1 = 0; struct Node *tally_t2 = 0;
 * C-NEXT:     char *a, *b;
 * C-NEXT:     a = b = tally__keep_Node(&tally_k1, &tally_t2, tally_incref(tally__keep_Node(&tally_k2, &tally_t1, tally_incref(in->next))))->name, tally__drop_Node(&tally_t2), tally__drop_Node(&tally_t1);
 * C-NEXT:     b = tally__keep_Node(&tally_k2, &tally_t1, tally_incref(in->kids[0]))->name, tally__drop_Node(&tally_t1);
 * C-NEXT:     text(a);
 * C-NEXT:     text(b);
 * C-NEXT: tally__drop_Node(&tally_k2); tally__drop_Node(&tally_k1); }
 */
