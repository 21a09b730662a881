/* A struct value is stored twice, and read.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

struct pair pair(void);

void f(struct pair *to) {
    struct pair mine;
    number((mine = *to = pair()).count);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 mine local owned stable : struct pair
 * IR-NEXT:   var 1 tally_t1 temp owned stable conditional : struct pair
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     declare mine
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = call pair()
 * IR-NEXT:     %2 = hold tally_t1, %1
 * IR-NEXT:     %3 = retain %2
 * IR-NEXT:     %4 = retain %2
 * IR-NEXT:     store [].*:none, %3
 * IR-NEXT:     store mine:none, %4
 * IR-NEXT:     use %2
 * IR-NEXT:     call number()
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 0
 * IR-NEXT:     drop mine
 * IR-NEXT:     leave mine
 * IR-NEXT:     return
 * C: void f(struct pair *to) { struct pair tally_t1 = {0};
 * C-NEXT:     struct pair mine = {0};
 * C-NEXT:     number((tally__assign_pair(&mine, tally__assign_pair(&*to, tally__copy_pair(tally__copy_pair((tally_t1 = pair())))))).count), tally__drop_value(&tally_t1, &tally__layout_pair);
 * C-NEXT: tally__drop_value(&mine, &tally__layout_pair); }
 */
