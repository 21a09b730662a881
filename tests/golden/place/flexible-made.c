/* An object with a flexible array member of references.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

struct tally_object Row {
    int count;
    Node *nodes[];
};

struct Row *f(int count, Node *node) {
    struct Row *row = tally_new_flex(struct Row, nodes, count, .count = count);
    row->nodes[0] = node;
    return row;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 node param strong stable : Node *
 * IR-NEXT:   var 1 row local strong owned stable : struct Row *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   full 2 return
 * IR-NEXT:   block 0
 * IR-NEXT:     declare row
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = new struct_Row()
 * IR-NEXT:     init row, %1
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     %2 = load row
 * IR-NEXT:     %3 = load node
 * IR-NEXT:     %5 = retain %3
 * IR-NEXT:     store %2->[], %5
 * IR-NEXT:     end 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     %4 = load row
 * IR-NEXT:     %6 = retain %4
 * IR-NEXT:     end 2
 * IR-NEXT:     drop row
 * IR-NEXT:     leave row
 * IR-NEXT:     return %6 in 2
 * IR-NEXT:   block 1
 * IR-NEXT:     return
 * C: struct Row *f(int count, Node *node) {
 * C-NEXT:     struct Row *row = tally__new_flex_with(struct Row, tally__type_Row, nodes, count, .count = count);
 * C-NEXT:     tally__set_Node(&row->nodes[0], tally_incref(node));
 * C-NEXT:     { struct Row *tally_r = tally_incref(row); tally_decref(row); return tally_r; }
 * C-NEXT: }
 */
