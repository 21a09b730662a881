/* A variable begins as a copy of another one.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(struct pair *from) {
    struct pair first = *from, second = first;
    number(second.count);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 first local owned stable : struct pair
 * IR-NEXT:   var 1 second local owned stable : struct pair
 * IR-NEXT:   full 0 init
 * IR-NEXT:   full 1 init last
 * IR-NEXT:   full 2 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     declare first
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load [].*:none
 * IR-NEXT:     %3 = retain %1
 * IR-NEXT:     init first:none, %3
 * IR-NEXT:     end 0
 * IR-NEXT:     declare second
 * IR-NEXT:     begin 1
 * IR-NEXT:     %2 = load first:none
 * IR-NEXT:     %4 = retain %2
 * IR-NEXT:     init second:none, %4
 * IR-NEXT:     end 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     call number()
 * IR-NEXT:     end 2
 * IR-NEXT:     drop second
 * IR-NEXT:     leave second
 * IR-NEXT:     drop first
 * IR-NEXT:     leave first
 * IR-NEXT:     return
 * C: void f(struct pair *from) {
 * C-NEXT:     struct pair first = tally__copy_pair(*from), second = tally__copy_pair(first);
 * C-NEXT:     number(second.count);
 * C-NEXT: tally__drop_value(&second, &tally__layout_pair); tally__drop_value(&first, &tally__layout_pair); }
 */
