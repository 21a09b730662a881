/* A global place.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

static Node *head;
void f(Node *p) {
    head = p;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 p param strong stable : Node *
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load p
 * IR-NEXT:     %2 = retain %1
 * IR-NEXT:     store @head, %2
 * IR-NEXT:     end 0
 * IR-NEXT:     return
 * C: void f(Node *p) { tally__enter_unit(&tally__unit);
 * C-NEXT:     tally__set_Node(&head, tally_incref(p));
 * C-NEXT: }
 */
