/* A call that may release something: the cursor keeps its node.
 * RUN: %tally check --dump=optimise --function=f %s -- -std=c11 -I%S/../place | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --validate %s -o %t.c -- -std=c11 -I%S/../place && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(Node *list) {
    for (; list; list = list->next)
        use(list);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 list param strong owned stable : Node *
 * IR-NEXT:   full 0 condition
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   full 2 statement
 * IR-NEXT:   block 0 -> 1
 * IR-NEXT:     copy_param list
 * IR-NEXT:     jump
 * IR-NEXT:   block 1 -> 2, 4
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load list
 * IR-NEXT:     use %1
 * IR-NEXT:     end 0
 * IR-NEXT:     branch
 * IR-NEXT:   block 2 -> 3
 * IR-NEXT:     begin 1
 * IR-NEXT:     %2 = load list
 * IR-NEXT:     call use(%2)
 * IR-NEXT:     end 1
 * IR-NEXT:     jump
 * IR-NEXT:   block 3 -> 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     %3 = load list
 * IR-NEXT:     %4 = load %3->next
 * IR-NEXT:     %5 = retain %4
 * IR-NEXT:     store list, %5
 * IR-NEXT:     end 2
 * IR-NEXT:     jump
 * IR-NEXT:   block 4
 * IR-NEXT:     drop list
 * IR-NEXT:     leave list
 * IR-NEXT:     return
 * C: void f(Node *list) { tally_incref(list);
 * C-NEXT:     for (; list; tally__set_Node(&list, tally_incref(list->next)))
 * C-NEXT:         use(list);
 * C-NEXT: tally_decref(list); }
 */
