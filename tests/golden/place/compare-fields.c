/* Comparison needs no count.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

int f(Node *p, Node *q) {
    return p->next == q->next && p != q;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 p param strong stable : Node *
 * IR-NEXT:   var 1 q param strong stable : Node *
 * IR-NEXT:   full 0 return
 * IR-NEXT:   block 0 -> 1, 2
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load p
 * IR-NEXT:     %2 = load %1->next
 * IR-NEXT:     %3 = load q
 * IR-NEXT:     %4 = load %3->next
 * IR-NEXT:     use %2
 * IR-NEXT:     use %4
 * IR-NEXT:     branch
 * IR-NEXT:   block 1 -> 2
 * IR-NEXT:     %5 = load p
 * IR-NEXT:     %6 = load q
 * IR-NEXT:     use %5
 * IR-NEXT:     use %6
 * IR-NEXT:     jump
 * IR-NEXT:   block 2
 * IR-NEXT:     end 0
 * IR-NEXT:     return in 0
 * IR-NEXT:   block 3
 * IR-NEXT:     return
 * C: int f(Node *p, Node *q) {
 * C-NEXT:     return p->next == q->next && p != q;
 * C-NEXT: }
 */
