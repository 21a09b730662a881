/* A library function without callbacks releases nothing: nothing is held.
 * RUN: %tally check --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"
#include <string.h>

size_t f(Node *p) {
    return strlen(p->next->name);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 p param strong stable : Node *
 * IR-NEXT:   full 0 return
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load p
 * IR-NEXT:     %2 = load %1->next
 * IR-NEXT:     %3 = address %2->name, %2
 * IR-NEXT:     call strlen(%3) quiet
 * IR-NEXT:     end 0
 * IR-NEXT:     return in 0
 * IR-NEXT:   block 1
 * IR-NEXT:     return
 * C: size_t f(Node *p) {
 * C-NEXT:     return strlen(p->next->name);
 * C-NEXT: }
 */
