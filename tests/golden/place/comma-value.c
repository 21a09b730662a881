/* The right operand is the value.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

Node *f(void) {
    return number(1), make();
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   full 0 return
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     call number()
 * IR-NEXT:     %1 = call make()
 * IR-NEXT:     end 0
 * IR-NEXT:     return %1 in 0
 * IR-NEXT:   block 1
 * IR-NEXT:     return
 * C: Node *f(void) {
 * C-NEXT:     return number(1), make();
 * C-NEXT: }
 */
