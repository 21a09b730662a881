/* A cast to const.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

int f(Node *p) {
    const Node *n = (const Node *)p->next;
    return n->value;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 p param strong stable : Node *
 * IR-NEXT:   var 1 n local strong owned stable : const Node *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 return
 * IR-NEXT:   block 0
 * IR-NEXT:     declare n
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load p
 * IR-NEXT:     %2 = load %1->next
 * IR-NEXT:     %4 = retain %2
 * IR-NEXT:     init n, %4
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     %3 = load n
 * IR-NEXT:     use %3
 * IR-NEXT:     end 1
 * IR-NEXT:     drop n
 * IR-NEXT:     leave n
 * IR-NEXT:     return in 1
 * IR-NEXT:   block 1
 * IR-NEXT:     return
 * C: int f(Node *p) {
 * C-NEXT:     const Node *n = (const Node *)tally_incref(p->next);
 * C-NEXT:     { int tally_r = n->value; tally_decref(n); return tally_r; }
 * C-NEXT: }
 */
