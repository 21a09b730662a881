/* A struct that holds references is assigned.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(struct pair *to, struct pair *from) {
    *to = *from;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load [].*:none
 * IR-NEXT:     %2 = retain %1
 * IR-NEXT:     store [].*:none, %2
 * IR-NEXT:     end 0
 * IR-NEXT:     return
 * C: void f(struct pair *to, struct pair *from) {
 * C-NEXT:     tally__assign_pair(&*to, tally__copy_pair(*from));
 * C-NEXT: }
 */
