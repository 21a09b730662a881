/* A local struct that holds references.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(Node *p) {
    struct pair both = {p, NULL, 1};
    both.second = make();
    use(both.first);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 p param strong stable : Node *
 * IR-NEXT:   var 1 both local owned stable : struct pair
 * IR-NEXT:   var 2 tally_t1 temp strong owned stable conditional : Node *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   full 2 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     declare both
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load p
 * IR-NEXT:     %5 = retain %1
 * IR-NEXT:     init both.both, %5
 * IR-NEXT:     %2 = null
 * IR-NEXT:     init both.both, %2
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     %3 = call make()
 * IR-NEXT:     store both.second, %3
 * IR-NEXT:     end 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     %4 = load both.first
 * IR-NEXT:     %6 = retain %4
 * IR-NEXT:     %7 = hold tally_t1, %6
 * IR-NEXT:     call use(%7)
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 2
 * IR-NEXT:     drop both
 * IR-NEXT:     leave both
 * IR-NEXT:     return
 * C: void f(Node *p) { struct Node *tally_t1 = 0;
 * C-NEXT:     struct pair both = {tally_incref(p), NULL, 1};
 * C-NEXT:     tally__set_Node(&both.second, make());
 * C-NEXT:     use((tally_t1 = tally_incref(both.first))), tally__drop_Node(&tally_t1);
 * C-NEXT: tally__drop_value(&both, &tally__layout_pair); }
 */
