/* A list grows at its head: the old head moves into the new node.
 * RUN: %tally check --dump=optimise --function=f %s -- -std=c11 -I%S/../place | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --validate %s -o %t.c -- -std=c11 -I%S/../place && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

Node *f(int count) {
    Node *head = NULL;
    while (count-- > 0)
        head = tally_new(Node, .next = head, .value = count);
    return head;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 head local strong owned stable : Node *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 condition
 * IR-NEXT:   full 2 statement
 * IR-NEXT:   full 3 return
 * IR-NEXT:   block 0 -> 1
 * IR-NEXT:     declare head
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = null
 * IR-NEXT:     init head, %1
 * IR-NEXT:     end 0
 * IR-NEXT:     jump
 * IR-NEXT:   block 1 -> 2, 3
 * IR-NEXT:     begin 1
 * IR-NEXT:     end 1
 * IR-NEXT:     branch
 * IR-NEXT:   block 2 -> 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     %2 = move head
 * IR-NEXT:     %3 = new struct_Node(%2)
 * IR-NEXT:     store head, %3
 * IR-NEXT:     end 2
 * IR-NEXT:     jump
 * IR-NEXT:   block 3
 * IR-NEXT:     begin 3
 * IR-NEXT:     %4 = move head
 * IR-NEXT:     end 3
 * IR-NEXT:     leave head
 * IR-NEXT:     return %4 in 3
 * IR-NEXT:   block 4
 * IR-NEXT:     return
 * C: Node *f(int count) {
 * C-NEXT:     Node *head = NULL;
 * C-NEXT:     while (count-- > 0)
 * C-NEXT:         tally__set_Node(&head, tally__new_with(Node, tally__type_Node, .next = tally__take_Node(&head), .value = count));
 * C-NEXT:     return tally__take_Node(&head);
 * C-NEXT: }
 */
