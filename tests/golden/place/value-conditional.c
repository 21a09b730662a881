/* One arm of a conditional owns its struct.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

struct pair pair(void);

void f(struct pair *to, int which) {
    *to = which ? pair() : *to;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   block 0 -> 1, 2
 * IR-NEXT:     begin 0
 * IR-NEXT:     branch
 * IR-NEXT:   block 1 -> 3
 * IR-NEXT:     %1 = call pair()
 * IR-NEXT:     jump
 * IR-NEXT:   block 2 -> 3
 * IR-NEXT:     %2 = load [].*:none
 * IR-NEXT:     %4 = retain %2
 * IR-NEXT:     jump
 * IR-NEXT:   block 3
 * IR-NEXT:     %3 = phi 1: %1, 2: %4 owned
 * IR-NEXT:     store [].*:none, %3
 * IR-NEXT:     end 0
 * IR-NEXT:     return
 * C: void f(struct pair *to, int which) {
 * C-NEXT:     tally__assign_pair(&*to, which ? pair() : tally__copy_pair(*to));
 * C-NEXT: }
 */
