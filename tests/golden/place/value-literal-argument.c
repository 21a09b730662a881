/* A compound literal as argument is held.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void look(struct pair pair);

void f(Node *node) {
    look((struct pair){node, node});
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 node param strong stable : Node *
 * IR-NEXT:   var 1 tally_t1 temp owned stable conditional : struct pair
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load node
 * IR-NEXT:     %4 = retain %1
 * IR-NEXT:     %2 = load node
 * IR-NEXT:     %5 = retain %2
 * IR-NEXT:     %3 = make pair(%4, %5)
 * IR-NEXT:     %6 = hold tally_t1, %3
 * IR-NEXT:     call look(%6)
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 0
 * IR-NEXT:     return
 * C: void f(Node *node) { struct pair tally_t1 = {0};
 * C-NEXT:     look((tally_t1 = (struct pair){tally_incref(node), tally_incref(node)})), tally__drop_value(&tally_t1, &tally__layout_pair);
 * C-NEXT: }
 */
