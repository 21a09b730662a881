/* What becomes part of the result of a static function is handed over.
 * RUN: %tally check --dump=optimise --function=f %s -- -std=c11 -I%S/../place | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --validate %s -o %t.c -- -std=c11 -I%S/../place && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

static Node *behind(Node *next, Node *first) {
    return tally_new(Node, .next = next, .kids = {first});
}

Node *f(int count) {
    Node *list = NULL;
    while (count-- > 0)
        list = behind(list, make());
    return list;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 list local strong owned stable : Node *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 condition
 * IR-NEXT:   full 2 statement
 * IR-NEXT:   full 3 return
 * IR-NEXT:   block 0 -> 1
 * IR-NEXT:     declare list
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = null
 * IR-NEXT:     init list, %1
 * IR-NEXT:     end 0
 * IR-NEXT:     jump
 * IR-NEXT:   block 1 -> 2, 3
 * IR-NEXT:     begin 1
 * IR-NEXT:     end 1
 * IR-NEXT:     branch
 * IR-NEXT:   block 2 -> 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     %2 = move list
 * IR-NEXT:     %3 = call make()
 * IR-NEXT:     %4 = call behind(take %2, take %3)
 * IR-NEXT:     store list, %4
 * IR-NEXT:     end 2
 * IR-NEXT:     jump
 * IR-NEXT:   block 3
 * IR-NEXT:     begin 3
 * IR-NEXT:     %5 = move list
 * IR-NEXT:     end 3
 * IR-NEXT:     leave list
 * IR-NEXT:     return %5 in 3
 * IR-NEXT:   block 4
 * IR-NEXT:     return
 * C: Node *f(int count) {
 * C-NEXT:     Node *list = NULL;
 * C-NEXT:     while (count-- > 0)
 * C-NEXT:         tally__set_Node(&list, behind(tally__take_Node(&list), make()));
 * C-NEXT:     return tally__take_Node(&list);
 * C-NEXT: }
 */
