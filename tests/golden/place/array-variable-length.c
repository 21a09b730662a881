/* A variable length array of references.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(int count) {
    Node *items[count];
    items[0] = make();
    number((int)sizeof items);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 items local owned : Node *[count]
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     declare items
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = call make()
 * IR-NEXT:     store items.[], %1
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     call number()
 * IR-NEXT:     end 1
 * IR-NEXT:     drop items
 * IR-NEXT:     leave items
 * IR-NEXT:     return
 * C: void f(int count) {
 * C-NEXT:     Node *items[count]; tally__clear_values(items, sizeof items);
 * C-NEXT:     tally__set_Node(&items[0], make());
 * C-NEXT:     number((int)sizeof items);
 * C-NEXT: tally__drop_values(items, sizeof items, sizeof(void *), &tally__layout_1_strong); }
 */
