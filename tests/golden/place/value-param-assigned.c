/* A struct parameter of which a part is assigned.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(struct pair pair, Node *node) {
    pair.first = node;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 pair param owned stable : struct pair
 * IR-NEXT:   var 1 node param strong stable : Node *
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     copy_param pair
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load node
 * IR-NEXT:     %2 = retain %1
 * IR-NEXT:     store pair.first, %2
 * IR-NEXT:     end 0
 * IR-NEXT:     drop pair
 * IR-NEXT:     leave pair
 * IR-NEXT:     return
 * C: void f(struct pair pair, Node *node) { tally__copy_pair(pair);
 * C-NEXT:     tally__set_Node(&pair.first, tally_incref(node));
 * C-NEXT: tally__drop_value(&pair, &tally__layout_pair); }
 */
