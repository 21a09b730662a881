/* A walk over a list counts nothing: nobody can end what it looks at.
 * RUN: %tally check --dump=optimise --function=f %s -- -std=c11 -I%S/../place | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --validate %s -o %t.c -- -std=c11 -I%S/../place && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

long f(const Node *list) {
    long sum = 0;
    for (; list; list = list->next)
        sum += list->value;
    return sum;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 list param strong stable : const Node *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 condition
 * IR-NEXT:   full 2 statement
 * IR-NEXT:   full 3 statement
 * IR-NEXT:   full 4 return
 * IR-NEXT:   block 0 -> 1
 * IR-NEXT:     begin 0
 * IR-NEXT:     end 0
 * IR-NEXT:     jump
 * IR-NEXT:   block 1 -> 2, 4
 * IR-NEXT:     begin 1
 * IR-NEXT:     %1 = load list
 * IR-NEXT:     use %1
 * IR-NEXT:     end 1
 * IR-NEXT:     branch
 * IR-NEXT:   block 2 -> 3
 * IR-NEXT:     begin 2
 * IR-NEXT:     %2 = load list
 * IR-NEXT:     use %2
 * IR-NEXT:     end 2
 * IR-NEXT:     jump
 * IR-NEXT:   block 3 -> 1
 * IR-NEXT:     begin 3
 * IR-NEXT:     %3 = load list
 * IR-NEXT:     %4 = load %3->next
 * IR-NEXT:     point list, %4
 * IR-NEXT:     end 3
 * IR-NEXT:     jump
 * IR-NEXT:   block 4
 * IR-NEXT:     begin 4
 * IR-NEXT:     end 4
 * IR-NEXT:     return in 4
 * IR-NEXT:   block 5
 * IR-NEXT:     return
 * C: long f(const Node *list) {
 * C-NEXT:     long sum = 0;
 * C-NEXT:     for (; list; list = list->next)
 * C-NEXT:         sum += list->value;
 * C-NEXT:     return sum;
 * C-NEXT: }
 */
