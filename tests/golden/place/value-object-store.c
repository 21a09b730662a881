/* A whole object is overwritten.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(Node *node, Node *other) {
    *node = (Node){.next = other, .peer = other};
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 node param strong stable : Node *
 * IR-NEXT:   var 1 other param strong stable : Node *
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load node
 * IR-NEXT:     %2 = load other
 * IR-NEXT:     %5 = retain %2
 * IR-NEXT:     %3 = load other
 * IR-NEXT:     init_raw [].?, %3
 * IR-NEXT:     %4 = make Node(%5)
 * IR-NEXT:     store %1->*:none, %4
 * IR-NEXT:     end 0
 * IR-NEXT:     return
 * C: void f(Node *node, Node *other) {
 * C-NEXT:     tally__assign_Node(&*node, (Node){.next = tally_incref(other), .peer = other});
 * C-NEXT: }
 */
