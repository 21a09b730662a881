/* Elements that hold references are copied by their layout.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(struct pair *tally_array to, struct pair *from, char *text) {
    tally_copy(to + 1, from, 2);
    tally_copy(text, text + 1, 2);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 to param strong stable : struct pair *
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load to
 * IR-NEXT:     use %1
 * IR-NEXT:     %2 = raw %1
 * IR-NEXT:     call tally_copy(%2)
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     call tally_copy()
 * IR-NEXT:     end 1
 * IR-NEXT:     return
 * C: void f(struct pair *tally_array to, struct pair *from, char *text) {
 * C-NEXT:     tally__copy(to + 1, from, 2, sizeof(struct pair), &tally__layout_pair);
 * C-NEXT:     tally_copy(text, text + 1, 2);
 * C-NEXT: }
 */
