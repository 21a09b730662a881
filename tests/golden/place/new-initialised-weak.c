/* A weak field is initialised with a weak reference.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

Node *f(Node *p) {
    return tally_new(Node, .parent = p);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 p param strong stable : Node *
 * IR-NEXT:   full 0 return
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load p
 * IR-NEXT:     init_weak [].?, %1
 * IR-NEXT:     %2 = new struct_Node()
 * IR-NEXT:     end 0
 * IR-NEXT:     return %2 in 0
 * IR-NEXT:   block 1
 * IR-NEXT:     return
 * C: Node *f(Node *p) {
 * C-NEXT:     return tally__new_with(Node, tally__type_Node, .parent = tally__weak_init_Node(p));
 * C-NEXT: }
 */
