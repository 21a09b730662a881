/* An owned initialiser moves in without a count.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

Node *f(void) {
    return tally_new(Node, .next = make());
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   full 0 return
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = call make()
 * IR-NEXT:     %2 = new struct_Node(%1)
 * IR-NEXT:     end 0
 * IR-NEXT:     return %2 in 0
 * IR-NEXT:   block 1
 * IR-NEXT:     return
 * C: Node *f(void) {
 * C-NEXT:     return tally__new_with(Node, tally__type_Node, .next = make());
 * C-NEXT: }
 */
