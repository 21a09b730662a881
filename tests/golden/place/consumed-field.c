/* What is given out of a field is retained first.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void take(Node *n tally_consumed);

void f(Node *in) {
    take(in->next);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 in param strong stable : Node *
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load in
 * IR-NEXT:     %2 = load %1->next
 * IR-NEXT:     %3 = retain %2
 * IR-NEXT:     call take(take %3)
 * IR-NEXT:     end 0
 * IR-NEXT:     return
 * C: void f(Node *in) {
 * C-NEXT:     take(tally_incref(in->next));
 * C-NEXT: }
 */
