/* The place behind the last node of a list.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(Node **last, Node *n) {
    while (*last)
        last = &(*last)->next;
    *last = n;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 tally_k1 local strong owned stable : Node *
 * IR-NEXT:   var 1 n param strong stable : Node *
 * IR-NEXT:   var 2 tally_t1 temp strong owned stable conditional : Node *
 * IR-NEXT:   full 0 condition
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   full 2 statement
 * IR-NEXT:   block 0 -> 1
 * IR-NEXT:     declare tally_k1
 * IR-NEXT:     jump
 * IR-NEXT:   block 1 -> 2, 3
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load tally_k1
 * IR-NEXT:     %2 = raw %1
 * IR-NEXT:     %3 = load [%2].*
 * IR-NEXT:     use %3
 * IR-NEXT:     end 0
 * IR-NEXT:     branch
 * IR-NEXT:   block 2 -> 1
 * IR-NEXT:     begin 1
 * IR-NEXT:     %4 = load tally_k1
 * IR-NEXT:     %5 = raw %4
 * IR-NEXT:     %6 = load [%5].*
 * IR-NEXT:     %13 = retain %6
 * IR-NEXT:     %7 = move tally_k1
 * IR-NEXT:     %14 = hold tally_t1, %7
 * IR-NEXT:     use %14
 * IR-NEXT:     init tally_k1, %13
 * IR-NEXT:     %8 = load tally_k1
 * IR-NEXT:     %9 = address %8->next:strong, %8
 * IR-NEXT:     use %9
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 1
 * IR-NEXT:     jump
 * IR-NEXT:   block 3
 * IR-NEXT:     begin 2
 * IR-NEXT:     %10 = load tally_k1
 * IR-NEXT:     %11 = raw %10
 * IR-NEXT:     %12 = load n
 * IR-NEXT:     %15 = retain %12
 * IR-NEXT:     store [%11].*, %15
 * IR-NEXT:     end 2
 * IR-NEXT:     drop tally_k1
 * IR-NEXT:     leave tally_k1
 * IR-NEXT:     return
 * C: void f(Node **last, Node *n) { struct Node *tally_k1 = 0; struct Node *tally_t1 = 0;
 * C-NEXT:     while (*last)
 * C-NEXT:         last = &(tally__keep_Node(&tally_k1, &tally_t1, tally_incref(*last)))->next, tally__drop_Node(&tally_t1);
 * C-NEXT:     tally__set_Node(&*last, tally_incref(n));
 * C-NEXT: tally__drop_Node(&tally_k1); }
 */
