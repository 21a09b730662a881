/* A consumed parameter is an owned variable from the start.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(Node *n tally_consumed) {
    n = n->next;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 n param strong owned consumed stable : Node *
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load n
 * IR-NEXT:     %2 = load %1->next
 * IR-NEXT:     %3 = retain %2
 * IR-NEXT:     store n, %3
 * IR-NEXT:     end 0
 * IR-NEXT:     drop n
 * IR-NEXT:     leave n
 * IR-NEXT:     return
 * C: void f(Node *n tally_consumed) {
 * C-NEXT:     tally__set_Node(&n, tally_incref(n->next));
 * C-NEXT: tally_decref(n); }
 */
