/* A temporary behind ||.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(int c) {
    if (c || test(make())) number(1);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 tally_t1 temp strong owned stable conditional : Node *
 * IR-NEXT:   full 0 condition
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   block 0 -> 2, 1
 * IR-NEXT:     begin 0
 * IR-NEXT:     branch
 * IR-NEXT:   block 1 -> 2
 * IR-NEXT:     %1 = call make()
 * IR-NEXT:     %2 = hold tally_t1, %1
 * IR-NEXT:     call test(%2)
 * IR-NEXT:     jump
 * IR-NEXT:   block 2 -> 3, 4
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 0
 * IR-NEXT:     branch
 * IR-NEXT:   block 3 -> 4
 * IR-NEXT:     begin 1
 * IR-NEXT:     call number()
 * IR-NEXT:     end 1
 * IR-NEXT:     jump
 * IR-NEXT:   block 4
 * IR-NEXT:     return
 * C: void f(int c) { struct Node *tally_t1 = 0; int tally_c1;
 * C-NEXT:     if ((tally_c1 = (c || test((tally_t1 = make()))) != 0, tally__drop_Node(&tally_t1), tally_c1)) number(1);
 * C-NEXT: }
 */
