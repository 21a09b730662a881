/* A member of what a function returns.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

struct seen {
    Node *strong, *tally_weak weak;
};
struct seen seen(void);

void f(void) {
    use(seen().strong);
    use(seen().weak);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 tally_t1 temp owned stable conditional : struct seen
 * IR-NEXT:   var 1 tally_t2 temp strong owned stable conditional : Node *
 * IR-NEXT:   var 2 tally_t3 temp strong owned stable conditional : Node *
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = call seen()
 * IR-NEXT:     %5 = hold tally_t1, %1
 * IR-NEXT:     %2 = load [%5].strong
 * IR-NEXT:     %6 = retain %2
 * IR-NEXT:     %7 = hold tally_t2, %6
 * IR-NEXT:     call use(%7)
 * IR-NEXT:     drop tally_t2
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     %3 = call seen()
 * IR-NEXT:     %8 = hold tally_t1, %3
 * IR-NEXT:     %4 = load_weak [%8].weak
 * IR-NEXT:     %9 = hold tally_t3, %4
 * IR-NEXT:     call use(%9)
 * IR-NEXT:     drop tally_t3
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 1
 * IR-NEXT:     return
 * C: void f(void) { struct seen tally_t1 = {0}; struct Node *tally_t2 = 0; struct Node *tally_t3 = 0;
 * C-NEXT:     use((tally_t2 = tally_incref((tally_t1 = seen()).strong))), tally__drop_Node(&tally_t2), tally__drop_value(&tally_t1, &tally__layout_seen);
 * C-NEXT:     use((tally_t3 = tally__weak_get_Node((tally_t1 = seen()).weak))), tally__drop_Node(&tally_t3), tally__drop_value(&tally_t1, &tally__layout_seen);
 * C-NEXT: }
 */
