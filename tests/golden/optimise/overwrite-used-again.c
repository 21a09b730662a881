/* The old head is looked at again in the same expression: it is retained.
 * RUN: %tally check --dump=optimise --function=f %s -- -std=c11 -I%S/../place | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --validate %s -o %t.c -- -std=c11 -I%S/../place && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

Node *f(Node *first) {
    Node *head = first;
    head = tally_new(Node, .next = head, .value = head->value);
    return head;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 first param strong stable : Node *
 * IR-NEXT:   var 1 head local strong owned stable : Node *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   full 2 return
 * IR-NEXT:   block 0
 * IR-NEXT:     declare head
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load first
 * IR-NEXT:     %6 = retain %1
 * IR-NEXT:     init head, %6
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     %2 = load head
 * IR-NEXT:     %7 = retain %2
 * IR-NEXT:     %3 = load head
 * IR-NEXT:     use %3
 * IR-NEXT:     %4 = new struct_Node(%7)
 * IR-NEXT:     store head, %4
 * IR-NEXT:     end 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     %5 = move head
 * IR-NEXT:     end 2
 * IR-NEXT:     leave head
 * IR-NEXT:     return %5 in 2
 * IR-NEXT:   block 1
 * IR-NEXT:     return
 * C: Node *f(Node *first) {
 * C-NEXT:     Node *head = tally_incref(first);
 * C-NEXT:     tally__set_Node(&head, tally__new_with(Node, tally__type_Node, .next = tally_incref(head), .value = head->value));
 * C-NEXT:     return tally__take_Node(&head);
 * C-NEXT: }
 */
