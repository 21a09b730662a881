/* NULL is passed as it is.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(void) {
    use2(NULL, 0);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = null
 * IR-NEXT:     %2 = null
 * IR-NEXT:     call use2(%1, %2)
 * IR-NEXT:     end 0
 * IR-NEXT:     return
 * C: void f(void) {
 * C-NEXT:     use2(NULL, 0);
 * C-NEXT: }
 */
