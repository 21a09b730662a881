/* A raw pointer that an argument keeps.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

char *name_of(Node *in) tally_borrowed_from(in);

void f(void) {
    text(name_of(make()));
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 tally_t1 temp strong owned stable conditional : Node *
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = call make()
 * IR-NEXT:     %3 = hold tally_t1, %1
 * IR-NEXT:     call name_of(%3)
 * IR-NEXT:     %2 = raw %3
 * IR-NEXT:     call text(%2)
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 0
 * IR-NEXT:     return
 * C: void f(void) { struct Node *tally_t1 = 0;
 * C-NEXT:     text(name_of((tally_t1 = make()))), tally__drop_Node(&tally_t1);
 * C-NEXT: }
 */
