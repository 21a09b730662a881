/* A compound literal takes what initialises it.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(struct pair *to, Node *node) {
    *to = (struct pair){node, make(), 1};
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 node param strong stable : Node *
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load node hazard
 * IR-NEXT:     %4 = retain %1
 * IR-NEXT:     %2 = call make()
 * IR-NEXT:     %3 = make pair(%4, %2)
 * IR-NEXT:     store [].*:none, %3
 * IR-NEXT:     end 0
 * IR-NEXT:     return
 * C: void f(struct pair *to, Node *node) {
 * C-NEXT:     tally__assign_pair(&*to, (struct pair){tally_incref(node), make(), 1});
 * C-NEXT: }
 */
