/* A weak place does not count.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(Node *p, Node *q) {
    p->parent = q;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 p param strong stable : Node *
 * IR-NEXT:   var 1 q param strong stable : Node *
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load p
 * IR-NEXT:     %2 = load q
 * IR-NEXT:     store_weak %1->parent, %2
 * IR-NEXT:     end 0
 * IR-NEXT:     return
 * C: void f(Node *p, Node *q) {
 * C-NEXT:     tally__weak_store_Node(&p->parent, q);
 * C-NEXT: }
 */
