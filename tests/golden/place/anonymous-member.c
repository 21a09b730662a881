/* Members of an anonymous struct.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

struct outer {
    struct {
        Node *first;
        int count;
    };
};

void f(struct outer *o) {
    struct outer copy = *o;
    copy.first = o->first->next;
    o->count++;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 copy local owned stable : struct outer
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   full 2 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     declare copy
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load [].*:none
 * IR-NEXT:     %4 = retain %1
 * IR-NEXT:     init copy:none, %4
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     %2 = load [].first
 * IR-NEXT:     %3 = load %2->next
 * IR-NEXT:     %5 = retain %3
 * IR-NEXT:     store copy.first, %5
 * IR-NEXT:     end 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     end 2
 * IR-NEXT:     drop copy
 * IR-NEXT:     leave copy
 * IR-NEXT:     return
 * C: void f(struct outer *o) {
 * C-NEXT:     struct outer copy = tally__copy_outer(*o);
 * C-NEXT:     tally__set_Node(&copy.first, tally_incref(o->first->next));
 * C-NEXT:     o->count++;
 * C-NEXT: tally__drop_value(&copy, &tally__layout_outer); }
 */
