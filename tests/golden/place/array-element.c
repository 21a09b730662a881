/* The elements of an array of references are places in it.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(Node **tally_array nodes, Node *node) {
    nodes[0] = node;
    *nodes = nodes[1];
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 nodes param strong stable : Node **
 * IR-NEXT:   var 1 node param strong stable : Node *
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load nodes
 * IR-NEXT:     %2 = load node
 * IR-NEXT:     %6 = retain %2
 * IR-NEXT:     store %1->[], %6
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     %3 = load nodes
 * IR-NEXT:     %4 = load nodes
 * IR-NEXT:     %5 = load %4->[]
 * IR-NEXT:     %7 = retain %5
 * IR-NEXT:     store %3->*, %7
 * IR-NEXT:     end 1
 * IR-NEXT:     return
 * C: void f(Node **tally_array nodes, Node *node) {
 * C-NEXT:     tally__set_Node(&nodes[0], tally_incref(node));
 * C-NEXT:     tally__set_Node(&*nodes, tally_incref(nodes[1]));
 * C-NEXT: }
 */
