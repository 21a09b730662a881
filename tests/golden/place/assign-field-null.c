/* Clearing a field.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(Node *p) {
    p->next = NULL;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 p param strong stable : Node *
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load p
 * IR-NEXT:     %2 = null
 * IR-NEXT:     store %1->next, %2
 * IR-NEXT:     end 0
 * IR-NEXT:     return
 * C: void f(Node *p) {
 * C-NEXT:     tally__set_Node(&p->next, NULL);
 * C-NEXT: }
 */
