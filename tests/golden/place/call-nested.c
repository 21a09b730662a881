/* A call in a call.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(void) {
    use(find(make(), 1));
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 tally_t1 temp strong owned stable conditional : Node *
 * IR-NEXT:   var 1 tally_t2 temp strong owned stable conditional : Node *
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = call make()
 * IR-NEXT:     %3 = hold tally_t1, %1
 * IR-NEXT:     %2 = call find(%3)
 * IR-NEXT:     %4 = hold tally_t2, %2
 * IR-NEXT:     call use(%4)
 * IR-NEXT:     drop tally_t2
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 0
 * IR-NEXT:     return
 * C: void f(void) { struct Node *tally_t1 = 0; struct Node *tally_t2 = 0;
 * C-NEXT:     use((tally_t2 = find((tally_t1 = make()), 1))), tally__drop_Node(&tally_t2), tally__drop_Node(&tally_t1);
 * C-NEXT: }
 */
