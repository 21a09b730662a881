/* A bit field between references.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

typedef struct tally_object Bits Bits;
struct Bits {
    unsigned low : 3;
    Node *node;
    unsigned high : 5;
};

void f(Bits *b) {
    b->high = b->low++;
    b->node = b->node->next;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 b param strong stable : Bits *
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load b
 * IR-NEXT:     %2 = load b
 * IR-NEXT:     use %2
 * IR-NEXT:     use %1
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     %3 = load b
 * IR-NEXT:     %4 = load b
 * IR-NEXT:     %5 = load %4->node
 * IR-NEXT:     %6 = load %5->next
 * IR-NEXT:     %7 = retain %6
 * IR-NEXT:     store %3->node, %7
 * IR-NEXT:     end 1
 * IR-NEXT:     return
 * C: void f(Bits *b) {
 * C-NEXT:     b->high = b->low++;
 * C-NEXT:     tally__set_Node(&b->node, tally_incref(b->node->next));
 * C-NEXT: }
 */
