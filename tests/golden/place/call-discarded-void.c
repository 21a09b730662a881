/* Also when it is cast to void.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(void) {
    (void)make();
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = call make()
 * IR-NEXT:     release %1
 * IR-NEXT:     end 0
 * IR-NEXT:     return
 * C: void f(void) {
 * C-NEXT:     (void)tally_decref(make());
 * C-NEXT: }
 */
