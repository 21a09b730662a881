/* Braces left out, and what follows a designator.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(Node *node) {
    struct pair pairs[2] = {node, make(), 3, [1].second = node, 4};
    number(pairs[1].count);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 node param strong stable : Node *
 * IR-NEXT:   var 1 pairs local owned : struct pair[2]
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     declare pairs
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load node hazard
 * IR-NEXT:     %4 = retain %1
 * IR-NEXT:     init pairs.pairs, %4
 * IR-NEXT:     %2 = call make()
 * IR-NEXT:     init pairs.pairs, %2
 * IR-NEXT:     %3 = load node hazard
 * IR-NEXT:     %5 = retain %3
 * IR-NEXT:     init pairs.pairs, %5
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     call number()
 * IR-NEXT:     end 1
 * IR-NEXT:     drop pairs
 * IR-NEXT:     leave pairs
 * IR-NEXT:     return
 * C: void f(Node *node) {
 * C-NEXT:     struct pair pairs[2] = {tally_incref(node), make(), 3, [1].second = tally_incref(node), 4};
 * C-NEXT:     number(pairs[1].count);
 * C-NEXT: tally__drop_value(&pairs, &tally__layout_2_of_pair); }
 */
