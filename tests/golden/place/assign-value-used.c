/* The value of an assignment is looked at.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

int f(Node *p, Node *q) {
    return (p->next = q)->value;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 p param strong stable : Node *
 * IR-NEXT:   var 1 q param strong stable : Node *
 * IR-NEXT:   full 0 return
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load p
 * IR-NEXT:     %2 = load q
 * IR-NEXT:     %3 = retain %2
 * IR-NEXT:     store %1->next, %3
 * IR-NEXT:     use %2
 * IR-NEXT:     end 0
 * IR-NEXT:     return in 0
 * IR-NEXT:   block 1
 * IR-NEXT:     return
 * C: int f(Node *p, Node *q) {
 * C-NEXT:     return (tally__set_Node(&p->next, tally_incref(q)))->value;
 * C-NEXT: }
 */
