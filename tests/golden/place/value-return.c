/* A struct is returned.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

struct pair f(struct pair *from) {
    struct pair copy = *from;
    return copy;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 copy local owned stable : struct pair
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 return
 * IR-NEXT:   block 0
 * IR-NEXT:     declare copy
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load [].*:none
 * IR-NEXT:     %3 = retain %1
 * IR-NEXT:     init copy:none, %3
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     %2 = load copy:none
 * IR-NEXT:     %4 = retain %2
 * IR-NEXT:     end 1
 * IR-NEXT:     drop copy
 * IR-NEXT:     leave copy
 * IR-NEXT:     return %4 in 1
 * IR-NEXT:   block 1
 * IR-NEXT:     return
 * C: struct pair f(struct pair *from) {
 * C-NEXT:     struct pair copy = tally__copy_pair(*from);
 * C-NEXT:     { struct pair tally_r = tally__copy_pair(copy); tally__drop_value(&copy, &tally__layout_pair); return tally_r; }
 * C-NEXT: }
 */
