/* A function of a system header that is not of the C library's table may call
 * anything; one of the table may not.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=gnu11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=gnu11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include <stdio.h>
#include <stdlib.h>

#include "node.h"

extern Node *global;

int f(void) {
    return printf("%d", global->value) + system((char *)&global->value);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 tally_t1 temp strong owned stable conditional : Node *
 * IR-NEXT:   var 1 tally_t2 temp strong owned stable conditional : Node *
 * IR-NEXT:   full 0 return
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load @global hazard
 * IR-NEXT:     %4 = retain %1
 * IR-NEXT:     %5 = hold tally_t1, %4
 * IR-NEXT:     use %5
 * IR-NEXT:     call printf() quiet
 * IR-NEXT:     %2 = load @global
 * IR-NEXT:     %6 = retain %2
 * IR-NEXT:     %7 = hold tally_t2, %6
 * IR-NEXT:     %3 = address %7->value, %7
 * IR-NEXT:     call system(%3)
 * IR-NEXT:     drop tally_t2
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 0
 * IR-NEXT:     return in 0
 * IR-NEXT:   block 1
 * IR-NEXT:     return
 * C: int f(void) { struct Node *tally_t1 = 0; struct Node *tally_t2 = 0; tally__enter_unit(&tally__unit);
 * C-NEXT:     { int tally_r = printf("%d", (tally_t1 = tally_incref(global))->value) + system((char *)&(tally_t2 = tally_incref(global))->value); tally__drop_Node(&tally_t2); tally__drop_Node(&tally_t1); return tally_r; }
 * C-NEXT: }
 */
