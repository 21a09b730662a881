/* A parameter that is assigned becomes an owned variable.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

int f(Node *p) {
    int count = 0;
    while (p) {
        count++;
        p = p->next;
    }
    return count;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 p param strong owned stable : Node *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 condition
 * IR-NEXT:   full 2 statement
 * IR-NEXT:   full 3 statement
 * IR-NEXT:   full 4 return
 * IR-NEXT:   block 0 -> 1
 * IR-NEXT:     copy_param p
 * IR-NEXT:     begin 0
 * IR-NEXT:     end 0
 * IR-NEXT:     jump
 * IR-NEXT:   block 1 -> 2, 3
 * IR-NEXT:     begin 1
 * IR-NEXT:     %1 = load p
 * IR-NEXT:     use %1
 * IR-NEXT:     end 1
 * IR-NEXT:     branch
 * IR-NEXT:   block 2 -> 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     end 2
 * IR-NEXT:     begin 3
 * IR-NEXT:     %2 = load p
 * IR-NEXT:     %3 = load %2->next
 * IR-NEXT:     %4 = retain %3
 * IR-NEXT:     store p, %4
 * IR-NEXT:     end 3
 * IR-NEXT:     jump
 * IR-NEXT:   block 3
 * IR-NEXT:     begin 4
 * IR-NEXT:     end 4
 * IR-NEXT:     drop p
 * IR-NEXT:     leave p
 * IR-NEXT:     return in 4
 * IR-NEXT:   block 4
 * IR-NEXT:     return
 * C: int f(Node *p) { tally_incref(p);
 * C-NEXT:     int count = 0;
 * C-NEXT:     while (p) {
 * C-NEXT:         count++;
 * C-NEXT:         tally__set_Node(&p, tally_incref(p->next));
 * C-NEXT:     }
 * C-NEXT:     { int tally_r = count; tally_decref(p); return tally_r; }
 * C-NEXT: }
 */
