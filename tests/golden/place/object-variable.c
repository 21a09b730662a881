/* An object as a variable is a constant reference to it.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

Node *f(Node *p) {
    Node head = {0}, *tail = &head;
    head.next = p;
    use(tail);
    return head.next;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 p param strong stable : Node *
 * IR-NEXT:   var 1 head local strong owned stable : Node *
 * IR-NEXT:   var 2 tail local strong owned stable : Node *
 * IR-NEXT:   full 0 init
 * IR-NEXT:   full 1 init last
 * IR-NEXT:   full 2 statement
 * IR-NEXT:   full 3 statement
 * IR-NEXT:   full 4 return
 * IR-NEXT:   block 0
 * IR-NEXT:     declare head
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = make struct_Node()
 * IR-NEXT:     init head, %1
 * IR-NEXT:     end 0
 * IR-NEXT:     declare tail
 * IR-NEXT:     begin 1
 * IR-NEXT:     %2 = load head
 * IR-NEXT:     %8 = retain %2
 * IR-NEXT:     init tail, %8
 * IR-NEXT:     end 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     %3 = load head
 * IR-NEXT:     %4 = load p
 * IR-NEXT:     %9 = retain %4
 * IR-NEXT:     store %3->next, %9
 * IR-NEXT:     end 2
 * IR-NEXT:     begin 3
 * IR-NEXT:     %5 = load tail
 * IR-NEXT:     call use(%5)
 * IR-NEXT:     end 3
 * IR-NEXT:     begin 4
 * IR-NEXT:     %6 = load head
 * IR-NEXT:     %7 = load %6->next
 * IR-NEXT:     %10 = retain %7
 * IR-NEXT:     end 4
 * IR-NEXT:     drop tail
 * IR-NEXT:     leave tail
 * IR-NEXT:     drop head
 * IR-NEXT:     leave head
 * IR-NEXT:     return %10 in 4
 * IR-NEXT:   block 1
 * IR-NEXT:     return
 * C: Node *f(Node *p) {
 * C-NEXT:     TALLY__VARIABLE(, Node) head = {.tally__object = {0}}; Node *tail = tally_incref(&head.tally__object); tally__variable_begin(head, tally__type_Node);
 * C-NEXT:     tally__set_Node(&head.tally__object.next, tally_incref(p));
 * C-NEXT:     use(tail);
 * C-NEXT:     { struct Node *tally_r = tally_incref(head.tally__object.next); tally_decref(tail); tally__variable_end(head); return tally_r; }
 * C-NEXT: }
 */
