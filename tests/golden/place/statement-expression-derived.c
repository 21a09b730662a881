/* The value of a statement expression may point into an object.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=gnu11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=gnu11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

extern Node *global;
int look(const int *value);

int f(void) {
    return look(({ &global->value; }));
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 tally_t1 temp strong owned stable conditional : Node *
 * IR-NEXT:   full 0 return
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load @global
 * IR-NEXT:     %3 = retain %1
 * IR-NEXT:     %4 = hold tally_t1, %3
 * IR-NEXT:     %2 = address %4->value, %4
 * IR-NEXT:     call look(%2)
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 0
 * IR-NEXT:     return in 0
 * IR-NEXT:   block 1
 * IR-NEXT:     return
 * C: int f(void) { struct Node *tally_t1 = 0; tally__enter_unit(&tally__unit);
 * C-NEXT:     { int tally_r = look(({ &(tally_t1 = tally_incref(global))->value; })); tally__drop_Node(&tally_t1); return tally_r; }
 * C-NEXT: }
 */
