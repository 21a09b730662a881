/* A struct argument out of an object is held during the call.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

typedef struct tally_object Holder Holder;
struct Holder {
    struct pair pair;
};
void look(struct pair pair);

void f(Holder *from) {
    look(from->pair);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 from param strong stable : Holder *
 * IR-NEXT:   var 1 tally_t1 temp owned stable conditional : struct pair
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load from
 * IR-NEXT:     %2 = load %1->pair:none
 * IR-NEXT:     %3 = retain %2
 * IR-NEXT:     %4 = hold tally_t1, %3
 * IR-NEXT:     call look(%4)
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 0
 * IR-NEXT:     return
 * C: void f(Holder *from) { struct pair tally_t1 = {0};
 * C-NEXT:     look((tally_t1 = tally__copy_pair(from->pair))), tally__drop_value(&tally_t1, &tally__layout_pair);
 * C-NEXT: }
 */
