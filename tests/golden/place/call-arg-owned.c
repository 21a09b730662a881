/* An owned temporary lives to the end of the full expression.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(void) {
    use(make());
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 tally_t1 temp strong owned stable conditional : Node *
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = call make()
 * IR-NEXT:     %2 = hold tally_t1, %1
 * IR-NEXT:     call use(%2)
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 0
 * IR-NEXT:     return
 * C: void f(void) { struct Node *tally_t1 = 0;
 * C-NEXT:     use((tally_t1 = make())), tally__drop_Node(&tally_t1);
 * C-NEXT: }
 */
