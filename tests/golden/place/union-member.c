/* A union of strong references is one place by several names.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

typedef struct tally_object Leaf Leaf;
struct both {
    int kind;
    union {
        Node *node;
        Leaf *leaf;
    } as;
};

void f(struct both *b, Leaf *leaf) {
    b->as.node = make();
    b->as.leaf = leaf;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 leaf param strong stable : Leaf *
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = call make()
 * IR-NEXT:     store [].node, %1
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     %2 = load leaf
 * IR-NEXT:     %3 = retain %2
 * IR-NEXT:     store [].leaf, %3
 * IR-NEXT:     end 1
 * IR-NEXT:     return
 * C: void f(struct both *b, Leaf *leaf) {
 * C-NEXT:     tally__vset_Node(&b->as.node, make());
 * C-NEXT:     tally__vset_Leaf(&b->as.leaf, tally_incref(leaf));
 * C-NEXT: }
 */
